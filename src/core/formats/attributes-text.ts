// Owns plain text with one attribute a line.
import type { RowProblem } from './problem.ts';

export interface AttributeLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

const longestAttributeCharacters = 300;

/** Blank lines and lines that begin with # are skipped; a list's bullets are taken off. */
export function parseAttributesText(text: string): {
  readonly attributes: readonly AttributeLine[];
  readonly problems: readonly RowProblem[];
} {
  const attributes: AttributeLine[] = [];
  const problems: RowProblem[] = [];
  const firstLines = new Map<string, number>();
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = index + 1;
    const attribute = raw.replace(/^\s*(?:[-*•–]|\d{1,3}[.)])\s+/, '').trim();
    if (attribute === '' || attribute.startsWith('#')) continue;
    const problem = problemOf(attribute, firstLines.get(attribute.toLowerCase()));
    if (problem === null) attributes.push({ line, text: attribute });
    else problems.push({ line, reason: problem });
    if (!firstLines.has(attribute.toLowerCase())) firstLines.set(attribute.toLowerCase(), line);
  }
  return { attributes, problems };
}

function problemOf(attribute: string, sameOnLine: number | undefined): string | null {
  if (sameOnLine !== undefined) return `The same attribute stands on line ${sameOnLine}.`;
  if (attribute.length > longestAttributeCharacters)
    return `It has ${attribute.length} characters; an attribute is one sentence of at most ${longestAttributeCharacters}.`;
  if (!/\p{L}/u.test(attribute)) return 'It has no letters.';
  return null;
}

export const formatAttributesText = (texts: readonly string[]): string =>
  texts.map((text) => `${text}\n`).join('');
