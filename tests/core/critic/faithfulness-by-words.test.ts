// The rule by words that decides faithfulness in Parley-mini's panel: on sentences, and on published conversations as they are and
// with one attribute denied.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { faithfulnessByWords } from '../../../src/core/critic/mini/faithfulness-by-words.ts';
import type { AttributeMark } from '../../../src/core/critic/verdict.ts';
import { corrupted } from '../../../src/core/trust/corruption.ts';
import { published, talkOf } from '../evaluate/conversations.ts';

const talk = (attribute: string, ...texts: readonly string[]): Conversation => {
  const source = { name: 'written for the tests', licence: 'CC0-1.0' };
  const profile = (id: string, ...own: readonly string[]) => ({
    id,
    attributes: own.map((text) => ({ id: `${id}~${text}`, text, source })),
  });
  const pair = { id: 'pair', profiles: [profile('one', attribute), profile('two')] as const };
  return talkOf('talk', texts, pair);
};
const marksOf = (conversation: Conversation): readonly AttributeMark[] => {
  const { finding } = faithfulnessByWords(conversation);
  return finding.kind === 'faithfulness' ? finding.marks : [];
};
const contradicted = (conversation: Conversation) =>
  marksOf(conversation).filter(({ mark }) => mark === 'contradicted');

describe('faithfulness by words', () => {
  test.each([
    ['I have two dogs.', 'I am out with my two dogs.', 'supported'],
    ['I have two dogs.', 'I have never had two dogs.', 'contradicted'],
    ['I have two dogs.', 'The weather is fine.', 'not mentioned'],
    ['I do not eat meat.', 'I eat meat for lunch.', 'contradicted'],
    ['I do not eat meat.', 'I never eat meat.', 'supported'],
    ['I love playing chess.', 'I can’t stand playing chess.', 'contradicted'],
    ['I love playing chess.', 'I don’t dislike playing chess.', 'supported'],
    // Denied is something else.
    ['I love playing chess.', 'I love playing chess, but I never win.', 'supported'],
    ['I walk my dogs every morning.', 'Not much, just back from walking the dogs this morning.', 'supported'],
    ['I am afraid of the dark.', 'I can’t wait until it is light, I am afraid of the dark.', 'supported'],
    ['I cook pasta, but I never bake bread.', 'I cook pasta every day.', 'supported'],
    // Asked, said of the other, or under a condition.
    ['I work as a nurse.', 'You never said that you work as a nurse.', 'supported'],
    ['I work as a nurse.', 'Why do people never ask a nurse how the work is?', 'supported'],
    ['I work as a nurse.', 'When I am not at work as a nurse, I read.', 'supported'],
    // As imported profiles have it.
    ['i don t eat meat', 'I eat a lot of meat.', 'contradicted'],
  ])('of “%s” and “%s” says %s', (attribute, said, mark) => {
    expect(marksOf(talk(attribute, said)).map((one) => one.mark)).toEqual([mark]);
  });

  it('heeds the owner’s turns alone', () => {
    expect(contradicted(talk('I have two dogs.', 'Hello.', 'I never had two dogs.'))).toEqual([]);
  });

  it('lets a contradiction in one turn outweigh support in another, and names its turn', () => {
    const both = talk('I have two dogs.', 'I have two dogs.', 'Oh?', 'I don’t have two dogs.');
    expect(marksOf(both)).toEqual([{ speaker: 1, attribute: 0, mark: 'contradicted', turn: 2 }]);
  });

  it('drops what it finds contradicted, says that no model decided, and quotes both', () => {
    const { finding, reason } = faithfulnessByWords(talk('I have two dogs.', 'Hi! I never had two dogs.'));
    expect(finding).toMatchObject({ decision: 'drop' });
    expect(reason).toBe(
      'A rule by words decided, no model: “I never had two dogs.” against “I have two dogs.”',
    );
    expect(faithfulnessByWords(talk('I have two dogs.', 'Hello.'))).toMatchObject({
      finding: { decision: 'pass' },
      reason: 'A rule by words decided, no model: no profile sentence is denied.',
    });
  });

  it('marks every attribute once, whatever is said', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (attribute, texts) => {
        expect(marksOf(talk(attribute, ...texts))).toHaveLength(1);
      }),
    );
  });

  it('takes no longer for a turn of a hundred thousand blanks', () => {
    const begun = performance.now();
    marksOf(talk('I have two dogs.', `two dogs${' '.repeat(1e5)}and${' '.repeat(1e5)}I`));
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  // The rule was written beside the first 3,000 rows of the new part and the whole validation part; the next it never saw.
  test.for([
    { part: 'valid', from: 0, rows: 1000 },
    { part: 'new', from: 3000, rows: 3000 },
  ] as const)(
    'of the $part part from row $from on flags few conversations as they are, and nearly all with an attribute denied',
    { timeout: 60_000 },
    ({ part, from, rows }, context) => {
      const clean = published(context, part).slice(from, from + rows);
      const spoilt = clean.flatMap((one) => {
        const made = corrupted(one, 'negated attribute', 7);
        return made.ok ? [{ ...one, turns: made.value.turns, denied: made.value.corruption.attribute }] : [];
      });
      const flagged = clean.filter((one) => contradicted(one).length > 0);
      const found = spoilt.filter(({ denied, ...one }) =>
        contradicted(one).some(
          ({ speaker, attribute }) => speaker === denied?.speaker && attribute === denied.attribute,
        ),
      );
      expect(clean).toHaveLength(rows);
      expect(spoilt.length).toBeGreaterThan(0.99 * rows);
      expect(flagged.length / clean.length).toBeLessThan(0.03);
      expect(found.length / spoilt.length).toBeGreaterThan(0.97);
    },
  );
});
