// Owns what the names of a template stand for: which are known where they are used, and what loops and assignments bring.
// A name that stands for nothing would be filled in with nothing, and nobody would see it.
import { placeOf, type FoundProblem } from './template-problem.ts';
import type { Tag, Token } from './template-tags.ts';
import type { Shape } from './template-variables.ts';

export type Shapes = Readonly<Record<string, Shape | 'anything'>>;

/** What a block brings is known up to its end. */
export interface Bringing {
  readonly names: Record<string, Shape | 'anything'>;
}

export const named = (tokens: readonly Token[], shape: Shape | 'anything') =>
  Object.fromEntries(tokens.filter(({ text }) => isName(text)).map(({ text }) => [text, shape]));

const isName = (text: string): boolean => /^[A-Za-z_]/.test(text);
const operators = new Set([
  ...['and', 'or', 'not', 'in', 'is', 'if', 'else'],
  ...['true', 'false', 'none', 'True', 'False', 'None'],
]);

const scopeOf = (open: readonly Bringing[], variables: Shapes): Shapes =>
  Object.assign({}, variables, ...open.map(({ names }) => names)) as Shapes;

/** Every name that is no filter, no test and no operator has to be known, and so has every field behind a dot. */
export function ofNames(
  { tokens }: Pick<Tag, 'tokens'>,
  open: readonly Bringing[],
  variables: Shapes,
): FoundProblem | null {
  const scope = scopeOf(open, variables);
  for (const [index, token] of tokens.entries()) {
    if (/^\d{6,}/.test(token.text)) return { ...placeOf(token), what: { kind: 'too large a number' } };
    const before = tokens[index - 1]?.text;
    const isTest = before === 'is' || (before === 'not' && tokens[index - 2]?.text === 'is');
    if (!isName(token.text) || operators.has(token.text) || before === '.' || before === '|' || isTest)
      continue;
    // The name of an argument, as in `join(separator=", ")`.
    if (tokens[index + 1]?.text === '=' && tokens[index + 2]?.text !== '=') continue;
    const found = ofChain(tokens.slice(index), scope);
    if (found) return found;
  }
  return null;
}

/** A name and the fields behind it. */
function ofChain([first, ...rest]: readonly Token[], scope: Shapes): FoundProblem | null {
  if (!first) return null;
  let shape = Object.hasOwn(scope, first.text) ? scope[first.text] : undefined;
  if (shape === undefined)
    return { ...placeOf(first), what: { kind: 'unknown name', name: first.text, known: Object.keys(scope) } };
  for (let at = 0; rest[at]?.text === '.'; at += 2) {
    const field = rest[at + 1];
    if (!field || typeof shape !== 'object' || !('fields' in shape)) return null;
    const next: Shape | undefined = Object.hasOwn(shape.fields, field.text)
      ? shape.fields[field.text]
      : undefined;
    if (next === undefined) {
      const known = Object.keys(shape.fields);
      return { ...placeOf(field), what: { kind: 'unknown name', name: field.text, known } };
    }
    shape = next;
  }
  return null;
}

/** Of a plain name with its fields; anything else can be anything. */
export function shapeOf(
  tokens: readonly Token[],
  open: readonly Bringing[],
  variables: Shapes,
): Shape | 'anything' {
  let shape: Shape | 'anything' | undefined = scopeOf(open, variables)[tokens[0]?.text ?? ''];
  for (let at = 1; at < tokens.length; at += 2) {
    const field = tokens[at + 1]?.text ?? '';
    if (tokens[at]?.text !== '.' || typeof shape !== 'object' || !('fields' in shape)) return 'anything';
    shape = shape.fields[field];
  }
  return shape ?? 'anything';
}
