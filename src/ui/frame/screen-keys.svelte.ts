// Owns the keys of the screen in view: single keys that act at once, and their place in the list that `?` opens.
// Refuses keys typed into a field or a dialog, and those that follow a `g`, which lead to another screen.
import { isBusy, type Shortcut } from './shortcuts.ts';

export interface ScreenKey {
  /** As `KeyboardEvent.key` names it; several that do the same. */
  readonly keys: readonly [string, ...string[]];
  readonly does: string;
  readonly act: () => void;
  /** A key held down acts again and again. */
  readonly repeats?: boolean;
}

class ScreenKeys {
  /** Of the screen in view; empty where it has none. */
  listed: readonly Shortcut[] = $state.raw([]);

  /** Listens until the returned function is called. Call it where a component starts, and end it `onDestroy`. */
  listen(bound: readonly ScreenKey[]): () => void {
    const byKey = new Map(bound.flatMap((binding) => binding.keys.map((key) => [key, binding] as const)));
    const listed = bound.map(({ keys: [key], does }) => ({ keys: [shownKey(key)], does }));
    let leaderAt = -Infinity;
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const follows = event.timeStamp - leaderAt < leaderMilliseconds;
      leaderAt = event.key === 'g' ? event.timeStamp : -Infinity;
      const binding = byKey.get(event.key);
      if (!binding || follows || (event.repeat && !binding.repeats)) return;
      event.preventDefault();
      binding.act();
    };
    addEventListener('keydown', hear);
    this.listed = listed;
    return () => {
      removeEventListener('keydown', hear);
      if (this.listed === listed) this.listed = [];
    };
  }
}

export const screenKeys = new ScreenKeys();

/** How long the frame waits for the second key of a sequence (tinykeys’ own patience). */
const leaderMilliseconds = 1000;

const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Backspace: '⌫',
};

/** How a key reads on a button. */
export const shownKey = (key: string): string => names[key] ?? key;
