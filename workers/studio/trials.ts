// Owns trying an expert as its text stands in the editor: one question, heard as it is answered, of which nothing is kept but the
// answer itself, so that the same call is not made twice. One trial at a time; a new one ends the one before it.
import { hasQuestion, questionOn } from '../../src/core/bench/bench.ts';
import { versionOf } from '../../src/core/critic/expert-version.ts';
import type { Verdict } from '../../src/core/critic/verdict.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { askQuestion, notApplicable } from '../../src/core/run/ask-question.ts';
import { Broken } from '../../src/core/trouble.ts';
import { sha256 } from '../sha256.ts';
import type { Stopper } from '../stopper.ts';
import type { Trial } from '../studio-api/critics.ts';
import type { Models } from './models/models.ts';

/** Throws `Broken`: `stopped`, `bad-template`, `no-probabilities`, and what engines throw. */
export async function tried(
  { store, models }: { readonly store: Store; readonly models: Models },
  { expert, text, model, conversations, graded }: Trial,
  stop: Stopper,
  watch: (text: string) => void,
): Promise<Verdict> {
  // No version has this text yet, so none is named.
  const version = versionOf(expert, 0, text);
  const place = { owner: '', id: 'trial' };
  if (!hasQuestion(version, conversations[0]))
    return notApplicable(questionOn(version, conversations, graded, false), place);
  const critic = await models.engine(model, stop);
  if (graded && !critic.givesProbabilities)
    throw new Broken({ kind: 'no-probabilities', model: critic.build.model });
  const question = questionOn(version, conversations, graded, critic.givesProbabilities);
  const around = { store, clock: () => Date.now(), sha256, stop };
  const judged = await askQuestion(question, place, critic, watch, around);
  if (!judged) throw new Broken({ kind: 'stopped' });
  await store.write(judged.answers.map((item): Change => ({ put: 'answer', item })));
  return judged.verdict;
}
