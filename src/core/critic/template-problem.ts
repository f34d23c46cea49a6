// Owns what can be wrong with a template, and where it stands.
import type { Token } from './template-tags.ts';

export interface TemplateProblem {
  /** Of the first character that is wrong, in the template. */
  readonly at: number;
  readonly length: number;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly what:
    | { readonly kind: 'unclosed tag' | 'unclosed block' | 'stray end'; readonly name: string }
    | { readonly kind: 'unknown statement'; readonly name: string }
    | { readonly kind: 'unknown name'; readonly name: string; readonly known: readonly string[] }
    | { readonly kind: 'too deep' | 'too long' | 'too large a number' }
    | { readonly kind: 'syntax'; readonly detail: string };
}

/** Before its line and column are known. */
export type FoundProblem = Pick<TemplateProblem, 'at' | 'length' | 'what'>;
export type ProblemPlace = Pick<TemplateProblem, 'at' | 'length'>;

export const placeOf = ({ at, text }: Token): ProblemPlace => ({ at, length: text.length });
