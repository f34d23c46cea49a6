// Owns finding what is wrong with a template before anything runs, and where: tags that do not close, words of Jinja that
// have no use here, names that stand for nothing. Refuses what could run without end: macros, functions, deep loops.
import type { Shape } from './template-variables.ts';
import { tagsOf, type Tag, type Token } from './template-tags.ts';
import { parseTemplate } from './template.ts';

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

type Found = Pick<TemplateProblem, 'at' | 'length' | 'what'>;
type Shapes = Readonly<Record<string, Shape | 'anything'>>;

/** Prompts are read by small models; nobody writes longer ones by hand. */
const mostCharacters = 20_000;
const deepestLoops = 3;

/** null when it can be filled in. */
export function templateProblem(
  template: string,
  variables: Readonly<Record<string, Shape>>,
): TemplateProblem | null {
  const found = firstProblem(template, { ...variables });
  if (!found) return null;
  const before = template.slice(0, found.at).split('\n');
  return { ...found, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function firstProblem(template: string, variables: Shapes): Found | null {
  if (template.length > mostCharacters)
    return { at: mostCharacters, length: template.length - mostCharacters, what: { kind: 'too long' } };
  const open: Block[] = [];
  for (const tag of tagsOf(template)) {
    if (tag.kind === 'unclosed')
      return {
        at: tag.at,
        length: 2,
        what: { kind: 'unclosed tag', name: template.slice(tag.at, tag.at + 2) },
      };
    if (tag.kind === 'comment') continue;
    const found =
      tag.kind === 'statement' ? ofStatement(tag, open, variables) : ofNames(tag, open, variables);
    if (found) return found;
  }
  const left = open.at(-1);
  if (left) return { ...left.place, what: { kind: 'unclosed block', name: left.name } };
  return ofSyntax(template);
}

/** What is left to Jinja itself; it says what is wrong, and the tags one by one say where. */
function ofSyntax(template: string): Found | null {
  const whole = syntaxProblem(template);
  if (whole === null) return null;
  for (const tag of tagsOf(template)) {
    const text = template.slice(tag.at, tag.end);
    const detail = tag.kind === 'expression' ? syntaxProblem(text) : null;
    if (detail !== null) return { at: tag.at, length: text.length, what: { kind: 'syntax', detail } };
  }
  const [tag] = [...tagsOf(template)].filter(({ kind }) => kind === 'statement');
  return {
    at: tag?.at ?? 0,
    length: (tag?.end ?? 1) - (tag?.at ?? 0),
    what: { kind: 'syntax', detail: whole },
  };
}

function syntaxProblem(template: string): string | null {
  try {
    parseTemplate(template);
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

interface Block {
  readonly name: 'for' | 'if' | 'set';
  readonly names: Record<string, Shape | 'anything'>;
  readonly place: Pick<Found, 'at' | 'length'>;
}

const placeOf = ({ at, text }: Token): Pick<Found, 'at' | 'length'> => ({ at, length: text.length });

/** Opens and closes blocks, and gives names to what loops and assignments bring. */
function ofStatement(tag: Tag, open: Block[], variables: Shapes): Found | null {
  const [word, ...rest] = tag.tokens;
  if (!word)
    return { at: tag.at, length: tag.end - tag.at, what: { kind: 'syntax', detail: 'an empty tag' } };
  const place = placeOf(word);
  switch (word.text) {
    case 'for':
      return ofLoop(place, rest, open, variables);
    case 'if':
      open.push({ name: 'if', names: {}, place });
      return ofNames({ tokens: rest }, open, variables);
    case 'elif':
      return ofNames({ tokens: rest }, open, variables);
    case 'else':
    case 'break':
    case 'continue':
      return null;
    case 'set':
      return ofAssignment(place, rest, open, variables);
    case 'endfor':
    case 'endif':
    case 'endset': {
      if (open.at(-1)?.name !== word.text.slice(3))
        return { ...place, what: { kind: 'stray end', name: word.text } };
      const closed = open.pop();
      // What was set stays named in the block round it.
      if (closed?.name === 'set') Object.assign(open.at(-1)?.names ?? variables, closed.names);
      return null;
    }
    default:
      return { ...place, what: { kind: 'unknown statement', name: word.text } };
  }
}

function ofLoop(
  place: Pick<Found, 'at' | 'length'>,
  rest: readonly Token[],
  open: Block[],
  variables: Shapes,
): Found | null {
  const at = rest.findIndex(({ text }) => text === 'in');
  const brought = rest.slice(0, Math.max(0, at));
  const condition = rest.findIndex(({ text }) => text === 'if');
  const over = rest.slice(at + 1, condition === -1 ? undefined : condition);
  const filter = condition === -1 ? [] : rest.slice(condition + 1);
  const found =
    ofNames({ tokens: over }, open, variables) ??
    ofNames({ tokens: filter }, open, { ...variables, ...named(brought, 'anything') });
  if (found) return found;
  const shape = shapeOf(over, open, variables);
  const each = typeof shape === 'object' && 'each' in shape ? shape.each : 'anything';
  const names = { ...named(brought, each), loop: 'anything' as const };
  open.push({ name: 'for', names, place });
  const loops = open.filter(({ name }) => name === 'for').length;
  return loops > deepestLoops ? { ...place, what: { kind: 'too deep' } } : null;
}

function ofAssignment(
  place: Pick<Found, 'at' | 'length'>,
  rest: readonly Token[],
  open: Block[],
  variables: Shapes,
): Found | null {
  const at = rest.findIndex(({ text }) => text === '=');
  const names = named(at === -1 ? rest : rest.slice(0, at), 'anything');
  if (at === -1) {
    open.push({ name: 'set', names, place });
    return null;
  }
  const found = ofNames({ tokens: rest.slice(at + 1) }, open, variables);
  Object.assign(open.at(-1)?.names ?? variables, names);
  return found;
}

const named = (tokens: readonly Token[], shape: Shape | 'anything') =>
  Object.fromEntries(tokens.filter(({ text }) => isName(text)).map(({ text }) => [text, shape]));

const isName = (text: string): boolean => /^[A-Za-z_]/.test(text);
const operators = new Set([
  ...['and', 'or', 'not', 'in', 'is', 'if', 'else'],
  ...['true', 'false', 'none', 'True', 'False', 'None'],
]);

const scopeOf = (open: readonly Block[], variables: Shapes): Shapes =>
  Object.assign({}, variables, ...open.map(({ names }) => names)) as Shapes;

/** Every name that is no filter, no test and no operator has to be known, and so has every field behind a dot. */
function ofNames({ tokens }: Pick<Tag, 'tokens'>, open: readonly Block[], variables: Shapes): Found | null {
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
function ofChain([first, ...rest]: readonly Token[], scope: Shapes): Found | null {
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
function shapeOf(tokens: readonly Token[], open: readonly Block[], variables: Shapes): Shape | 'anything' {
  let shape: Shape | 'anything' | undefined = scopeOf(open, variables)[tokens[0]?.text ?? ''];
  for (let at = 1; at < tokens.length; at += 2) {
    const field = tokens[at + 1]?.text ?? '';
    if (tokens[at]?.text !== '.' || typeof shape !== 'object' || !('fields' in shape)) return 'anything';
    shape = shape.fields[field];
  }
  return shape ?? 'anything';
}
