// Owns the conversations that come with the studio: the exemplars that a run starts from, and the example. Loaded when they
// are asked for: the rules bring a lexicon along.
import type { Conversation, Turn } from '../../src/core/conversation/conversation.ts';
import { faultsOf } from '../../src/core/conversation/faults-of.ts';
import { formatConversation } from '../../src/core/conversation/format.ts';
import type { AttributeMark, Mark, Verdict } from '../../src/core/critic/verdict.ts';
import { labelId, type Label } from '../../src/core/review/label.ts';
import type { Profile, Source } from '../../src/core/persona/profile.ts';
import { seedSet } from '../../src/core/run/pool.ts';
import { bundledPersonas, pairOf } from './bundled.ts';
import { fetchJson } from './origin.ts';

interface WrittenConversation {
  readonly id: string;
  readonly profiles: readonly [string, string];
  readonly turns: readonly Turn[];
}
interface ExampleFile {
  readonly note: string;
  readonly conversations: readonly (WrittenConversation & {
    readonly kept: boolean;
    readonly verdicts: readonly ExampleVerdict[];
    readonly label?: Pick<Label, 'decision' | 'score' | 'note'>;
  })[];
}
interface ExampleVerdict {
  readonly expert: string;
  readonly answer: string;
  readonly reason: string;
  readonly attributes?: readonly {
    readonly speaker: 1 | 2;
    readonly attribute: string;
    readonly mark: Mark;
    readonly turn: number | null;
  }[];
}

/** The conversations that a run's pool of exemplars starts from. */
export async function seedConversations(): Promise<readonly Conversation[]> {
  const [{ profiles }, { conversations }] = await Promise.all([
    bundledPersonas(),
    fetchJson<{ conversations: readonly WrittenConversation[] }>('seed/conversations.json'),
  ]);
  return conversations.map((written) => conversationOf(written, seedSet, profiles, 'Written for Parley'));
}

function conversationOf(
  written: WrittenConversation,
  owner: string,
  profiles: readonly Profile[],
  note: string,
): Conversation {
  const pair = pairOf(profiles, written.profiles);
  const source: Source = { name: 'written for Parley', licence: 'CC0-1.0' };
  return {
    owner,
    id: written.id,
    pair,
    turns: written.turns,
    faults: faultsOf({ turns: written.turns, faults: [] }, pair, null),
    raw: formatConversation(written.turns),
    origin: { kind: 'written', note, source },
  };
}

export interface Example {
  readonly note: string;
  readonly conversations: readonly Conversation[];
  readonly verdicts: readonly Verdict[];
  readonly labels: readonly Label[];
}

const exampleAnnotator = 'written for the example';

/** The tour: nothing in it was made by a model, and it says so. */
export async function example(owner: string): Promise<Example> {
  const [{ profiles }, { note, conversations }] = await Promise.all([
    bundledPersonas(),
    fetchJson<ExampleFile>('example/example.json'),
  ]);
  return {
    note,
    conversations: conversations.map((written) => conversationOf(written, owner, profiles, note)),
    verdicts: conversations.flatMap((written) =>
      written.verdicts.map((verdict) => verdictOf(verdict, written, owner, profiles, note)),
    ),
    labels: conversations.flatMap(({ id, label }) =>
      label
        ? [{ owner, id: labelId(id, exampleAnnotator), about: id, ...label, annotator: exampleAnnotator }]
        : [],
    ),
  };
}

function verdictOf(
  { expert, answer, reason, attributes }: ExampleVerdict,
  { id, profiles: ids }: WrittenConversation,
  owner: string,
  profiles: readonly Profile[],
  note: string,
): Verdict {
  const decision = answer === 'drop' || answer === 'fail' ? 'drop' : 'pass';
  const pair = pairOf(profiles, ids);
  const marks = (attributes ?? []).map(({ speaker, attribute, mark, turn }): AttributeMark => {
    const index = pair.profiles[(speaker - 1) as 0 | 1].attributes.findIndex(
      ({ text }) => text === attribute,
    );
    return { speaker, attribute: index, mark, ...(turn === null ? {} : { turn }) };
  });
  return {
    owner,
    id: `${id}~${expert}`,
    expert,
    version: 1,
    about: [id],
    finding: attributes ? { kind: 'faithfulness', decision, marks } : { kind: 'filter', decision },
    reason,
    note,
  };
}
