// Owns writing a text that a grammar holds. Where the grammar leaves free text, a voice speaks; where it
// leaves a choice, the voice chooses. So a critic's answer and a held dialogue are written by the same walk.
import { parseGrammar, type Grammar, type Node } from '../grammar.ts';

export interface Voice {
  /** Something to say where any text may stand. What does not fit is cut. */
  prose(): string;
  /** Which of several options, told by the fixed text with which each begins. */
  choose(beginnings: readonly string[]): number;
  /** How often to repeat, between two bounds; `max` may be infinite. */
  repeat(min: number, max: number): number;
}

export function followGrammar(text: string, voice: Voice): string {
  const grammar = parseGrammar(text);
  return write({ kind: 'rule', name: 'root' }, grammar, voice);
}

function write(node: Node, grammar: Grammar, voice: Voice): string {
  switch (node.kind) {
    case 'literal':
      return node.text;
    case 'rule':
      return write(ruleNamed(node.name, grammar), grammar, voice);
    case 'class':
      return freeText([node], voice);
    case 'choice': {
      const chosen = voice.choose(node.options.map((option) => beginningOf(option, grammar)));
      return write(node.options[chosen] ?? { kind: 'sequence', parts: [] }, grammar, voice);
    }
    case 'repeat':
      if (node.part.kind === 'class') return freeText([node], voice);
      return Array.from({ length: voice.repeat(node.min, node.max) }, () =>
        write(node.part, grammar, voice),
      ).join('');
    case 'sequence':
      return writeSequence(node.parts, grammar, voice);
  }
}

/** `[^\n] [^\n]{0,99}` is one free text, not two: neighbouring classes are spoken in one breath. */
function writeSequence(parts: readonly Node[], grammar: Grammar, voice: Voice): string {
  const first = parts.findIndex((part) => !isFree(part));
  const free = first === -1 ? parts : parts.slice(0, first);
  const spoken = free.length > 0 ? freeText(free, voice) : '';
  const next = first === -1 ? undefined : parts[first];
  if (!next) return spoken;
  return spoken + write(next, grammar, voice) + writeSequence(parts.slice(first + 1), grammar, voice);
}

const isFree = (node: Node): boolean =>
  node.kind === 'class' || (node.kind === 'repeat' && node.part.kind === 'class');

/**
 * Fits what the voice says, character by character, into a run of classes; a required place takes any
 * character that fits.
 */
function freeText(run: readonly Node[], voice: Voice): string {
  const said = [...voice.prose()];
  let text = '';
  for (const part of run) {
    const { node, min, max } =
      part.kind === 'repeat' ? { ...part, node: part.part } : { node: part, min: 1, max: 1 };
    if (node.kind !== 'class') continue;
    for (let count = 0; count < max; count += 1) {
      while (said[0] !== undefined && !node.holds(said[0])) said.shift();
      const character = said.shift() ?? (count < min ? anyHeldBy(node.holds) : undefined);
      if (character === undefined) break;
      text += character;
    }
  }
  return text;
}

function anyHeldBy(holds: (character: string) => boolean): string {
  for (let code = 0x7e; code >= 0; code -= 1) {
    const character = String.fromCharCode(code);
    if (holds(character)) return character;
  }
  throw new Error('The grammar asks for a character that is not in ASCII.');
}

function beginningOf(node: Node, grammar: Grammar): string {
  if (node.kind === 'literal') return node.text;
  if (node.kind === 'rule') return beginningOf(ruleNamed(node.name, grammar), grammar);
  const inside =
    node.kind === 'sequence' ? node.parts[0] : node.kind === 'choice' ? node.options[0] : undefined;
  return inside ? beginningOf(inside, grammar) : '';
}

function ruleNamed(name: string, grammar: Grammar): Node {
  const rule = grammar.get(name);
  if (!rule) throw new Error(`The grammar has no rule "${name}".`);
  return rule;
}
