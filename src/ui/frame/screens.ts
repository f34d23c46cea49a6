// Owns when the programs of the screens come: the first screen with the frame, another when it is asked for, and all of
// them once a person begins to use the studio, so that a host that goes away later takes no screen with it.
import { atFirstUse } from './first-use.ts';

export const screens = {
  personas: () => import('../screens/personas/PersonasScreen.svelte'),
  run: () => import('../screens/run/RunScreen.svelte'),
  judge: () => import('../screens/run/JudgeScreen.svelte'),
  conversations: () => import('../screens/conversations/ConversationsScreen.svelte'),
  critics: () => import('../screens/critics/CriticsScreen.svelte'),
  dialogues: () => import('../screens/dialogues/DialoguesScreen.svelte'),
  tasks: () => import('../screens/tasks/TasksScreen.svelte'),
  review: () => import('../screens/review/ReviewScreen.svelte'),
  assess: () => import('../screens/assess/AssessScreen.svelte'),
  evaluate: () => import('../screens/evaluate/EvaluateScreen.svelte'),
  exports: () => import('../screens/export/ExportScreen.svelte'),
  models: () => import('../screens/models/ModelsScreen.svelte'),
  upgrade: () => import('./UpgradeDialog.svelte'),
  history: () => import('./HistoryList.svelte'),
  settings: () => import('../screens/settings/SettingsScreen.svelte'),
} as const;

/** @returns what ends the waiting */
export const fetchScreensAtFirstUse = (): (() => void) =>
  atFirstUse(() => {
    // One that is missing says so when it is asked for.
    for (const screen of Object.values(screens)) screen().catch(() => undefined);
  });
