// Holds tables of personas and character cards to what is read of them, and cards to losing nothing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cardInPng,
  formatCharacterCard,
  isCharacterCard,
  isPng,
  readCharacterCard,
} from '../../../src/core/formats/character-card.ts';
import {
  csvRecords,
  draftOfTable,
  jsonRecords,
  pythonList,
} from '../../../src/core/formats/persona-draft.ts';

const place = { file: 'personahub.jsonl', fileHash: 'x' };
const draftOf = (text: string, file = 'mine.jsonl') => {
  const records = jsonRecords(text) ?? csvRecords(text) ?? [];
  return draftOfTable({ ...place, file }, records, records.length);
};
const textsOf = (draft: ReturnType<typeof draftOf>, field: string) =>
  draft.rows.map(({ texts }) => texts.filter((one) => one.field === field).map(({ text }) => text));

describe('a table of personas', () => {
  test('in PersonaHub’s JSONL has its persona taken, under a licence that forbids commerce', () => {
    const draft = draftOf(
      '{"persona":"A beekeeper in Oslo."}\n\n{"persona":"A nurse."}\n',
      'persona_hub.jsonl',
    );
    expect(draft).toMatchObject({
      taken: ['persona'],
      source: { name: 'PersonaHub', licence: 'CC BY-NC-SA 4.0' },
      problems: [],
    });
    expect(draft.rows.map(({ line }) => line)).toEqual([1, 3]);
  });

  test('of Nemotron has its facts said and its printed lists cut', () => {
    const row = {
      persona: 'Mary keeps bees.',
      professional_persona: 'Mary runs a shop.',
      hobbies_and_interests_list: "['chess', \"bee's wax\"]",
      age: 34,
      occupation: 'retail_salesperson',
      city: 'Oslo',
    };
    const draft = draftOf(JSON.stringify(row), 'nemotron.jsonl');
    expect(draft.source).toEqual({ name: 'Nemotron-Personas', licence: 'CC BY 4.0' });
    expect(draft.taken).toEqual(['persona']);
    expect(textsOf(draft, 'hobbies_and_interests_list')).toEqual([['chess', "bee's wax"]]);
    expect(['age', 'occupation', 'city'].flatMap((field) => textsOf(draft, field).flat())).toEqual([
      'I am 34 years old.',
      'I work as a retail salesperson.',
      'I live in Oslo.',
    ]);
  });

  test('in CSV is read by its header, and lines are those of the file', () => {
    const draft = draftOf('name,attribute\nann,"I keep\nbees."\nbob,I sail.\n,\n');
    expect(textsOf(draft, 'attribute')).toEqual([['I keep bees.'], ['I sail.']]);
    expect(draft.rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(draft.problems).toEqual([{ line: 5, reason: 'The row holds no text.' }]);
  });

  test('lists what is no row, and keeps the rest', () => {
    const draft = draftOf('{"persona":"A nurse."}\n{broken\n{"persona":""}\n{"persona":"A baker."}');
    expect(draft.rows).toHaveLength(2);
    expect(draft.problems.map(({ line }) => line)).toEqual([2, 3]);
  });

  test.each([
    ["['a', 'b']", ['a', 'b']],
    ['["it\'s", \'a "b"\']', ["it's", 'a "b"']],
    ['[]', []],
    ['[1, 2]', null],
    ['a, b', null],
    ["['a', b]", null],
  ])('reads %j as a list as Python prints it: %j', (text, expected) => {
    expect(pythonList(text)).toEqual(expected);
  });

  test('of any text throws nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.constant('text,\n"a')), (text) => {
        expect(() => draftOf(text)).not.toThrow();
      }),
    );
  });
});

