// Owns a set that holds what breaks files: quotes, separators, line breaks, every script, formulas, an empty profile, a
// conversation without turns, profiles that stand in several pairs.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { ExportWish } from '../../src/core/formats/export-wish.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import type { ExportTask } from '../../workers/studio/export-task.ts';
import { Listings } from '../../workers/studio/listing/listings.ts';

export const setId = 'set';

const texts = [
  'I said “yes”, she said "no".',
  '=1+1',
  'a,b;c\td|e',
  'Größe 🐝 日本語 עברית',
  '</script><b>{{x}}',
  'back\\slash \\n',
  '\u2028line\u2029',
  '-5 °C',
];
const source = { name: 'wild', licence: 'CC0-1.0' };

function conversation(number: number): Conversation {
  const id = `wild-r${String(number).padStart(6, '0')}`;
  const attribute = (text: string) => ({ id: text, text, source });
  const of = (at: number) => texts.slice(at % texts.length).slice(0, at % 4);
  const turns = Array.from({ length: number === 7 ? 0 : 2 * (1 + (number % 3)) }, (_, turn) => ({
    speaker: turn % 2 === 0 ? (1 as const) : (2 as const),
    text: `${texts[(number + turn) % texts.length] ?? ''} ${number}`,
  }));
  return {
    owner: setId,
    id,
    pair: {
      id,
      profiles: [
        { id: `${id}-1`, attributes: [...of(number), `I am ${Math.floor(number / 2)}.`].map(attribute) },
        { id: `${id}-2`, attributes: of(number + 1).map((text) => attribute(`${text} ${number}`)) },
      ],
    },
    turns,
    faults: number % 5 === 0 ? [{ kind: 'cut-off', text: 'x' }] : [],
    raw: '',
    origin: { kind: 'imported', file: 'wild.csv', row: number, source },
  };
}

export async function wildStore(): Promise<Store> {
  const store = new MemoryStore();
  const project = { owner: '', id: 'p', name: 'P', kind: 'own', createdAt: 1 } as const;
  const set = { owner: 'p', id: setId, name: 'Wild', file: 'wild.csv', importedAt: 1, conversationCount: 40 };
  const conversations = Array.from({ length: 40 }, (_, at): Change => ({
    put: 'conversation',
    item: conversation(at + 1),
  }));
  await store.write([{ put: 'project', item: project }, { put: 'set', item: set }, ...conversations]);
  return store;
}

export async function taskOf(store: Store, wish: ExportWish): Promise<ExportTask> {
  const exportable = await (await new Listings(store).of(setId)).exportable(wish.scope);
  return { store, setId, name: 'Wild', wish, exportable };
}
