// Owns the words round every screen: the rail, the top bar, the shortcuts, the title of the tab.
import type { RunState } from '../../../core/run/plan.ts';
import { runStateWords } from './run.ts';
import { count, seconds, share, speed } from './amounts.ts';

export const frameWords = {
  product: 'Parley',
  skip: 'Skip to the content',
  rail: 'Screens',
  more: 'More',
  notifications: 'Notifications',
  screens: {
    projects: 'Projects',
    personas: 'Personas',
    run: 'Run',
    conversations: 'Conversations',
    critics: 'Critics',
    review: 'Review',
    evaluate: 'Evaluate',
    export: 'Export',
    models: 'Models',
    settings: 'Settings',
  },
  noProject: 'No project open',
  switchProject: (name: string): string => `${name}: switch project`,
  noModel: 'No model loaded',
  loadingModel: (name: string, part: number | null): string =>
    `Loading ${name}${part === null ? '' : ` · ${share(part)}`}`,
  loadedModel: (name: string, engine: string): string => `${name} · ${engine}`,
  speed,
  engineLink: (state: string): string => `Models: ${state}`,
  runProgress: (name: string): string => `Progress of ${name}`,
  runDone: (done: number, total: number): string => `${count(done)} of ${count(total)}`,
  runLeft: (secondsLeft: number): string => `${seconds(secondsLeft)} left`,
  title: (done: string | null): string => (done === null ? 'Parley' : `${done} · Parley`),
  unknownTitle: 'Nothing is at this address',
  unknownText: (hash: string): string => `The studio has no screen for ${hash}.`,
  openElsewhere:
    'This project is open in another tab, which writes to it. Here you see it live and can’t change it.',
  workHere: 'Work here',
  takingOver: 'Taking over …',
  upgrade: {
    title: 'Your projects come from an older Parley',
    text: 'They are brought up to date once, on this machine. An older Parley can’t read them after that. You may save a backup first: one file with all projects, which every newer Parley opens.',
    save: 'Save a backup',
    saving: 'Making the backup …',
    saved: 'The backup was handed to your browser’s downloads.',
    goOn: 'Bring them up to date',
  },
  runEnded: (name: string, state: RunState): string => `${name}: ${runStateWords[state].toLowerCase()}`,
  newVersion: 'A newer Parley is ready. A run under way is paused by the change and goes on after it.',
  useNewVersion: 'Use it now',
  goneTitle: 'This project is no longer here',
  goneText: 'It was deleted, or it belongs to another browser.',
  toProjects: 'Go to projects',
  reload: 'Reload',
  shortcuts: 'Shortcuts',
  shortcutsHint: 'Press the keys one after the other, outside of text fields.',
  showShortcuts: 'Show this list',
  shortcutsHere: 'On this screen',
  shortcutsEverywhere: 'Everywhere',
  then: 'then',
  close: 'Close',
  undo: 'Undo',
};

/** What a person calls the engines. */
export const engineWords: Readonly<Record<string, string>> = {
  webllm: 'WebGPU',
  wllama: 'CPU',
  scripted: 'Scripted',
  endpoint: 'Server',
  'language-model': 'Browser',
};
export const engineName = (engine: string): string => engineWords[engine] ?? engine;
