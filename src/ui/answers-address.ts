// Owns the part of an address that names answers of an assessment: which are looked through, and the one that is open.
import type { AnswerFilter } from '../core/assess/answers.ts';

export interface ShownAnswers {
  readonly filter: AnswerFilter;
  readonly answerId?: string;
}

/** Instead of a filter that narrows nothing. */
const all = 'all';

export function parseAnswers(filter = all, answerId?: string): ShownAnswers {
  const valueOf = (name: string): string | undefined =>
    filter
      .split(',')
      .find((part) => part.startsWith(`${name}=`))
      ?.slice(name.length + 1);
  const [set, question, said] = [Number(valueOf('set')), valueOf('question'), valueOf('said')];
  return {
    filter: {
      ...(Number.isInteger(set) && set >= 1 ? { set: set - 1 } : {}),
      ...(question ? { question } : {}),
      ...(said ? { said } : {}),
    },
    ...(answerId ? { answerId } : {}),
  };
}

/** The segments, neither of them encoded yet. Sets are counted from 1, for people. */
export function formatAnswers({ filter, answerId }: ShownAnswers): readonly (string | undefined)[] {
  const { set, question, said } = filter;
  const parts = [
    ...(set === undefined ? [] : [`set=${set + 1}`]),
    ...(question === undefined ? [] : [`question=${question}`]),
    ...(said === undefined ? [] : [`said=${said}`]),
  ];
  return [parts.join(',') || all, answerId];
}
