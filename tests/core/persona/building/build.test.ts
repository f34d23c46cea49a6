import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { build } from '../../../../src/core/persona/building/build.ts';
import {
  usualBuilding,
  type Building,
  type BuildingPlan,
} from '../../../../src/core/persona/building/plan.ts';
import { buildingChanges, type BuildingEvent } from '../../../../src/core/persona/building/view.ts';
import { overruled } from '../../../../src/core/persona/draw.ts';
import type { Attribute, Profile } from '../../../../src/core/persona/profile.ts';
import type { Ask, Change, Engine, Store } from '../../../../src/core/ports.ts';
import { ScriptedEngine } from '../../../../src/engine/scripted/scripted-engine.ts';
import { MemoryStore } from '../../../../src/store/memory/memory-store.ts';
import { sha256 } from '../../../../workers/sha256.ts';
import { Stopper } from '../../../../workers/stopper.ts';
import { letterEmbedder } from '../expansion/harness.ts';

const attributes: readonly Attribute[] = [
  'I have two dogs.',
  'I have two gods.',
  'My cat is called Ink.',
  'I drive a night bus.',
  'I teach chemistry.',
  'I mend old radios.',
  'I play the cello.',
  'I grew up on a barge.',
  'My kitchen is yellow.',
  'I am afraid of pigeons.',
].map((text, place) => ({ id: `a${place}`, text, source: { name: 'test', licence: 'CC0-1.0' } }));

const planWith = (changes: Partial<BuildingPlan> = {}): BuildingPlan => ({
  ...usualBuilding,
  count: 4,
  critic: { engine: 'scripted', model: 'scripted' },
  redundantAbove: 0.95,
  ...changes,
});

async function begin(plan = planWith()): Promise<{ the: Building; store: Store }> {
  const store = new MemoryStore();
  const the: Building = {
    owner: 'project',
    id: 'b-01',
    name: 'Profiles 1',
    createdAt: 0,
    plan,
    prefix: 'b-01',
    state: 'running',
  };
  await store.write([
    { put: 'building', item: the },
    ...attributes.map((item): Change => ({ put: 'attribute', item: { ...item, owner: the.id } })),
  ]);
  return { the, store };
}

interface Sitting {
  readonly critic?: Engine;
  readonly stop?: Stopper;
  readonly watch?: () => void;
  readonly events?: number;
}

async function sit(the: Building, store: Store, sitting: Sitting = {}): Promise<BuildingEvent[]> {
  const critic = sitting.critic ?? new ScriptedEngine();
  const events: BuildingEvent[] = [];
  const around = {
    store,
    critic: () => Promise.resolve(critic),
    embedder: () => Promise.resolve(letterEmbedder),
    sha256,
    stop: sitting.stop ?? new Stopper(),
    watch: sitting.watch ?? (() => undefined),
  };
  for await (const event of build(the, around)) {
    await store.write(buildingChanges(the, event));
    events.push(event);
    if (events.length === sitting.events) break;
  }
  return events;
}

const remains = async (store: Store): Promise<string> =>
  JSON.stringify(await store.page('profile', 'project'));

async function whole(plan = planWith(), critic?: Engine) {
  const { the, store } = await begin(plan);
  const events = await sit(the, store, critic ? { critic } : {});
  return { the, store, events, profiles: await store.page('profile', 'project'), text: await remains(store) };
}

/** Answers each ask by what it asks about. */
function critic(answer: (asked: string, ask: Ask) => string): ScriptedEngine & { asks: Ask[] } {
  const engine = new ScriptedEngine();
  const asks: Ask[] = [];
  engine.complete = (ask) => {
    asks.push(ask);
    const text = answer(ask.messages.at(-1)?.content ?? '', ask);
    return Promise.resolve({ text, ended: 'stop', promptTokens: 1, answerTokens: 1, ignored: [] });
  };
  return Object.assign(engine, { asks });
}

const verdict = (word: string) => `reason: Because I say so.\nverdict: ${word}`;

describe('profiles built with a three-way question', () => {
  it('hold only what the critic finds neutral to all that is in', async () => {
    const both = (asked: string) => asked.includes('cello') && asked.includes('radios');
    const engine = critic((asked) => verdict(both(asked) ? 'contradicts' : 'neutral'));
    const { profiles } = await whole(planWith({ count: 12, attributesPerProfile: 8 }), engine);
    const seen = profiles.flatMap(({ inconsistent = [] }) => inconsistent);
    for (const profile of profiles) {
      const texts = profile.attributes.map(({ text }) => text).join(' ');
      expect(both(texts)).toBe(false);
      expect(profile.attributes.length).toBeGreaterThan(5);
    }
    expect(seen.length).toBeGreaterThan(0);
    for (const { attribute, like, relation, reason } of seen) {
      expect(both(`${attribute.text} ${like.text}`)).toBe(true);
      expect([relation, reason]).toEqual(['contradicts', 'Because I say so.']);
    }
  });

  it('leave out what entails or follows', async () => {
    const { profiles } = await whole(
      planWith({ count: 1, mostTried: 4 }),
      critic(() => verdict('entails')),
    );
    expect(profiles[0]?.attributes).toHaveLength(1);
    expect(profiles[0]?.inconsistent?.map(({ relation }) => relation)).toEqual([
      'entails',
      'entails',
      'entails',
    ]);
  });

  it('leave out what the critic says nothing readable of, after asking again', async () => {
    const engine = critic(() => 'maybe');
    const { profiles } = await whole(planWith({ count: 1, mostTried: 2 }), engine);
    expect(profiles[0]?.inconsistent).toMatchObject([{ relation: 'unreadable', reason: 'maybe' }]);
    expect(engine.asks).toHaveLength(3);
  });

  it('ask nothing twice: what is known of two attributes is known in every profile and in either order', async () => {
    const engine = critic(() => verdict('neutral'));
    await whole(planWith({ count: 30 }), engine);
    const asked = engine.asks.map(({ messages }) => messages.at(-1)?.content);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual((attributes.length * (attributes.length - 1)) / 2);
  });
});

