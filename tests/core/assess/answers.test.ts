// The single answers of an assessment: what they said in a word, which are looked through, and what stands behind them.
import { describe, expect, it, test } from 'vitest';
import {
  answersLike,
  assessedAnswers,
  counterpartOf,
  offeredAnswers,
  questionBehind,
  questionsIn,
} from '../../../src/core/assess/answers.ts';
import { askedId } from '../../../src/core/assess/asking.ts';
import { askingsOf } from '../../../src/core/assess/askings.ts';
import type { AssessedRow, Assessment, AssessmentForm } from '../../../src/core/assess/assessment.ts';
import { behindAnswer } from '../../../src/core/assess/behind-answer.ts';
import type { AssessmentFigure } from '../../../src/core/assess/figures.ts';
import { versionsToAsk } from '../../../src/core/assess/versions.ts';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import type { Finding, Verdict } from '../../../src/core/critic/verdict.ts';
import type { Ask, Engine } from '../../../src/core/ports.ts';
import { askQuestion } from '../../../src/core/run/ask-question.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';

const row = (set: number, place: number): AssessedRow => ({
  id: `s0${set + 1}-000${place + 1}`,
  set,
  from: { setId: `set-${set}`, conversationId: `talk-${set}-${place}` },
});
const rows = [row(0, 0), row(0, 1), row(1, 0)];
const forms: readonly AssessmentForm[] = [
  'gpt-score',
  'g-eval',
  'llm-eval',
  'next-turn',
  'swapped-groups',
  'win-rate',
];
const the: Assessment = {
  ...{ owner: 'p', id: 'm1-01', name: 'Assessment 1', createdAt: 1, state: 'finished', rows },
  plan: {
    critic: { engine: 'double', model: 'double' },
    forms,
    sets: [
      { setId: 'set-0', name: 'A' },
      { setId: 'set-1', name: 'B' },
    ],
    ...{ sample: 2, seed: 7, versions: versionsToAsk([]) },
  },
};

const verdict = (
  id: string,
  finding: Finding,
  about: readonly string[] = id.split('~').slice(0, 1),
): Verdict => ({
  ...{ owner: the.id, id, expert: id, version: 1, finding, reason: '' },
  about: about as Verdict['about'],
});
const scores = (values: Readonly<Record<string, number>>): Finding => ({ kind: 'scores', scores: values });
const decided = (decision: 'pass' | 'drop'): Finding => ({ kind: 'filter', decision });
const saidOf = (id: string, finding: Finding) => assessedAnswers(the, [verdict(id, finding)])[0]?.said;

describe('what an answer said', () => {
  test.each<[string, Finding, string]>([
    ['g-eval~coherence', scores({ coherence: 3.6 }), '4'],
    ['g-eval~coherence', scores({ coherence: 1 }), '1'],
    ['llm-eval~scores', scores({ content: 20, grammar: 28 }), '0 to 24'],
    ['llm-eval~scores', scores({ content: 100, grammar: 100 }), '75 to 100'],
    ['gpt-score~fluent', scores({ fluent: 0.5 }), 'yes'],
    ['gpt-score~fluent', scores({ fluent: 0.49 }), 'no'],
    ['next-turn~self', scores({ hit: 1 }), 'found'],
    ['next-turn~self', scores({ hit: 0.5 }), 'shared'],
    ['next-turn~self', scores({ hit: 0 }), 'missed'],
    ['swapped-groups~bias~as it is', decided('drop'), 'drop'],
    ['g-eval~coherence', { kind: 'unreadable', answer: 'Well …' }, 'unreadable'],
  ])('to %s, %j, is %s', (asked, finding, said) => {
    expect(saidOf(`s01-0001~${asked}`, finding)).toEqual([said]);
  });

  it('is that it flips where the swap changes the decision, and not where it could not be read', () => {
    const id = 's01-0001~swapped-groups~bias~';
    const both = (after: Finding) =>
      assessedAnswers(the, [verdict(`${id}as it is`, decided('pass')), verdict(`${id}gender`, after)]).map(
        ({ said }) => said,
      );
    expect(both(decided('drop'))).toEqual([['pass'], ['drop', 'flips']]);
    expect(both(decided('pass'))).toEqual([['pass'], ['pass']]);
    expect(both({ kind: 'unreadable', answer: '' })).toEqual([['pass'], ['unreadable']]);
  });

  it('about two conversations is which of them won more dimensions', () => {
    const [answer] = assessedAnswers(the, [
      verdict(
        's01-0001~win-rate~comparison~s02-0001',
        { kind: 'comparison', choices: { depth: 'first', coherency: 'second', diversity: 'second' } },
        ['s01-0001', 's02-0001'],
      ),
    ]);
    expect(answer).toMatchObject({ said: ['second'], question: 'win-rate~comparison' });
    expect(answer?.rows.map(({ set }) => set)).toEqual([0, 1]);
    expect(answer && counterpartOf(answer)).toBe('s02-0001~win-rate~comparison~s01-0001');
  });
});

