// Owns how attributes and turns point at each other: which turns show an attribute, which attributes a turn shows. Pure.
import type { Speaker, Turn } from '../../core/conversation/conversation.ts';
import { filterFindings, type AttributeMark, type Mark, type Verdict } from '../../core/critic/verdict.ts';
import type { Pair } from '../../core/persona/profile.ts';

/** One attribute of the pair as it stands in the dialogue view. */
export interface JudgedAttribute {
  /** 1a, 1b … 2a, 2b …, as the faithfulness expert names them. */
  readonly label: string;
  readonly speaker: Speaker;
  readonly text: string;
  readonly mark: Mark | 'not judged';
  /** 0-based turns that show it. */
  readonly turns: readonly number[];
}

export function judgedAttributes(
  pair: Pair,
  marks: readonly AttributeMark[],
  turns: readonly Turn[],
): readonly JudgedAttribute[] {
  return ([1, 2] as const).flatMap((speaker) =>
    pair.profiles[speaker === 1 ? 0 : 1].attributes.map(({ text }, index) => {
      const own = marks.filter((mark) => mark.speaker === speaker && mark.attribute === index);
      // Contradicted in one place outweighs supported in another.
      const mark = own.find((entry) => entry.mark === 'contradicted') ?? own[0];
      const shown = own.flatMap(({ turn }) => (turn !== undefined && turn < turns.length ? [turn] : []));
      const label = `${speaker}${String.fromCharCode(97 + index)}`;
      return { label, speaker, text, mark: mark?.mark ?? 'not judged', turns: [...new Set(shown)] };
    }),
  );
}

/** The marks that the faithfulness expert gave for one conversation; empty when it was not asked. */
export function marksFrom(verdicts: readonly Verdict[], conversationId: string): readonly AttributeMark[] {
  const found = verdicts
    .filter(({ about }) => about.length === 1 && about[0] === conversationId)
    .flatMap(filterFindings)
    .findLast(({ finding }) => finding.kind === 'faithfulness')?.finding;
  return found?.kind === 'faithfulness' ? found.marks : [];
}

/** What a person points at. */
export type Pointed =
  { readonly kind: 'attribute'; readonly label: string } | { readonly kind: 'turn'; readonly turn: number };

export function isAttributeLit(attribute: JudgedAttribute, pointed: Pointed | null): boolean {
  if (pointed === null) return false;
  return pointed.kind === 'attribute'
    ? pointed.label === attribute.label && attribute.turns.length > 0
    : attribute.turns.includes(pointed.turn);
}

export function isTurnLit(
  turn: number,
  attributes: readonly JudgedAttribute[],
  pointed: Pointed | null,
): boolean {
  if (pointed?.kind !== 'attribute') return false;
  return attributes.some(({ label, turns }) => label === pointed.label && turns.includes(turn));
}
