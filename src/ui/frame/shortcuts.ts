// Owns the keys that work on every screen: where each leads, and how the list of them reads.
import { tinykeys } from 'tinykeys';
import { address, type Route } from '../route.svelte.ts';
import { frameWords } from '../words/en/frame.ts';
import { undoWords } from '../words/en/undo.ts';
import { redoLast, undoLast } from './history.svelte.ts';

export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
  /** Pressed at once, not one after the other. */
  readonly together?: true;
}

/** A screen of the rail. */
export type Screen = Exclude<Route['screen'], 'unknown' | 'judge' | 'dialogues' | 'tasks' | 'assess'>;

const keysOfScreens: readonly (readonly [key: string, screen: Screen])[] = [
  ['h', 'projects'],
  ['p', 'personas'],
  ['r', 'run'],
  ['c', 'conversations'],
  ['t', 'critics'],
  ['v', 'review'],
  ['a', 'evaluate'],
  ['e', 'export'],
  ['m', 'models'],
  ['s', 'settings'],
];

/** As tinykeys tells `$mod`. */
const modKey = /Mac|iPod|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';

export const shortcuts: readonly Shortcut[] = [
  ...keysOfScreens.map(([key, screen]) => ({ keys: ['g', key], does: frameWords.screens[screen] })),
  { keys: [modKey, 'z'], does: undoWords.undoShortcut, together: true },
  { keys: [modKey, 'Shift', 'z'], does: undoWords.redoShortcut, together: true },
  { keys: ['?'], does: frameWords.showShortcuts },
];

/** Where a screen of the rail is; undefined for a project's screen while no project is open. */
export function routeTo(screen: Screen, projectId: string | undefined): Route | undefined {
  if (screen === 'projects' || screen === 'models' || screen === 'settings') return { screen };
  if (projectId === undefined) return undefined;
  return screen === 'evaluate' ? { screen, projectId, setIds: [], extras: [] } : { screen, projectId };
}

/** Listens until the returned function is called. Keys typed into a field or pressed in a dialog are left alone. */
export function listenForShortcuts(openProject: () => string | undefined, showList: () => void): () => void {
  const guarded = (act: () => void) => (event: KeyboardEvent) => {
    if (isBusy(event.target)) return;
    event.preventDefault();
    act();
  };
  const screens = keysOfScreens.map(([key, screen]) => {
    const go = (): void => {
      const route = routeTo(screen, openProject());
      if (route) address.go(route);
    };
    return [`g ${key}`, guarded(go)] as const;
  });
  // Which of the two it is depends on the keyboard.
  const list = [['?', guarded(showList)] as const, ['Shift+?', guarded(showList)] as const];
  const turns = [
    ['$mod+z', guarded(() => void undoLast())] as const,
    ['$mod+Shift+z', guarded(() => void redoLast())] as const,
  ];
  return tinykeys(window, Object.fromEntries([...screens, ...list, ...turns]));
}

/** Keys belong to whoever types, or to the dialog or menu that is open. */
export const isBusy = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"]',
  ) !== null;
