// Owns filling the cells of a bench: each open one is asked, read and handed out, to be written before the next is asked.
import type { Conversation } from '../conversation/conversation.ts';
import type { Subject } from '../critic/template-variables.ts';
import type { Engine } from '../ports.ts';
import { askQuestion, notApplicable, type AskingSurroundings, type Judged } from '../run/ask-question.ts';
import type { ModelChoice } from '../run/plan.ts';
import { Broken } from '../trouble.ts';
import { cellVerdictId, hasQuestion, openCells, questionOn, type Bench, type OpenCell } from './bench.ts';

export interface BenchSurroundings extends AskingSurroundings {
  readonly engine: (model: ModelChoice) => Promise<Engine>;
  /** Hears the answer that is being given. */
  readonly watch: (cell: OpenCell, text: string) => void;
}

/** Ends early when stopped. Throws `Broken`: what engines throw, `bad-template`, `no-probabilities`. */
export async function* runBench(
  bench: Bench,
  known: ReadonlySet<string>,
  around: BenchSurroundings,
): AsyncGenerator<Judged> {
  for (const cell of openCells(bench, (id) => known.has(id))) {
    if (around.stop.stopped) return;
    const judged = await fill(bench, cell, around);
    if (!judged) return;
    yield judged;
  }
}

async function fill(bench: Bench, cell: OpenCell, around: BenchSurroundings): Promise<Judged | null> {
  const { column, row, order } = cell;
  const { version, graded } = column;
  const subject = await subjectOf(bench, cell, around);
  const place = { owner: bench.id, id: cellVerdictId(row.id, column.id, order) };
  if (!hasQuestion(version, subject[0])) {
    const question = questionOn(version, subject, graded, false);
    return { verdict: nothingToAsk(question, place, subject[0]), answers: [] };
  }
  const critic = await around.engine(column.model);
  if (graded && !critic.givesProbabilities)
    throw new Broken({ kind: 'no-probabilities', model: critic.build.model });
  const question = questionOn(version, subject, graded, critic.givesProbabilities);
  return askQuestion(question, place, critic, (text) => around.watch(cell, text), around);
}

/** Without a suspect attribution passes; without a profile nothing that needs one applies. */
function nothingToAsk(
  question: Parameters<typeof notApplicable>[0],
  place: Parameters<typeof notApplicable>[1],
  { pair }: Conversation,
): Judged['verdict'] {
  const verdict = notApplicable(question, place);
  if (pair.profiles.every(({ attributes }) => attributes.length === 0)) return verdict;
  return {
    ...verdict,
    finding: { kind: 'filter', decision: 'pass' },
    reason: 'No rule found anything to ask about.',
  };
}

async function subjectOf(
  bench: Bench,
  { column, row, order }: OpenCell,
  around: BenchSurroundings,
): Promise<Subject> {
  const own = await conversationOf(bench, row.id, around);
  if (column.version.text.kind !== 'pairwise' || row.rival === null) return [own];
  const rival = await conversationOf(bench, row.rival, around);
  return order === 'forward' ? [own, rival] : [rival, own];
}

async function conversationOf(
  { id: owner }: Bench,
  id: string,
  { store }: BenchSurroundings,
): Promise<Conversation> {
  const conversation = await store.read('conversation', owner, id);
  if (!conversation) throw new Broken({ kind: 'gone', what: 'conversation' });
  return conversation;
}