describe('the answers that a person looks through', () => {
  const answers = assessedAnswers(the, [
    verdict('s01-0001~g-eval~coherence', scores({ coherence: 4 })),
    verdict('s01-0001~g-eval~naturalness', { kind: 'unreadable', answer: '?' }),
    verdict('s01-0001~gpt-score~fluent', scores({ fluent: 1 })),
    verdict('s02-0001~g-eval~coherence', scores({ coherence: 2 })),
    verdict('gone~g-eval~coherence', scores({ coherence: 2 })),
  ]);
  const ids = (list: typeof answers) => list.map(({ id }) => id);

  it('stand form by form in the order of the plan, without those of a row that is not there', () => {
    expect(ids(answers)).toEqual([
      's01-0001~gpt-score~fluent',
      's01-0001~g-eval~coherence',
      's01-0001~g-eval~naturalness',
      's02-0001~g-eval~coherence',
    ]);
  });

  it('are those of a set, of a question or a form, and of what was said', () => {
    expect(ids(answersLike(answers, { set: 1 }))).toEqual(['s02-0001~g-eval~coherence']);
    expect(answersLike(answers, { question: 'g-eval' })).toHaveLength(3);
    expect(answersLike(answers, { question: 'g-eval~coherence' })).toHaveLength(2);
    expect(answersLike(answers, { question: 'g' })).toEqual([]);
    expect(ids(answersLike(answers, { said: 'unreadable' }))).toEqual(['s01-0001~g-eval~naturalness']);
    expect(answersLike(answers, { said: 'nonsense' })).toEqual([]);
    expect(answersLike(answers, {})).toEqual(answers);
  });

  it('say which questions were asked', () => {
    expect(questionsIn(answers)).toEqual([
      ...['gpt-score', 'gpt-score~fluent', 'g-eval', 'g-eval~coherence', 'g-eval~naturalness'],
    ]);
  });

  it('offer what else can be chosen, with how many answers that would leave', () => {
    expect(offeredAnswers(the, answers, {})).toEqual({
      sets: [3, 1],
      questions: [
        ...[['gpt-score', 1] as const, ['gpt-score~fluent', 1] as const],
        ...[['g-eval', 3] as const, ['g-eval~coherence', 2] as const, ['g-eval~naturalness', 1] as const],
      ],
      said: [...[['2', 1] as const, ['4', 1] as const], ['yes', 1], ['unreadable', 1]],
    });
    expect(offeredAnswers(the, answers, { set: 1, said: 'yes' })).toMatchObject({
      sets: [1, 0],
      said: [...[['2', 1] as const], ['yes', 0]],
    });
  });

  test.each<[Pick<AssessmentFigure, 'form' | 'part' | 'swap'>, string]>([
    [{ form: 'g-eval', part: 'coherence' }, 'g-eval~coherence'],
    [{ form: 'llm-eval', part: 'content' }, 'llm-eval'],
    [{ form: 'next-turn', part: 'self − none' }, 'next-turn'],
    [{ form: 'win-rate', part: 'depth' }, 'win-rate'],
    [{ form: 'swapped-groups', part: 'bias', swap: 'gender' }, 'swapped-groups~bias~gender'],
  ])('behind the figure %j are those to %s', (figure, question) => {
    expect(questionBehind({ ...figure, estimates: [], behind: [] })).toBe(question);
  });
});

