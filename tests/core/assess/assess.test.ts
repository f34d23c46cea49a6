// An assessment's questions, loop and figures, on a small double that answers by a rule of the test's own.
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/core/assess/assess.ts';
import { askedId, type Asking } from '../../../src/core/assess/asking.ts';
import { askingsOf } from '../../../src/core/assess/askings.ts';
import {
  assessedRowId,
  assessmentForms,
  type Assessment,
  type AssessmentForm,
} from '../../../src/core/assess/assessment.ts';
import { assessmentFigures } from '../../../src/core/assess/figures.ts';
import { nextTurnExam } from '../../../src/core/assess/forms/next-turn.ts';
import { versionsToAsk } from '../../../src/core/assess/versions.ts';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import type { Verdict } from '../../../src/core/critic/verdict.ts';
import type { Answer, Ask, ChoiceProbability, Engine } from '../../../src/core/ports.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';

const talk = (set: number, place: number, texts: readonly string[], attributes = true): Conversation => {
  const id = assessedRowId(set, place);
  const own = (speaker: 1 | 2) => ({
    id: `${id}-${speaker}`,
    attributes: attributes
      ? [
          {
            id: `${id}-${speaker}a`,
            text: `I am a mother number ${speaker}.`,
            source: { name: 'written for the tests', licence: 'CC0-1.0' },
          },
        ]
      : [],
  });
  return {
    ...{ owner: 'm1-01', id, raw: '', faults: [] },
    pair: { id: `${id}-pair`, profiles: [own(1), own(2)] },
    turns: texts.map((text, turn) => ({ speaker: turn % 2 === 0 ? 1 : 2, text })),
    origin: { kind: 'written', note: 'for the tests', source: { name: 'tests', licence: 'CC0-1.0' } },
  };
};

const conversations = [0, 1].flatMap((set) =>
  Array.from({ length: 21 }, (_, place) =>
    talk(set, place, [`Hello ${set} ${place}.`, `My mother said ${place}.`, `Well, ${set}, ${place}?`]),
  ),
);

const assessment = (forms: readonly AssessmentForm[]): Assessment => ({
  ...{ owner: 'p', id: 'm1-01', name: 'Assessment 1', createdAt: 1, state: 'running' },
  plan: {
    critic: { engine: 'double', model: 'double' },
    forms,
    sets: [
      { setId: 'a', name: 'A' },
      { setId: 'b', name: 'B' },
    ],
    sample: 21,
    seed: 7,
    versions: versionsToAsk([]),
  },
  rows: conversations.map(({ id }) => ({
    id,
    set: id.startsWith('s01') ? 0 : 1,
    from: { setId: id.startsWith('s01') ? 'a' : 'b', conversationId: `of ${id}` },
  })),
});

interface Double {
  readonly engine: Engine;
  readonly asks: Ask[];
}

/** Answers by `say`, and weighs by `weigh` where it is given. */
function double(say: (ask: Ask) => string, weigh?: (ask: Ask) => readonly ChoiceProbability[]): Double {
  const asks: Ask[] = [];
  const engine: Engine = {
    build: { engine: 'double', model: 'double', build: '1' },
    contextTokens: 4096,
    callsAtOnce: 1,
    givesProbabilities: weigh !== undefined,
    complete: (ask): Promise<Answer> => {
      asks.push(ask);
      return Promise.resolve({
        text: say(ask),
        ...{ ended: 'stop', promptTokens: 1, answerTokens: 1, ignored: [] },
        ...(weigh && ask.choices ? { choices: weigh(ask) } : {}),
      });
    },
    countTokens: () => Promise.resolve(1),
    unload: () => Promise.resolve(),
  };
  return { engine, asks };
}

async function verdictsOf(
  the: Assessment,
  { engine }: Double,
  known: readonly Verdict[] = [],
  most = Infinity,
) {
  const verdicts: Verdict[] = [...known];
  const loop = assess(the, conversations, new Set(known.map(({ id }) => id)), {
    store: new MemoryStore(),
    clock: () => 0,
    sha256: (text) => Promise.resolve(text),
    stop: { stopped: false, onStop: () => () => undefined },
    critic: () => Promise.resolve(engine),
    watch: () => undefined,
  });
  for await (const event of loop) {
    if (event.kind === 'answered') verdicts.push(event.verdict);
    if (verdicts.length >= most) break;
  }
  return verdicts;
}

const valueOf = (the: Assessment, verdicts: readonly Verdict[], part: string, set = 0) =>
  assessmentFigures(the, verdicts).figures.find((figure) => figure.part === part)?.estimates[set]?.value;

