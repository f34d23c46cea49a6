// Owns the answer form of a critic as a JSON schema, for servers that hold answers to nothing else: one property a line, and
// the way back from such an answer to its lines. Forms that are not lines of `name: value` have no schema.
import { parseGrammar, type Grammar, type Node } from '../grammar.ts';

export interface AnswerSchema {
  readonly type: 'object';
  readonly properties: Readonly<
    Record<string, { readonly type: 'string'; readonly enum?: readonly string[] }>
  >;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

/** Above so many texts that may stand in a line, any text may. */
const mostTexts = 200;

export function answerSchema(text: string): AnswerSchema | null {
  const grammar = parseGrammar(text);
  const root = grammar.get('root');
  const parts = root?.kind === 'sequence' ? root.parts : root ? [root] : [];
  const lines: { name: string; value: Node[] }[] = [];
  for (const part of parts) {
    const [, name] = part.kind === 'literal' ? (/^\n?([^\n:]+): $/.exec(part.text) ?? []) : [];
    if (name !== undefined) lines.push({ name, value: [] });
    else if (lines.length === 0) return null;
    else lines.at(-1)?.value.push(part);
  }
  if (lines.length === 0 || lines.some(({ name }) => /^User [12]$/.test(name))) return null;
  const properties = lines.map(({ name, value }) => {
    const texts = textsOf({ kind: 'sequence', parts: value }, grammar);
    return [name, texts ? { type: 'string' as const, enum: texts } : { type: 'string' as const }] as const;
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: lines.map(({ name }) => name),
    additionalProperties: false,
  };
}

/** All that a part allows; null where that is too much to name. */
function textsOf(node: Node, grammar: Grammar): readonly string[] | null {
  switch (node.kind) {
    case 'literal':
      return [node.text];
    case 'rule': {
      const rule = grammar.get(node.name);
      return rule ? textsOf(rule, grammar) : null;
    }
    case 'choice': {
      const options = node.options.map((option) => textsOf(option, grammar));
      return options.every((option) => option !== null) ? bounded(options.flat()) : null;
    }
    case 'sequence':
      return node.parts.reduce<readonly string[] | null>(
        (so, part) => {
          const texts = so && textsOf(part, grammar);
          return texts && bounded(so.flatMap((before) => texts.map((text) => before + text)));
        },
        [''],
      );
    case 'class':
    case 'repeat':
      return null;
  }
}

const bounded = (texts: readonly string[]): readonly string[] | null =>
  texts.length > mostTexts ? null : texts;

/** What was answered, as the lines that the prompt asks for; as it stands where it is no such object. */
export function linesOf(answer: string, { required }: AnswerSchema): string {
  try {
    const said = JSON.parse(answer) as unknown;
    if (typeof said !== 'object' || said === null) return answer;
    const values = said as Readonly<Record<string, unknown>>;
    return required.map((name) => `${name}: ${String(values[name]).replaceAll(/\s+/g, ' ')}`).join('\n');
  } catch {
    return answer;
  }
}