describe('profiles built by the paper’s negations', () => {
  const route = planWith({ consistency: 'negations', count: 1, mostTried: 2, redundantAbove: null });
  const negated = (asked: string) => `It is not so that ${asked.slice('Negate: '.length)}`;

  it('ask in both directions, each with the negation of the other', async () => {
    const engine = critic((asked) => (asked.startsWith('Negate') ? negated(asked) : verdict('no')));
    const { profiles } = await whole(route, engine);
    expect(profiles[0]?.attributes).toHaveLength(2);
    const [one = '', other = ''] = [...(profiles[0]?.attributes ?? [])].map(({ text }) => text).sort();
    expect(engine.asks.map(({ messages }) => messages.at(-1)?.content)).toEqual([
      `Negate: ${other}`,
      `1: ${one}\n2: It is not so that ${other}`,
      `Negate: ${one}`,
      `1: ${other}\n2: It is not so that ${one}`,
    ]);
  });

  it('leave out what either direction contradicts', async () => {
    let entailments = 0;
    const engine = critic((asked) => {
      if (asked.startsWith('Negate')) return negated(asked);
      entailments += 1;
      return verdict(entailments === 2 ? 'yes' : 'no');
    });
    const { profiles } = await whole(route, engine);
    expect(profiles[0]?.inconsistent).toMatchObject([{ relation: 'contradicts' }]);
  });
});

describe('profiles built without a critic', () => {
  it('ask no model, and leave out what is too near in meaning', async () => {
    const engine = critic(() => 'never');
    const { profiles } = await whole(
      planWith({ consistency: null, count: 12, attributesPerProfile: 8 }),
      engine,
    );
    expect(engine.asks).toEqual([]);
    expect(profiles.flatMap(({ redundant = [] }) => redundant).length).toBeGreaterThan(0);
    for (const { attributes: chosen } of profiles) {
      const texts = chosen.map(({ text }) => text);
      expect(texts.includes('I have two dogs.') && texts.includes('I have two gods.')).toBe(false);
    }
  });
});

describe('building that is cut off and goes on', () => {
  it('leaves the same bytes wherever it was cut off, any number of times, and asks nothing twice', async () => {
    const { text, events } = await whole();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: events.length }), { maxLength: 6 }),
        async (cuts) => {
          const { the, store } = await begin();
          let fresh = 0;
          const count = (all: readonly BuildingEvent[]) =>
            (fresh += all.filter(({ kind }) => kind === 'asked').length);
          for (const cut of cuts) count(await sit(the, store, { events: cut }));
          count(await sit(the, store));
          expect(await remains(store)).toBe(text);
          expect(fresh).toBe(events.filter(({ kind }) => kind === 'asked').length);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('leaves the same bytes when it is stopped in the middle of an answer', async () => {
    const { text } = await whole();
    for (const pieces of [1, 4, 19, 90, 250]) {
      const { the, store } = await begin();
      const stop = new Stopper();
      let heard = 0;
      await sit(the, store, { stop, watch: () => void ((heard += 1) === pieces && stop.pull()) });
      expect(stop.stopped).toBe(true);
      await sit(the, store);
      expect(await remains(store), `stopped at piece ${pieces}`).toBe(text);
    }
  });

  it('leaves alone what a person has locked or changed since', async () => {
    const { the, store, profiles } = await whole();
    const [first] = profiles;
    if (!first) throw new Error('There is a first profile.');
    const changed = { ...first, attributes: first.attributes.slice(1), locked: true as const };
    await store.write([{ put: 'profile', item: changed }]);
    expect(await sit(the, store)).toEqual([]);
    expect(await store.read('profile', 'project', first.id)).toEqual(changed);
  });
});

it('a person who overrules a critic has the attribute in, and it is left out no more', () => {
  const [one, other, third] = attributes as [Attribute, Attribute, Attribute];
  const left = { attribute: other, like: one, relation: 'contradicts', reason: 'No.' } as const;
  const profile: Profile = {
    id: 'p',
    attributes: [one],
    inconsistent: [left, { ...left, attribute: third }],
  };
  const after = overruled(profile, other.id);
  expect(after.attributes).toEqual([one, other]);
  expect(after.inconsistent?.map(({ attribute }) => attribute.id)).toEqual([third.id]);
});
