import { describe, expect, it, test } from 'vitest';
import { parseSpcCsv } from '../../../src/core/formats/spc-csv.ts';
import { negated } from '../../../src/core/trust/negate.ts';
import { realText } from '../real-data.ts';

describe('the opposite of an attribute', () => {
  it.each([
    ['I am a nurse.', 'I am not a nurse.'],
    ['I’m from Lisbon.', 'I am not from Lisbon.'],
    ['I have two dogs.', 'I do not have two dogs.'],
    ['I have been to Peru.', 'I have not been to Peru.'],
    ["I've seen the sea.", 'I have not seen the sea.'],
    ['I also like tea.', 'I do not like tea.'],
    ['I really love old trams.', 'I do not really love old trams.'],
    ['I can swim.', 'I cannot swim.'],
    ["I can't swim.", 'I can swim.'],
    ['I do not eat meat.', 'I eat meat.'],
    ["I don't drive.", 'I drive.'],
    ['I am not married.', 'I am married.'],
    ['I grew up on a farm.', 'I did not grow up on a farm.'],
    ["I'd like to see Rome.", 'I would not like to see Rome.'],
    ['My favorite color is red.', 'My favorite color is not red.'],
    ['My sister is not a dentist.', 'My sister is a dentist.'],
    ['My best friend lives next door.', 'My best friend does not live next door.'],
    ['My name’s a secret.', 'My name is not a secret.'],
  ])('of “%s” is “%s”', (attribute, opposite) => {
    expect(negated(attribute)).toEqual({ ok: true, value: opposite });
  });

  it.each([
    ['I always wear a hat.', 'scope'],
    ['I like tea because it calms me.', 'scope'],
    ['I have never been abroad.', 'scope'],
    ['I have not spoken in months.', 'scope'],
    ['I love cats and have two of them.', 'several clauses'],
    ['I am a cook. I work at night.', 'several clauses'],
    ['I think I will move.', 'several clauses'],
    ['I read twenty books a year.', 'unknown verb'],
    ['I do like soup.', 'unknown verb'],
    ['Coffee is my favourite drink.', 'unknown verb'],
    ['', 'unknown verb'],
  ])('of “%s” is refused: %s', (attribute, problem) => {
    expect(negated(attribute)).toEqual({ ok: false, problem });
  });
});

test('most of the published attributes have a safe opposite, and none keeps its words', (context) => {
  const { rows } = parseSpcCsv(realText(context, 'spc_valid.csv'));
  const attributes = [...new Set(rows.flatMap(({ profiles }) => profiles.flat()))];
  const opposites = attributes.flatMap((text) => {
    const opposite = negated(text);
    return opposite.ok ? [{ text, opposite: opposite.value }] : [];
  });
  expect(opposites.length / attributes.length).toBeGreaterThan(0.6);
  const denials = (text: string) => (text.match(/\bnot\b|n't|\bcannot\b/g) ?? []).length;
  for (const { text, opposite } of opposites) expect(Math.abs(denials(text) - denials(opposite))).toBe(1);
});
