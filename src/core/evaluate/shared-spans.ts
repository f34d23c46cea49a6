// Owns marking what two conversations say in the same words, so that a person sees why they count as twins.
import type { Turn } from '../conversation/conversation.ts';

/** [start, end) in UTF-16 units of one turn's text. */
export interface TurnSpan {
  readonly turn: number;
  readonly span: readonly [start: number, end: number];
}

export interface SharedSpans {
  readonly first: readonly TurnSpan[];
  readonly second: readonly TurnSpan[];
}

/** Fewer words in a row are said by anyone. */
const fewestWords = 5;
const wordPattern = /[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}_]+)*/gu;

interface PlacedWord {
  readonly word: string;
  readonly turn: number;
  readonly start: number;
  readonly end: number;
}

/** Runs of five words or more within a turn that stand in the other conversation too, in both. Case and punctuation aside. */
export function sharedSpans(first: readonly Turn[], second: readonly Turn[]): SharedSpans {
  const [one, other] = [placedWords(first), placedWords(second)];
  return { first: sharedIn(one, other), second: sharedIn(other, one) };
}

const placedWords = (turns: readonly Turn[]): PlacedWord[] =>
  turns.flatMap(({ text }, turn) =>
    [...text.matchAll(wordPattern)].map(({ 0: word, index }) => ({
      word: word.toLowerCase().replaceAll('’', "'"),
      turn,
      start: index,
      end: index + word.length,
    })),
  );

/** Every word that lies within a run that the other has; neighbours of one turn are joined. */
function sharedIn(words: readonly PlacedWord[], others: readonly PlacedWord[]): readonly TurnSpan[] {
  const known = new Set(runsOf(others).map(({ key }) => key));
  const isShared = new Uint8Array(words.length);
  for (const { key, start } of runsOf(words))
    if (known.has(key)) isShared.fill(1, start, start + fewestWords);
  const spans: TurnSpan[] = [];
  for (const [place, { turn, start, end }] of words.entries()) {
    if (isShared[place] === 0) continue;
    const last = spans.at(-1);
    const joins = place > 0 && isShared[place - 1] === 1 && last?.turn === turn;
    if (joins) spans[spans.length - 1] = { turn, span: [last.span[0], end] };
    else spans.push({ turn, span: [start, end] });
  }
  return spans;
}

function runsOf(words: readonly PlacedWord[]): readonly { readonly key: string; readonly start: number }[] {
  return words.flatMap((_, start) => {
    const run = words.slice(start, start + fewestWords);
    const isWhole = run.length === fewestWords && run[0]?.turn === run.at(-1)?.turn;
    return isWhole ? [{ key: run.map(({ word }) => word).join(' '), start }] : [];
  });
}
