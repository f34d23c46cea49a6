// Owns the loop of an assessment: every question without a verdict is put, read and handed out, to be written before the next
// is put. Stopped, it ends; going on is the same loop.
import type { Engine } from '../ports.ts';
import { askQuestion, type AskingSurroundings } from '../run/ask-question.ts';
import { askedId } from './asking.ts';
import { askingsOf } from './askings.ts';
import type { Assessment } from './assessment.ts';
import type { AssessmentEvent } from './view.ts';
import type { Conversation } from '../conversation/conversation.ts';

export interface AssessmentSurroundings extends AskingSurroundings {
  readonly critic: () => Promise<Engine>;
  /** Hears the answer that is being given. */
  readonly watch: (form: string, row: string, text: string) => void;
}

/** `known`: the ids of the verdicts that are there. Throws `Broken`: what engines throw, `bad-template`. */
export async function* assess(
  the: Assessment,
  conversations: readonly Conversation[],
  known: ReadonlySet<string>,
  around: AssessmentSurroundings,
): AsyncGenerator<AssessmentEvent> {
  const askings = askingsOf(the, conversations);
  let done = askings.filter((asking) => known.has(askedId(asking))).length;
  for (const asking of askings) {
    const id = askedId(asking);
    if (known.has(id)) continue;
    if (around.stop.stopped) return;
    const critic = await around.critic();
    const watch = (text: string) => around.watch(asking.form, asking.rows[0], text);
    const question = asking.question(critic.givesProbabilities);
    const judged = await askQuestion(question, { owner: the.id, id }, critic, watch, around);
    if (!judged) return;
    done += 1;
    yield { kind: 'answered', ...judged, done, total: askings.length };
  }
}