describe('the questions of an assessment', () => {
  const the = assessment(assessmentForms);
  const askings = askingsOf(the, conversations);
  const of = (form: AssessmentForm): readonly Asking[] => askings.filter((asking) => asking.form === form);

  it('are as many as the forms ask, each under an id of its own', () => {
    const counts = assessmentForms.map((form) => of(form).length / conversations.length);
    // g-eval 4 criteria, llm-eval 1, gpt-score 5, next-turn 4 uses, 3 experts as it is and swapped, one match in both orders.
    expect(counts).toEqual([4, 1, 5, 4, 6, 1]);
    expect(new Set(askings.map(askedId)).size).toBe(askings.length);
  });

  it('are the same from the same seed, and another turn is asked for with another', () => {
    const asked = (seed: number) =>
      askingsOf({ ...the, plan: { ...the.plan, seed } }, conversations).map((asking) =>
        JSON.stringify(asking.question(true).prompt),
      );
    expect(asked(7)).toEqual(asked(7));
    expect(asked(7)).not.toEqual(asked(8));
  });

  it('leave out what a conversation without profiles can’t be asked', () => {
    const bare = [talk(0, 0, ['Hi.', 'Ho.'], false)];
    const rows = the.rows.slice(0, 1);
    const forms = askingsOf({ ...the, rows }, bare).map(({ form, part }) => `${form} ${part}`);
    expect(forms).not.toContain('g-eval groundedness');
    expect(forms).toContain('g-eval coherence');
    // Too few others to draw 19 turns from, no other set, no group.
    expect(forms.filter((form) => /^(next-turn|win-rate|swapped)/.test(form))).toEqual([]);
  });

  it('offer the true turn among twenty different ones', () => {
    const [first, ...others] = conversations;
    const exam = first && nextTurnExam(first, others, 7);
    expect(new Set(exam?.choices).size).toBe(20);
    expect(first?.turns.map(({ text }) => text)).toContain(exam?.choices[exam.truth]);
    expect(exam?.before.length).toBeGreaterThan(0);
  });
});

describe('G-Eval', () => {
  const the = assessment(['g-eval']);

  it('is what the odds of the scores lead one to expect', async () => {
    const odds = double(
      () => '4',
      ({ choices }) =>
        (choices?.texts ?? []).map((text) => ({
          text,
          probability: text === '4' ? 0.6 : text === '2' ? 0.2 : 0,
        })),
    );
    const verdicts = await verdictsOf(the, odds);
    expect(valueOf(the, verdicts, 'coherence')).toBeCloseTo((4 * 0.6 + 2 * 0.2) / 0.8, 9);
    expect(assessmentFigures(the, verdicts).written).toEqual([]);
  });

  it('is the score that is written where the engine gives no odds, and says so', async () => {
    const verdicts = await verdictsOf(
      the,
      double(() => '3'),
    );
    expect(valueOf(the, verdicts, 'naturalness', 1)).toBe(3);
    expect(assessmentFigures(the, verdicts).written).toEqual(['g-eval']);
  });
});

describe('LLM-Eval and GPT-Score', () => {
  it('read four scores from 0 to 100, and refuse more', async () => {
    const the = assessment(['llm-eval']);
    const lines = (content: number) => `content: ${content}\ngrammar: 100\nrelevance: 0\nappropriateness: 55`;
    const verdicts = await verdictsOf(
      the,
      double(() => lines(40)),
    );
    expect(['content', 'grammar', 'relevance'].map((part) => valueOf(the, verdicts, part))).toEqual([
      40, 100, 0,
    ]);
    const unread = await verdictsOf(
      the,
      double(() => lines(101)),
    );
    expect(assessmentFigures(the, unread).unreadable.value).toBe(1);
    expect(assessmentFigures(the, unread).figures).toEqual([]);
  });

  it('count yes, with Wilson’s interval', async () => {
    const the = assessment(['gpt-score']);
    const verdicts = await verdictsOf(
      the,
      double(({ messages }) => (messages.at(-1)?.content.includes('fluently') ? 'yes' : 'no')),
    );
    expect([valueOf(the, verdicts, 'fluent'), valueOf(the, verdicts, 'coherent')]).toEqual([1, 0]);
    const fluent = assessmentFigures(the, verdicts).figures.find(({ part }) => part === 'fluent');
    expect(fluent?.estimates[0]?.interval?.low).toBeGreaterThan(0.8);
  });
});

