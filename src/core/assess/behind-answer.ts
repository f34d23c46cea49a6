// Owns what stands behind one answer: the question word for word, and what the critic wrote to it, as far as that is kept. A
// verdict does not repeat either; both follow from the assessment and from the answers that are known.
import type { Question } from '../critic/expert.ts';
import type { Verdict } from '../critic/verdict.ts';
import type { KnownAnswer } from '../items.ts';
import type { Message } from '../ports.ts';
import { askOf, knownAnswerId, type AskingSurroundings } from '../run/ask-question.ts';
import type { Asking } from './asking.ts';

export interface AnswerBehind {
  /** null where this version of the studio puts the question in other words. */
  readonly messages: readonly Message[] | null;
  /** Each time that it was asked, the one that counts last; null where the answer was forgotten. */
  readonly given: readonly (Pick<KnownAnswer, 'text' | 'choices'> | null)[];
}

/** Throws `Broken`: `bad-template`, and what the store throws. */
export async function behindAnswer(
  asking: Asking | undefined,
  { expert, version, hash, model, unreadableBefore = 0 }: Verdict,
  { store, sha256 }: Pick<AskingSurroundings, 'store' | 'sha256'>,
): Promise<AnswerBehind> {
  const none = { messages: null, given: [] };
  if (!asking || !model) return none;
  const isAsked = ({ expert: one }: Question): boolean =>
    one.id === expert && one.version === version && one.hash === hash;
  // Whether by odds or in writing stands in the version of some, and of others only in what was asked.
  const asked = [true, false].map(asking.question).filter(isAsked);
  const givenTo = ({ prompt }: Question) =>
    Promise.all(
      Array.from({ length: unreadableBefore + 1 }, async (_, time) => {
        const id = await knownAnswerId(askOf(prompt, time), model, sha256);
        return (await store.read('answer', '', id)) ?? null;
      }),
    );
  const tried = await Promise.all(
    asked.map(async (question) => ({ messages: question.prompt.messages, given: await givenTo(question) })),
  );
  return tried.find(({ given }) => given.some((one) => one !== null)) ?? tried[0] ?? none;
}
