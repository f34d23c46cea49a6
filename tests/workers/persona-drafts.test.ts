// Tables and cards in the files that hold them: Parquet, PNG, a zip; and what of them is kept.
import { zipSync, strToU8 } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { Broken } from '../../src/core/trouble.ts';
import { rowsToLookAt } from '../../src/core/formats/persona-draft.ts';
import { personaDraft, personasKept } from '../../workers/studio/persona-drafts.ts';

const card = {
  spec: 'chara_card_v3',
  data: { name: 'Ann', description: 'Ann keeps bees. Ann sails.', tags: ['x'] },
};

test('a Parquet file of personas is read row by row', async () => {
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: 'persona', data: ['A nurse.', 'A baker.'], type: 'STRING' },
      { name: 'skills_list', data: ["['a', 'b']", '[]'], type: 'STRING' },
      { name: 'age', data: [30n, 40n], type: 'INT64' },
    ],
  });
  const draft = await personaDraft(new File([bytes], 'nemotron.parquet'));
  expect(draft).toMatchObject({
    kind: 'table',
    rowsInFile: 2,
    taken: ['persona'],
    fields: ['persona', 'skills_list', 'age'],
  });
  expect(draft?.rows[0]?.texts.map(({ text }) => text)).toEqual(['A nurse.', 'a', 'b', 'I am 30 years old.']);
});

test('a card is found in a zip beside its pictures, and a zip without one is left to others', async () => {
  const zip = (files: Record<string, Uint8Array>) =>
    new File([zipSync(files) as Uint8Array<ArrayBuffer>], 'ann.charx');
  const draft = await personaDraft(
    zip({ 'assets/icon.png': strToU8('x'), 'card.json': strToU8(JSON.stringify(card)) }),
  );
  expect(draft).toMatchObject({ kind: 'card', rows: [{ name: 'Ann', card }] });
  expect(await personaDraft(zip({ 'project.json': strToU8('{}') }))).toBeNull();
});

test.each([
  ['a Parquet file that is cut off', 'PAR1xxxx'],
  ['a zip that is cut off', 'PK\u0003\u0004xxxx'],
])('%s is refused with a sentence', async (_, content) => {
  const refused = await personaDraft(new File([content], 'broken')).catch((thrown: unknown) => thrown);
  expect((refused as Broken).trouble).toMatchObject({ kind: 'bad-file', file: 'broken' });
});

test.each([
  ['the published table', 'user 1 personas,user 2 personas,Best Generated Conversation\nI sail.,I knit.,Hi.'],
  ['plain lines', 'I sail.\nI knit, and I sing.'],
  ['chats', '{"messages":[{"role":"user","content":"Hi."}]}'],
  ['the studio’s own', '{"schemaVersion":1,"id":"x"}'],
])('%s is no table of personas', async (_, text) => {
  expect(await personaDraft(new File([text], 'x'))).toBeNull();
});

test('what is kept has one attribute a sentence, its source, and the card beside the profile alone', () => {
  const source = { name: 'Ann', licence: 'mine' };
  const rows = [
    { line: 1, texts: ['I sail.', 'I knit.'], card },
    { line: 2, texts: ['I sail.'] },
  ];
  const changes = personasKept('p', {
    file: 'f',
    fileHash: '0123456789abcdef',
    source,
    rows,
    asProfiles: true,
  });
  const items = changes.map((change) => ('put' in change ? [change.put, change.item.id] : []));
  expect(items).toEqual([
    ['attribute', '0123456789ab-p000001-1'],
    ['attribute', '0123456789ab-p000001-2'],
    ['profile', '0123456789ab-p000001'],
    ['profile', '0123456789ab-p000002'],
  ]);
  expect(changes[2]).toMatchObject({ item: { card, attributes: [{ text: 'I sail.', source }, {}] } });
  expect(changes[3]).not.toHaveProperty('item.card');
});

test('of a large table as many rows can be looked at as fit, and the number of all is said', async () => {
  const line = JSON.stringify({ persona: 'A nurse who sings.' });
  const rows = 60_000;
  const draft = await personaDraft(new File([`${line}\n`.repeat(rows)], 'large.jsonl'));
  expect([draft?.rowsInFile, draft?.rows.length]).toEqual([rows, 50_000]);
  expect(rowsToLookAt(1000, 40e6)).toBe(500);
  expect(rowsToLookAt(1000, 10e6)).toBe(1000);
  expect(rowsToLookAt(0, 0)).toBe(0);
});