describe('the next turn by the model itself', () => {
  const the = assessment(['next-turn']);

  it('is a hit where the likeliest letter is that of what was said, shared where several are', async () => {
    const even = double(
      () => 'A',
      ({ choices }) => (choices?.texts ?? []).map((text) => ({ text, probability: 1 / 20 })),
    );
    expect(valueOf(the, await verdictsOf(the, even), 'none')).toBeCloseTo(1 / 20, 9);
  });

  it('gains from a profile are paired', async () => {
    // Knows the answer whenever the profile of who speaks is shown.
    const exams = new Map(
      askingsOf(the, conversations).map((asking) => [
        JSON.stringify(asking.question(false).prompt.messages),
        asking,
      ]),
    );
    const truths = new Map(
      conversations.map((one, _, all) => {
        const set = all.filter(({ id }) => id !== one.id && id.slice(0, 3) === one.id.slice(0, 3));
        return [one.id, nextTurnExam(one, set, 7)?.truth ?? -1];
      }),
    );
    const informed = double(({ messages }) => {
      const asking = exams.get(JSON.stringify(messages));
      const truth = truths.get(asking?.rows[0] ?? '') ?? 0;
      const knows = asking?.part === 'self' || asking?.part === 'both';
      return String.fromCharCode(65 + (knows ? truth : (truth + 1) % 20));
    });
    const verdicts = await verdictsOf(the, informed);
    expect(
      ['none', 'self', 'their', 'both', 'self − none', 'their − none'].map((part) =>
        valueOf(the, verdicts, part),
      ),
    ).toEqual([0, 1, 0, 1, 1, 0]);
  });
});

describe('swapped groups', () => {
  it('report the share of verdicts that flip, and the conversations behind it', async () => {
    const the = assessment(['swapped-groups']);
    const biased = double(({ messages, grammar = '' }) => {
      const said = messages.map(({ content }) => content).join('\n');
      const drops = /\bfather said 3\b/.test(said);
      if (grammar.includes('toxicity')) return `toxicity: ${drops ? 100 : 0}\nreason: r`;
      if (grammar.includes('bias')) return 'bias: none\nreason: r';
      return grammar.includes('1a') ? '1a: supported in turn 1\n2a: supported in turn 1\nreason: r' : 'x';
    });
    const verdicts = await verdictsOf(the, biased);
    const { figures } = assessmentFigures(the, verdicts);
    const gender = figures.find(({ part, swap }) => part === 'toxicity' && swap === 'gender');
    expect(gender?.estimates.map(({ value, n }) => [value, n])).toEqual([
      [1 / 21, 21],
      [1 / 21, 21],
    ]);
    expect(gender?.behind).toEqual([['of s01-0004'], ['of s02-0004']]);
    expect(figures.find(({ part, swap }) => part === 'bias' && swap === 'gender')?.estimates[0]?.value).toBe(
      0,
    );
  });
});

describe('win rates', () => {
  const the = assessment(['win-rate']);
  const all = (choice: string) =>
    ['depth', 'coherency', 'consistency', 'diversity', 'likability']
      .map((line) => `${line}: ${choice}`)
      .join('\n');

  it('of one set are what is left of the other’s', async () => {
    // Whoever holds set 1 wins, in both orders.
    const fair = double(({ messages }) => {
      const said = messages.at(-1)?.content ?? '';
      return `${all(said.indexOf('Hello 1') < said.indexOf('Hello 0') ? 'A' : 'B')}\nreason: r`;
    });
    const verdicts = await verdictsOf(the, fair);
    expect([0, 1].map((set) => valueOf(the, verdicts, 'depth', set))).toEqual([0, 1]);
  });

  it('are even for a critic that always says A', async () => {
    const verdicts = await verdictsOf(
      the,
      double(() => `${all('A')}\nreason: r`),
    );
    expect([0, 1].map((set) => valueOf(the, verdicts, 'likability', set))).toEqual([0.5, 0.5]);
  });
});

describe('the loop of an assessment', () => {
  it('goes on where it stopped, and asks nothing twice', async () => {
    const the = assessment(['gpt-score']);
    const first = double(() => 'yes');
    const some = await verdictsOf(the, first, [], 17);
    const second = double(() => 'yes');
    const rest = await verdictsOf(the, second, some);
    expect(rest.length).toBe(5 * conversations.length);
    expect(first.asks.length + second.asks.length).toBe(rest.length);
    const whole = await verdictsOf(
      the,
      double(() => 'yes'),
    );
    expect(new Set(rest.map(({ id }) => id))).toEqual(new Set(whole.map(({ id }) => id)));
  });
});
