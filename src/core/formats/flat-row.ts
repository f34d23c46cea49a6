// Owns a record as one flat row for tables: what people train on and filter by, under names that speak for themselves. The
// whole record stays in the studio's own formats.
import { filterFindings } from '../critic/verdict.ts';
import { labelText } from './label-text.ts';
import type { ConversationRecord } from './record.ts';

export interface FlatRow {
  readonly id: string;
  readonly profile_1: readonly string[];
  readonly profile_2: readonly string[];
  readonly turns: readonly { readonly speaker: number; readonly text: string }[];
  readonly text: string;
  readonly faults: readonly string[];
  readonly verdicts: readonly string[];
  readonly labels: readonly string[];
  readonly round: number | null;
  readonly model: string | null;
  readonly prompt: string | null;
  readonly sources: readonly string[];
  readonly licences: readonly string[];
}

export interface FlatColumn {
  readonly name: keyof FlatRow;
  readonly type: 'text' | 'texts' | 'turns' | 'count';
  readonly description: string;
}

export const flatColumns: readonly FlatColumn[] = [
  {
    name: 'id',
    type: 'text',
    description: 'Id of the conversation, from its place in the plan or the file.',
  },
  { name: 'profile_1', type: 'texts', description: 'Attributes of speaker 1, one sentence each.' },
  { name: 'profile_2', type: 'texts', description: 'Attributes of speaker 2, one sentence each.' },
  { name: 'turns', type: 'turns', description: 'The conversation: who speaks (1 or 2), and what is said.' },
  { name: 'text', type: 'text', description: 'The conversation as text, one “User N: …” line a turn.' },
  { name: 'faults', type: 'texts', description: 'Kinds of fault that rules found in it.' },
  {
    name: 'verdicts',
    type: 'texts',
    description: 'What each filter of the critic said, as “expert: decision”.',
  },
  { name: 'labels', type: 'texts', description: 'What people said of it, one text an annotator.' },
  { name: 'round', type: 'count', description: 'Round of the loop, from 0; null where no run wrote it.' },
  { name: 'model', type: 'text', description: 'Model that wrote it; null where no run wrote it.' },
  { name: 'prompt', type: 'text', description: 'Prompt and version; null where no run wrote it.' },
  { name: 'sources', type: 'texts', description: 'Where profiles and conversation come from.' },
  { name: 'licences', type: 'texts', description: 'Licences of these sources, as they were stated.' },
];

export function flatRowOf({ id, conversation, verdicts, labels }: ConversationRecord): FlatRow {
  const { pair, turns, faults, origin } = conversation;
  const [first, second] = pair.profiles;
  const ownSource = origin.kind === 'generated' ? [] : [origin.source];
  const sources = [
    ...pair.profiles.flatMap(({ attributes }) => attributes.map(({ source }) => source)),
    ...ownSource,
  ];
  const isGenerated = origin.kind === 'generated';
  return {
    id,
    profile_1: first.attributes.map(({ text }) => text),
    profile_2: second.attributes.map(({ text }) => text),
    turns: turns.map(({ speaker, text }) => ({ speaker, text })),
    text: turns.map(({ speaker, text }) => `User ${speaker}: ${text}`).join('\n'),
    faults: distinct(faults.map(({ kind }) => kind)),
    verdicts: verdicts
      .filter(({ about }) => about.length === 1)
      .flatMap((verdict) =>
        filterFindings(verdict).map(
          ({ expert, finding }) => `${expert}: ${'decision' in finding ? finding.decision : finding.kind}`,
        ),
      ),
    labels: labels.map(labelText),
    round: isGenerated ? origin.place.round : null,
    model: isGenerated ? `${origin.generator.engine}/${origin.generator.model}` : null,
    prompt: isGenerated ? `${origin.prompt.id}, version ${origin.prompt.version}` : null,
    sources: distinct(sources.map(({ name }) => name)),
    licences: distinct(sources.map(({ licence }) => licence)),
  };
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
