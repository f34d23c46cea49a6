// Owns the few pieces from which answer grammars are put together, in the EBNF dialect that llama.cpp (GBNF) and XGrammar
// share: string literals, character classes, ( ) | ? * + and {m,n}. No optional white space anywhere: weak models write
// white space until their tokens run out.

/** A string literal. */
export const literal = (text: string): string => JSON.stringify(text);

/** One of several fixed texts. */
export const oneOf = (texts: readonly string[]): string => `(${texts.map(literal).join(' | ')})`;

/** One line of text without its end, at least one character and at most `most`. */
export const line = (most: number): string => `[^\\n\\r] [^\\n\\r]{0,${most - 1}}`;

/** `root` and further named rules. */
export const grammarOf = (rules: Readonly<Record<string, string>>): string =>
  Object.entries(rules)
    .map(([name, rule]) => `${name} ::= ${rule}`)
    .join('\n');
