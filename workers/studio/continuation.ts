// Owns writing a conversation on from a turn, from wish to store: turn by turn by a generator, then judged by the filters if somebody
// is to judge it, in one deed that can be taken back. What stood there before is kept as edits, what was said of it as former verdicts.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import { editedConversation } from '../../src/core/conversation/edit.ts';
import { continuationPrompt } from '../../src/core/conversation/written-on.ts';
import type { Engine } from '../../src/core/ports.ts';
import { turnAsk, turnIn } from '../../src/core/run/continuation.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { ContinuationWish } from '../studio-api/repairs.ts';
import { findSet } from './find.ts';
import { decoding, judgedAnew, mostAskings, type Around, type Repair } from './repairs.ts';

export async function continuation(
  around: Around,
  { setId, id }: { readonly setId: string; readonly id: string },
  { from, generator, critic }: ContinuationWish,
): Promise<Repair> {
  const { store, models, stop, watch } = around;
  const before = await store.read('conversation', setId, id);
  if (!before) throw new Broken({ kind: 'gone', what: 'conversation' });
  const { run, projectId } = await findSet(store, setId);
  if (run?.state === 'running') throw new Broken({ kind: 'run-going-on', run: run.name });
  watch('loading', '');
  const engine = await models.engine(generator, stop);
  const texts = await writtenOn(before, from, engine, around);
  const by = { model: engine.build, prompt: continuationPrompt, reasons: [] };
  const after = editedConversation(before, texts, run?.plan.turnsAllowed ?? null, by);
  return judgedAnew(after, { critic, run, projectId }, around);
}

/** The texts of all turns, those from `from` on anew. */
async function writtenOn(
  before: Conversation,
  from: number,
  engine: Engine,
  { stop, watch }: Around,
): Promise<readonly string[]> {
  const texts = before.turns.slice(0, from).map(({ text }) => text);
  while (texts.length < before.turns.length) {
    const written = texts.slice(from).join('\n');
    let said = '';
    for (let asking = 0; said === '' && asking < mostAskings; asking += 1) {
      let text = '';
      const hear = (piece: string) => {
        text += piece;
        watch('writing', `${written}\n${turnIn(text)}`.trim());
      };
      hear('');
      const answer = await engine.complete(turnAsk(before, texts, decoding, asking), hear, stop);
      if (answer.ended === 'stopped') throw new Broken({ kind: 'stopped' });
      said = turnIn(answer.text);
    }
    if (said === '') {
      const detail = `it had nothing to say as turn ${texts.length + 1}`;
      throw new Broken({ kind: 'no-rewrite', model: engine.build.model, detail });
    }
    texts.push(said);
  }
  return texts;
}
