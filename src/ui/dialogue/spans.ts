// Owns how a turn's text is cut at the spans of its faults, so that each piece is shown once, plain or marked. Pure.
import type { Fault, FaultKind } from '../../core/conversation/fault.ts';

export interface Piece {
  readonly text: string;
  /** Kinds of the faults that cover it; empty for plain text. */
  readonly kinds: readonly FaultKind[];
}

/** The pieces join to the text again. Spans that leave the text, or are empty, are cut to what lies within it. */
export function piecesOf(text: string, faults: readonly Fault[]): readonly Piece[] {
  const spans = faults.flatMap(({ kind, span }) =>
    span ? [{ kind, start: Math.max(0, span[0]), end: Math.min(text.length, span[1]) }] : [],
  );
  const cuts = new Set([
    0,
    text.length,
    ...spans.flatMap(({ start, end }) => (start < end ? [start, end] : [])),
  ]);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? text.length;
    const covering = spans.filter((span) => span.start <= start && span.end >= end);
    return { text: text.slice(start, end), kinds: [...new Set(covering.map(({ kind }) => kind))] };
  });
}
