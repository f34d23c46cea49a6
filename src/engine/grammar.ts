// Owns reading the EBNF dialect that llama.cpp and XGrammar share, as far as answer grammars use it: string
// literals, character classes, rule names, ( ) | ? * + {m} {m,} {m,n}. Refuses anything else with an Error: a
// grammar is written by this project, so a bad one is a mistake in the code.

export type Node =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'class'; readonly pattern: string; readonly holds: (character: string) => boolean }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number };

export type Grammar = ReadonlyMap<string, Node>;

const tokenPattern =
  /\s+|"(?:[^"\\]|\\.)*"|\[(?:[^\]\\]|\\.)*\]|\{\d+(?:,\d*)?\}|::=|[A-Za-z_][\w-]*|[()|?*+]/gy;

export function parseGrammar(text: string): Grammar {
  const tokens = tokensOf(text);
  const rules = new Map<string, Node>();
  while (tokens.length > 0) {
    const name = tokens.shift() ?? '';
    if (tokens.shift() !== '::=') throw new Error(`The grammar lacks "::=" after "${name}".`);
    rules.set(name, readChoice(tokens));
  }
  if (!rules.has('root')) throw new Error('The grammar has no rule "root".');
  return rules;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let end = 0;
  for (const [token] of text.matchAll(tokenPattern)) {
    end += token.length;
    if (token.trim() !== '') tokens.push(token);
  }
  if (end < text.length)
    throw new Error(`The grammar cannot be read from "${text.slice(end, end + 20)}" on.`);
  return tokens;
}

function readChoice(tokens: string[]): Node {
  const options = [readSequence(tokens)];
  while (tokens[0] === '|') {
    tokens.shift();
    options.push(readSequence(tokens));
  }
  return options.length === 1 && options[0] ? options[0] : { kind: 'choice', options };
}

function readSequence(tokens: string[]): Node {
  const parts: Node[] = [];
  while (tokens[0] !== undefined && tokens[0] !== '|' && tokens[0] !== ')' && tokens[1] !== '::=') {
    parts.push(readRepeated(tokens));
  }
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'sequence', parts };
}

function readRepeated(tokens: string[]): Node {
  let part = readAtom(tokens);
  for (let bounds = boundsOf(tokens[0]); bounds; bounds = boundsOf(tokens[0])) {
    tokens.shift();
    part = { kind: 'repeat', part, ...bounds };
  }
  return part;
}

function boundsOf(token: string | undefined): { min: number; max: number } | null {
  if (token === '?') return { min: 0, max: 1 };
  if (token === '*') return { min: 0, max: Infinity };
  if (token === '+') return { min: 1, max: Infinity };
  const [, min, comma, max] = /^\{(\d+)(,?)(\d*)\}$/.exec(token ?? '') ?? [];
  if (min === undefined) return null;
  return { min: Number(min), max: max ? Number(max) : comma ? Infinity : Number(min) };
}

function readAtom(tokens: string[]): Node {
  const token = tokens.shift() ?? '';
  if (token.startsWith('"')) return { kind: 'literal', text: JSON.parse(token) as string };
  if (token.startsWith('[')) {
    // The classes that the dialects share are written like those of regular expressions.
    const pattern = new RegExp(`^${token}$`, 'u');
    return { kind: 'class', pattern: token, holds: (character) => pattern.test(character) };
  }
  if (/^[A-Za-z_]/.test(token)) return { kind: 'rule', name: token };
  if (token !== '(') throw new Error(`The grammar has "${token}" where a part should begin.`);
  const inside = readChoice(tokens);
  if (tokens.shift() !== ')') throw new Error('The grammar lacks a closing bracket.');
  return inside;
}
