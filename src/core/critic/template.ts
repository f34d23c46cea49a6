// Owns filling in a template (Jinja, interpreted, so that a policy against eval holds). What is filled in is data: braces in
// a conversation are text like any other and are never looked at again.
import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';
import { failure, success, type Result } from '../result.ts';

/** Texts, numbers, and lists of objects of these. */
export type TemplateValue =
  string | number | readonly TemplateValue[] | { readonly [name: string]: TemplateValue };
export type TemplateValues = Readonly<Record<string, TemplateValue>>;

type Program = ReturnType<typeof parse>;

/** Parsing costs more than filling in; a run fills in the same few templates again and again. */
const parsed = new Map<string, Program>();
const mostParsed = 200;

/** As chat templates are read: a tag alone on its line leaves no empty line. Throws what Jinja throws. */
export function parseTemplate(template: string): Program {
  const known = parsed.get(template);
  if (known) return known;
  const program = parse(tokenize(template, { lstrip_blocks: true, trim_blocks: true }));
  if (parsed.size >= mostParsed) parsed.clear();
  parsed.set(template, program);
  return program;
}

/** Fails with Jinja's own words: what `templateProblem` passes fails for odd values only. */
export function fillIn(template: string, values: TemplateValues): Result<string, string> {
  try {
    const environment = new Environment();
    // No globals: no functions, no clock. Jinja's own three words have to be given.
    for (const [name, value] of [
      ['true', true],
      ['false', false],
      ['none', null],
    ] as const)
      environment.set(name, value);
    for (const [name, value] of Object.entries(values)) environment.set(name, value);
    const filled = new Interpreter(environment).run(parseTemplate(template));
    return success(String(filled.value));
  } catch (thrown) {
    return failure(thrown instanceof Error ? thrown.message : String(thrown));
  }
}
