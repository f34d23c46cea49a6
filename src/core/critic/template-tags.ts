// Owns cutting a template into its tags, and those into tokens, each with its place: Jinja's own reader forgets places.

export interface Tag {
  readonly kind: 'expression' | 'statement' | 'comment' | 'unclosed';
  readonly at: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

export interface Token {
  readonly text: string;
  readonly at: number;
}

const closing = { '{{': '}}', '{%': '%}', '{#': '#}' } as const;
const kindOf = { '{{': 'expression', '{%': 'statement', '{#': 'comment' } as const;

/** Strings, names, numbers, and the rest character by character. */
const tokenPattern = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*|\d+(?:\.\d+)?|\S/gs;

export function* tagsOf(template: string): Generator<Tag> {
  const opening = /\{[{%#]/g;
  for (let match = opening.exec(template); match; match = opening.exec(template)) {
    const [opened] = match as unknown as [keyof typeof closing];
    const end = endOf(template, match.index + 2, opened);
    if (end === null) {
      yield { kind: 'unclosed', at: match.index, end: template.length, tokens: [] };
      return;
    }
    const inner = template.slice(match.index + 2, end - 2);
    const tokens = [...inner.matchAll(tokenPattern)].map(({ 0: text, index }) => ({
      text,
      at: index + (match?.index ?? 0) + 2,
    }));
    yield { kind: kindOf[opened], at: match.index, end, tokens: withoutDashes(tokens) };
    opening.lastIndex = end;
  }
}

/** The end of a tag, behind its closing braces; those within a string do not close it. */
function endOf(template: string, from: number, opened: keyof typeof closing): number | null {
  const wanted = closing[opened];
  const piece = opened === '{#' ? /#\}/g : /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[%}]\}/gs;
  piece.lastIndex = from;
  for (let match = piece.exec(template); match; match = piece.exec(template))
    if (match[0] === wanted) return match.index + 2;
  return null;
}

/** The dashes of `{%- … -%}`, which take white space away. */
const withoutDashes = (tokens: readonly Token[]): readonly Token[] =>
  tokens.slice(tokens[0]?.text === '-' ? 1 : 0, tokens.at(-1)?.text === '-' ? -1 : undefined);
