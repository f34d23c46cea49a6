// Owns the words for what a person did and can take back.
import type { Deed } from '../../../core/items.ts';
import { counted } from './amounts.ts';

const quoted = (name: string | undefined, otherwise: string): string => {
  if (name === undefined) return otherwise;
  return `“${name.length > 60 ? `${name.slice(0, 60)} …` : name}”`;
};

const words: Readonly<Record<Deed['kind'], (deed: Deed) => string>> = {
  'rename-project': ({ name }) => `Renamed ${quoted(name, 'a project')}`,
  'delete-project': ({ name }) => `Deleted ${quoted(name, 'a project')}`,
  'put-attributes': ({ name, count }) => `Wrote ${quoted(name, counted(count, 'attribute'))}`,
  'remove-expert': ({ name }) => `Deleted the expert ${quoted(name, 'of your own')}`,
  'add-expert': ({ name }) => `Added the expert ${quoted(name, 'of your own')}`,
  'save-version': ({ name, count }) => `Saved version ${count} of ${quoted(name, 'an expert')}`,
  'use-version': ({ name }) => `Chose a version of ${quoted(name, 'an expert')} for the next run`,
  'take-in-panel': ({ name }) => `Took in the panel ${quoted(name, 'of a file')}`,
  'remove-bench': ({ name }) => `Deleted the bench ${quoted(name, 'of a project')}`,
  'remove-assessment': ({ name }) => `Deleted ${quoted(name, 'an assessment')}`,
  'remove-attribute': ({ name }) => `Deleted ${quoted(name, 'an attribute')}`,
  'put-profile': () => 'Changed a profile',
  'draw-pairs': ({ count }) => `Drew ${counted(count, 'pair')}`,
  'label-conversations': ({ count }) => `Labelled ${counted(count, 'conversation')}`,
  'remove-conversations': ({ count }) => `Deleted ${counted(count, 'conversation')}`,
  'remove-task': ({ name }) => `Deleted ${quoted(name, 'a task')}`,
  'edit-conversation': () => 'Edited a conversation',
  'rewrite-conversation': () => 'Had a conversation rewritten',
};

export const deedWords = (deed: Deed): string => words[deed.kind](deed);

export const undoWords = {
  title: 'What you did',
  open: 'Undo and redo',
  ofProject: 'The last fifty edits and deletions in this project. They can be taken back after a reload too.',
  ofProjects: 'The last fifty changes to the list of projects. They can be taken back after a reload too.',
  empty: 'Nothing yet. What you edit or delete will be listed here.',
  undo: 'Undo',
  backToHere: 'Undo back to here',
  redo: 'Redo',
  redoShortcut: 'Redo what was undone',
  undoShortcut: 'Undo the last edit or deletion',
  undone: 'Undone',
  tookBack: (deed: Deed): string => `Undone: ${deedWords(deed)}`,
  didAgain: (deed: Deed): string => `Redone: ${deedWords(deed)}`,
  nothingToUndo: 'There is nothing to undo here.',
  nothingToRedo: 'There is nothing to redo here.',
  forget: 'Forget all of these',
  forgetProjects: 'Forget these for good',
};
