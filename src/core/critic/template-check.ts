// Owns finding what is wrong with a template before anything runs, and where: tags that do not close, words of Jinja that
// have no use here, names that stand for nothing (`template-names.ts`). Refuses what could run without end: macros, functions, deep loops.
import { named, ofNames, shapeOf, type Bringing, type Shapes } from './template-names.ts';
import { placeOf, type FoundProblem, type ProblemPlace, type TemplateProblem } from './template-problem.ts';
import { tagsOf, type Tag, type Token } from './template-tags.ts';
import type { Shape } from './template-variables.ts';
import { parseTemplate } from './template.ts';

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

function firstProblem(template: string, variables: Shapes): FoundProblem | null {
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
function ofSyntax(template: string): FoundProblem | null {
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

interface Block extends Bringing {
  readonly name: 'for' | 'if' | 'set';
  readonly place: ProblemPlace;
}

/** Opens and closes blocks, and gives names to what loops and assignments bring. */
function ofStatement(tag: Tag, open: Block[], variables: Shapes): FoundProblem | null {
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
    case 'endset':
      return ofEnd(place, word.text, open, variables);
    default:
      return { ...place, what: { kind: 'unknown statement', name: word.text } };
  }
}

function ofEnd(place: ProblemPlace, word: string, open: Block[], variables: Shapes): FoundProblem | null {
  if (open.at(-1)?.name !== word.slice('end'.length))
    return { ...place, what: { kind: 'stray end', name: word } };
  const closed = open.pop();
  // What was set stays named in the block round it.
  if (closed?.name === 'set') Object.assign(open.at(-1)?.names ?? variables, closed.names);
  return null;
}

function ofLoop(
  place: ProblemPlace,
  rest: readonly Token[],
  open: Block[],
  variables: Shapes,
): FoundProblem | null {
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
  place: ProblemPlace,
  rest: readonly Token[],
  open: Block[],
  variables: Shapes,
): FoundProblem | null {
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
