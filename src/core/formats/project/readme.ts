// Owns the words in a project file for whoever opens it without Parley.
import type { ProjectHeader } from './layout.ts';
import type { ProjectKind } from './shapes.ts';

export interface ReadmeSet {
  readonly name: string;
  readonly title: string;
  readonly counts: Counts;
}
export type Counts = Readonly<Partial<Record<ProjectKind, number>>>;

const contents: Readonly<Record<ProjectKind, string>> = {
  attribute: 'sentences about a speaker, with their source and licence',
  profile: 'the attributes of one speaker',
  pair: 'two profiles that are to talk, or talked',
  set: 'lists of conversations that were brought in from files',
  run: 'plans that were carried out, frozen when they began',
  conversation: 'conversations with the text they were read from, who wrote them, and their faults',
  draft: 'conversations that were being written turn by turn, as far as they were',
  verdict: 'what experts said of conversations, with their reasons',
  outcome: 'which conversation was kept of each pair and round, and why',
  label: 'what people said of conversations',
  review: 'where each annotator stands',
  expansion: 'expansions of attributes by questions, with their plans',
  building: 'buildings of profiles, with their plans',
  question: 'the questions that an expansion found',
  expansionStep: 'each call of an expansion: what was shown, what was written and what came of it',
  expert: 'experts that were changed or added, and which version the next run asks',
  version: 'every version of their prompts',
  bench: 'benches: which conversations stand in them, and which versions were held side by side',
  assessment:
    'assessments of sets by a critic in published forms; the conversations that were asked about stand in them',
  task: 'tasks for people: blind tests and faithfulness tasks, with what is true of their items',
  taskAnswer: 'what people answered',
};

export function formatReadme(header: ProjectHeader, counts: Counts, sets: readonly ReadmeSet[]): string {
  const lines = [
    `# ${oneLine(header.name)}`,
    '',
    'A project of Parley, a studio for persona-based dialogue datasets. To open it, choose “Import a project file” on the screen',
    'Projects. Without Parley: each file holds one kind of thing, one JSON object a line, in UTF-8, in the order of their ids.',
    '',
    ...linesOf(counts, ''),
    ...sets.flatMap(({ name, title, counts: own }) => [
      '',
      `## ${oneLine(title)}`,
      '',
      ...linesOf(own, `sets/${name}/`),
    ]),
    '',
    'Texts keep the licences of their sources, which stand beside each attribute. `measured` holds clock values.',
  ];
  return `${lines.join('\n')}\n`;
}

const linesOf = (counts: Counts, folder: string): string[] =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `- \`${folder}${kind}s.jsonl\` (${count}): ${contents[kind as ProjectKind]}`);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
