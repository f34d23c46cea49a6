// Owns the words of the Projects screen.
import type { ProjectSummary } from '../../../../workers/studio-api/projects.ts';
import { bytes, counted } from './amounts.ts';

export const projectsWords = {
  title: 'Projects',
  doors: 'Begin',
  generate: {
    name: 'Generate',
    text: 'Write dialogues between pairs of personas with a model on this machine. Personas to start with are bundled.',
    act: 'New project with bundled personas',
  },
  judge: {
    name: 'Judge my dialogues',
    text: 'Bring dialogues you already have: JSONL, JSON, CSV, ShareGPT, OpenAI messages and more. Say what is what, see how they will be read.',
    act: 'Choose a file or drop it here',
  },
  example: {
    name: 'Look at the example',
    text: 'Personas, conversations, verdicts and labels to look through. Written for the example; no model made them.',
    act: 'Open the example',
  },
  doing: {
    generate: 'Making the project …',
    judge: 'Reading the file …',
    example: 'Opening the example …',
  },
  orPaste: 'Your dialogues are in no file?',
  paste: 'Paste them',
  writtenForExample: 'Example',
  /** The first such name that no project has. */
  untitled: (taken: readonly string[]): string => {
    const name = 'Untitled project';
    if (!taken.includes(name)) return name;
    let number = 2;
    while (taken.includes(`${name} ${number}`)) number += 1;
    return `${name} ${number}`;
  },
  exampleName: 'Example',
  chooseFile: 'File of dialogues',
  list: 'Your projects',
  loading: 'Reading the projects …',
  emptyTitle: 'No projects yet',
  emptyText:
    'A project keeps its personas, runs and conversations together. Begin with one of the three above.',
  holds: (project: ProjectSummary): string => {
    const parts = [
      [project.attributeCount, 'attribute'],
      [project.pairCount, 'pair'],
      [project.runCount, 'run'],
      [project.conversationCount, 'conversation'],
    ] as const;
    const held = parts.filter(([amount]) => amount > 0).map(([amount, word]) => counted(amount, word));
    return held.join(' · ') || 'Empty';
  },
  actions: (name: string): string => `Actions for ${name}`,
  rename: 'Rename',
  duplicate: 'Duplicate',
  projectFile: 'Project file',
  importFile: 'Import a project file',
  importing: 'Reading the file …',
  imported: (names: readonly string[]): string =>
    names.length === 1 ? `Opened “${names[0]}”` : `Opened ${counted(names.length, 'project')}`,
  exportFile: 'Export as a project file',
  remove: 'Delete',
  newName: 'Name of the project',
  save: 'Save name',
  cancel: 'Cancel',
  removed: (name: string): string => `Deleted “${name}”`,
  storage: (used: number, quota: number): string =>
    `${bytes(used)}${quota > 0 ? ` of ${bytes(quota)}` : ''} browser storage used`,
  reportTitle: (file: string): string => `Read from ${file}`,
  seeConversations: 'See the conversations',
  seePersonas: 'See the personas',
  tryAgain: 'Try again',
};