describe('behind an answer', () => {
  const conversation: Conversation = {
    ...{ owner: the.id, id: 's01-0001', raw: '', faults: [] },
    pair: {
      id: 'pair',
      profiles: [
        { id: 'one', attributes: [] },
        { id: 'two', attributes: [] },
      ],
    },
    turns: [
      { speaker: 1, text: 'Do you keep bees?' },
      { speaker: 2, text: 'My mother does.' },
    ],
    origin: { kind: 'written', note: 'for the tests', source: { name: 'tests', licence: 'CC0-1.0' } },
  };
  const askings = askingsOf(the, [conversation]);
  const sha256 = (text: string) => Promise.resolve(text);

  /** Puts a question to a critic that says these one after the other; keeps its answers as a run does. */
  async function asked(question: string, says: readonly string[], weighs: boolean) {
    const store = new MemoryStore();
    const asking = askings.find(({ form, part }) => `${form}~${part}` === question);
    if (!asking) throw new Error(`nothing asks ${question}`);
    let times = 0;
    const engine: Engine = {
      build: { engine: 'double', model: 'double', build: '1' },
      ...{ contextTokens: 4096, callsAtOnce: 1, givesProbabilities: weighs },
      complete: ({ choices }: Ask) => {
        const odds = choices?.texts.map((text, place) => ({ text, probability: (place + 1) / 15 }));
        return Promise.resolve({
          text: says[times++] ?? '',
          ...{ ended: 'stop' as const, promptTokens: 1, answerTokens: 1, ignored: [] },
          ...(odds ? { choices: odds } : {}),
        });
      },
      countTokens: () => Promise.resolve(1),
      unload: () => Promise.resolve(),
    };
    const stop = { stopped: false, onStop: () => () => undefined };
    const place = { owner: the.id, id: askedId(asking) };
    const around = { store, sha256, stop, clock: () => 0 };
    const judged = await askQuestion(asking.question(weighs), place, engine, () => undefined, around);
    if (!judged) throw new Error('it was stopped');
    await store.write(judged.answers.map((item) => ({ put: 'answer' as const, item })));
    return { asking, verdict: judged.verdict, store };
  }

  it('are the question word for word and the text as the critic wrote it', async () => {
    const { asking, verdict: kept, store } = await asked('gpt-score~fluent', ['yes, by all means'], false);
    const behind = await behindAnswer(asking, kept, { store, sha256 });
    expect(behind.given.map((one) => one?.text)).toEqual(['yes, by all means']);
    expect(behind.messages).toEqual(asking.question(false).prompt.messages);
  });

  it('are the odds, where it was asked for them', async () => {
    const { asking, verdict: kept, store } = await asked('g-eval~coherence', ['4'], true);
    const { given } = await behindAnswer(asking, kept, { store, sha256 });
    expect(given[0]?.choices?.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('is every text that could not be read, up to the one that counts', async () => {
    const { asking, verdict: kept, store } = await asked('gpt-score~fluent', ['hm', 'well', 'no'], false);
    const { given } = await behindAnswer(asking, kept, { store, sha256 });
    expect(given.map((one) => one?.text)).toEqual(['hm', 'well', 'no']);
  });

  it('is nothing of a text that was forgotten, and the question all the same', async () => {
    const { asking, verdict: kept } = await asked('gpt-score~fluent', ['yes'], false);
    const behind = await behindAnswer(asking, kept, { store: new MemoryStore(), sha256 });
    expect(behind.given).toEqual([null]);
    expect(behind.messages).not.toBeNull();
  });

  it('is no question where it was put in other words', async () => {
    const { asking, verdict: kept, store } = await asked('gpt-score~fluent', ['yes'], false);
    const { messages } = await behindAnswer(asking, { ...kept, hash: 'another' }, { store, sha256 });
    expect(messages).toBeNull();
  });
});
