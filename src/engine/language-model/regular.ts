// Owns the answer forms as regular expressions, which the browser's own model can be held to: none of them calls itself, so
// each is one. Refuses a form that does.
import { parseGrammar, type Grammar, type Node } from '../grammar.ts';

/** Without marks of beginning and end: the whole answer is matched. */
export function regularOf(text: string): RegExp {
  const grammar = parseGrammar(text);
  return new RegExp(sourceOf({ kind: 'rule', name: 'root' }, grammar, []), 'u');
}

function sourceOf(node: Node, grammar: Grammar, within: readonly string[]): string {
  const inside = (part: Node) => sourceOf(part, grammar, within);
  switch (node.kind) {
    case 'literal':
      return node.text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
    case 'class':
      return node.pattern;
    case 'sequence':
      return node.parts.map(inside).join('');
    case 'choice':
      return `(?:${node.options.map(inside).join('|')})`;
    case 'repeat':
      return `(?:${inside(node.part)})${timesOf(node.min, node.max)}`;
    case 'rule': {
      const rule = grammar.get(node.name);
      if (!rule || within.includes(node.name)) throw new Error(`The rule "${node.name}" is no regular one.`);
      return sourceOf(rule, grammar, [...within, node.name]);
    }
  }
}

const timesOf = (min: number, max: number): string => {
  if (min === max) return `{${min}}`;
  return Number.isFinite(max) ? `{${min},${max}}` : `{${min},}`;
};
