// Owns the keys of labelling: one table for what they do, what stands on the buttons, and the list that `?` opens.
import type { ScreenKey } from '../../frame/screen-keys.svelte.ts';
import { review as words } from '../../words/en/review.ts';
import type { LabellingState } from './labelling.svelte.ts';

export const scores = [1, 2, 3, 4, 5] as const;

export const keyOf = {
  accept: 'a',
  reject: 'r',
  supported: 's',
  'not mentioned': 'd',
  contradicted: 'f',
  note: 'n',
  next: 'j',
  back: 'k',
  nextOpen: 'l',
  undo: 'u',
  clear: 'Backspace',
  reveal: 'v',
  previousAttribute: 'ArrowUp',
  nextAttribute: 'ArrowDown',
} as const;

export const labellingKeys = (state: LabellingState, writeNote: () => void): readonly ScreenKey[] => [
  { keys: [keyOf.accept], does: words.accept, act: () => void state.decide('accept') },
  { keys: [keyOf.reject], does: words.reject, act: () => void state.decide('reject') },
  ...scores.map((score) => ({
    keys: [String(score)] as [string],
    does: words.scoreOf(score),
    act: () => void state.change({ score }),
  })),
  ...(['supported', 'not mentioned', 'contradicted'] as const).map((mark) => ({
    keys: [keyOf[mark]] as [string],
    does: words.markOf(words.mark[mark], words.attribute.toLowerCase()),
    act: () => state.mark(mark),
  })),
  {
    keys: [keyOf.previousAttribute],
    does: words.previousAttribute,
    act: () => state.moveAttribute(-1),
    repeats: true,
  },
  {
    keys: [keyOf.nextAttribute],
    does: words.nextAttribute,
    act: () => state.moveAttribute(1),
    repeats: true,
  },
  { keys: [keyOf.note], does: words.writeNote, act: writeNote },
  { keys: [keyOf.next, 'ArrowRight'], does: words.next, act: () => state.move(1), repeats: true },
  { keys: [keyOf.back, 'ArrowLeft'], does: words.back, act: () => state.move(-1), repeats: true },
  { keys: [keyOf.nextOpen], does: words.nextOpen, act: () => state.moveToOpen() },
  { keys: [keyOf.undo], does: words.undo, act: () => void state.undo() },
  { keys: [keyOf.clear], does: words.clear, act: () => state.clear() },
  { keys: [keyOf.reveal], does: words.reveal, act: () => state.reveal() },
];