const json = fc.jsonValue({ maxDepth: 2 }).filter((value) => value !== null);
const card = fc
  .record({
    spec: fc.constantFrom('chara_card_v2' as const, 'chara_card_v3' as const),
    unknown: json,
    data: fc.record({
      name: fc.constantFrom('Ann', '{{user}}', ''),
      description: fc.constantFrom('{{char}} keeps bees. {{char}} hates rain!', '', '- Tall\n- Kind'),
      personality: fc.string(),
      creator_notes: fc.constant('SECRET NOTES.'),
      character_book: json,
      extensions: fc.constantFrom({}, { depth_prompt: { depth: 4 } }),
    }),
  })
  .map((value) => JSON.parse(JSON.stringify(value)) as typeof value);

describe('a character card', () => {
  test('keeps every field, known or not, and gains only an extension of ours', () => {
    fc.assert(
      fc.property(card, fc.array(fc.string()), (whole, attributes) => {
        const again = JSON.parse(formatCharacterCard(whole, attributes)) as typeof whole;
        const { parley, ...extensions } = again.data.extensions as Record<string, unknown>;
        expect(parley).toEqual({ attributes });
        expect({ ...again, data: { ...again.data, extensions } }).toEqual(whole);
        expect(isCharacterCard(again)).toBe(true);
      }),
    );
  });

  test('gives sentences with names written out, and nothing of its creator’s notes', () => {
    fc.assert(
      fc.property(card, (whole) => {
        const read = readCharacterCard(whole);
        expect(read.ok).toBe(true);
        if (!read.ok) return;
        const said = read.value.texts.map(({ text }) => text).join('\n');
        expect(said).not.toMatch(/SECRET|\{\{(?:char|user)\}\}/i);
        expect(read.value.card).toEqual(whole);
      }),
    );
    const read = readCharacterCard({
      spec: 'chara_card_v2',
      data: { name: 'Ann', description: '{{char}} keeps bees. {{char}} hates rain!' },
    });
    expect(read.ok && read.value.texts.map(({ text }) => text)).toEqual([
      'Ann keeps bees.',
      'Ann hates rain!',
    ]);
  });

  test('of the first version has its fields on itself', () => {
    const first = { name: 'Bob', description: 'Bob sails.', personality: 'Calm.', first_mes: 'Ahoy.', x: 1 };
    const read = readCharacterCard(first);
    expect(read.ok && read.value.texts.map(({ field }) => field)).toEqual([
      'description',
      'personality',
      'first_mes',
    ]);
    expect(JSON.parse(formatCharacterCard(first, []))).toEqual(first);
  });

  test.each([[null], [{}], [{ spec: 'chara_card_v9', data: {} }], [[]], ['text']])('is not %j', (value) => {
    expect(isCharacterCard(value)).toBe(false);
    expect(readCharacterCard(value).ok).toBe(false);
  });
});

const bytesOf = (text: string) => [...text].map((sign) => sign.charCodeAt(0));
function png(...chunks: readonly (readonly [type: string, content: string])[]): Uint8Array {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const all = chunks.flatMap(([type, content]) => {
    const length = content.length;
    return [
      0,
      (length >> 16) & 255,
      (length >> 8) & 255,
      length & 255,
      ...bytesOf(type),
      ...bytesOf(content),
      0,
      0,
      0,
      0,
    ];
  });
  return Uint8Array.from([...signature, ...all]);
}

describe('a picture', () => {
  test('gives the card of the third version before that of the second', () => {
    const picture = png(['IHDR', 'x'], ['tEXt', 'chara\0old'], ['tEXt', 'ccv3\0new'], ['IEND', '']);
    expect(isPng(picture)).toBe(true);
    expect(cardInPng(picture)).toBe('new');
    expect(cardInPng(png(['tEXt', 'chara\0old']))).toBe('old');
    expect(cardInPng(png(['tEXt', 'Title\0x']))).toBeNull();
  });

  test('that lies about its lengths or is cut off throws nothing', () => {
    const whole = png(['tEXt', 'chara\0old'], ['IEND', '']);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(255), fc.nat(whole.length - 1), (end, byte, at) => {
        const broken = whole.slice();
        broken[at] = byte;
        expect(() => cardInPng(broken.subarray(0, end))).not.toThrow();
      }),
    );
  });
});
