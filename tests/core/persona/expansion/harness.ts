// Runs an expansion as the studio worker does, on a store and a scripted engine in this process.
import { expansionChanges } from '../../../../src/core/persona/expansion/changes.ts';
import { expand } from '../../../../src/core/persona/expansion/expand.ts';
import { nearAttributeAbove } from '../../../../src/core/persona/expansion/nearness.ts';
import {
  categoriesToAsk,
  paperExpansion,
  type Expansion,
  type ExpansionPlan,
} from '../../../../src/core/persona/expansion/plan.ts';
import { givenQuestions } from '../../../../src/core/persona/expansion/step.ts';
import type { ExpansionEvent, ExpansionLive } from '../../../../src/core/persona/expansion/view.ts';
import type { Attribute } from '../../../../src/core/persona/profile.ts';
import type { Change, Embedder, Engine, Stop, Store } from '../../../../src/core/ports.ts';
import { ScriptedEngine } from '../../../../src/engine/scripted/scripted-engine.ts';
import { MemoryStore } from '../../../../src/store/memory/memory-store.ts';
import { Stopper } from '../../../../workers/stopper.ts';

const source = { name: 'written for the tests', licence: 'CC0-1.0' };

export const attributes: readonly Attribute[] = (
  [
    ['pets', 'I have two dogs.'],
    ['pets', 'My cat is called Ink.'],
    ['pets', 'I keep bees on the roof.'],
    ['pets', 'I feed a fox.'],
    ['work', 'I drive a night bus.'],
    ['work', 'I teach chemistry.'],
    ['work', 'I mend old radios.'],
    ['music', 'I play the cello.'],
    [undefined, 'I grew up on a barge.'],
  ] as const
).map(([category, text], place) => ({
  id: `a${place}`,
  text,
  ...(category ? { category } : {}),
  source,
}));

/** Places texts by their letters: enough to be near where most letters are the same. It knows no meaning. */
export const letterEmbedder: Embedder = {
  build: { engine: 'test', model: 'letters', build: '1' },
  dimensions: 26,
  async embed(texts) {
    const vectors = new Float32Array(texts.length * 26);
    texts.forEach((text, place) => {
      const counts = Array.from({ length: 26 }, (_, at) => text.toLowerCase().split(letter(at)).length - 1);
      const length = Math.hypot(...counts) || 1;
      counts.forEach((count, at) => (vectors[place * 26 + at] = count / length));
    });
    return vectors;
  },
  unload: () => undefined,
};
const letter = (at: number): string => String.fromCharCode(97 + at);

export const planWith = (changes: Partial<ExpansionPlan> = {}): ExpansionPlan => ({
  ...paperExpansion,
  seed: 7,
  generator: { engine: 'scripted', model: 'scripted' },
  bootstrappingSteps: 4,
  questionsPerStep: 3,
  askings: 3,
  nearAbove: nearAttributeAbove,
  looksThrough: false,
  ...changes,
});

export async function begin(
  plan = planWith(),
  store: Store = new MemoryStore(),
  { owner = 'project' }: { readonly owner?: string } = {},
): Promise<{ the: Expansion; store: Store }> {
  const the: Expansion = {
    owner,
    id: 'expansion-01',
    name: 'Expansion 1',
    createdAt: 0,
    plan,
    writer: { name: 'Scripted', licence: 'Apache-2.0' },
    categoryCount: categoriesToAsk(attributes, plan).length,
    state: 'running',
  };
  await store.write([
    { put: 'expansion', item: the },
    ...givenQuestions(the).map((item): Change => ({ put: 'question', item })),
    ...attributes.map((item): Change => ({ put: 'attribute', item: { ...item, owner: the.id } })),
  ]);
  return { the, store };
}

interface Sitting {
  readonly generator?: Engine;
  readonly stop?: Stop;
  readonly watch?: (live: ExpansionLive) => void;
  /** The sitting ends, as by a closed tab, after this many events. */
  readonly events?: number;
}

export async function sit(the: Expansion, store: Store, sitting: Sitting = {}): Promise<ExpansionEvent[]> {
  const generator = sitting.generator ?? new ScriptedEngine();
  const events: ExpansionEvent[] = [];
  const around = {
    store,
    generator: () => Promise.resolve(generator),
    embedder: () => Promise.resolve(letterEmbedder),
    clock: () => 0,
    stop: sitting.stop ?? new Stopper(),
    watch: sitting.watch ?? (() => undefined),
  };
  for await (const event of expand(the, around)) {
    await store.write(expansionChanges(the, event));
    events.push(event);
    if (events.length === sitting.events) break;
  }
  return events;
}

/** All that an expansion left behind, as text. */
export async function remains(the: Expansion, store: Store): Promise<string> {
  const all = await Promise.all([
    store.page('question', the.id),
    store.page('expansionStep', the.id),
    store.page('attribute', the.owner),
  ]);
  return all
    .flat()
    .map((item) => `${JSON.stringify(item)}\n`)
    .join('');
}
