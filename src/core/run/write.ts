// Owns writing one candidate: exemplars drawn for its place, asked of the generator, read, and looked over by the rules.
import type { Conversation, Place } from '../conversation/conversation.ts';
import { faultsOf } from '../conversation/faults-of.ts';
import { readConversation } from '../conversation/read.ts';
import type { Pair } from '../persona/profile.ts';
import { derive, sample } from '../random.ts';
import { estimateOf } from '../tokens.ts';
import { completeOrOverflow } from './complete.ts';
import { promptsToTry, type GeneratorPrompt } from './generator-prompt.ts';
import { measuredOf } from './measured.ts';
import { conversationId, hashOfRun } from './places.ts';
import type { Run } from './plan.ts';
import type { PoolEntry } from './pool.ts';
import type { Surroundings } from './surroundings.ts';
import { writeTurnByTurn } from './turn-by-turn.ts';
import { chanceAt, type WriteRequest, type Written } from './written.ts';

/** null when it was stopped. */
export async function write(
  the: Run,
  place: Place,
  of: Pair,
  pool: readonly PoolEntry[],
  around: Surroundings,
): Promise<Conversation | null> {
  const { plan } = the;
  const id = conversationId(hashOfRun(the.id), place);
  const generator = await around.cast.generator();
  const exemplars = await exemplarsFor(the, place, pool, around);
  const turns = turnsFor(the, place);
  const request = { the, id, place, of, turns, exemplars, generator };
  const written =
    plan.writing === 'turn by turn'
      ? await writeTurnByTurn(request, around)
      : await writeWhole(request, around);
  return written && conversationFrom(request, written);
}

async function exemplarsFor(
  { plan }: Run,
  place: Place,
  pool: readonly PoolEntry[],
  { store }: Surroundings,
): Promise<readonly Conversation[]> {
  const drawn = sample(pool, plan.exemplars, derive(plan.seed, 'exemplars', ...chanceAt(place)));
  const found = await Promise.all(drawn.map((entry) => store.read('conversation', entry.owner, entry.id)));
  return found.filter((exemplar) => exemplar !== undefined);
}

/** As many exemplars as leave room for the answer, as the model's own tokenizer counts. The same plan on the same build shows the same. */
async function fittingPrompt({
  the,
  of,
  turns,
  exemplars,
  generator,
}: WriteRequest): Promise<GeneratorPrompt> {
  const prompts = promptsToTry(the.plan, of, turns, exemplars);
  for (const prompt of prompts) {
    if (prompt.exemplarIds.length === 0) return prompt;
    const tokens = (await generator.countTokens(prompt.messages)) ?? estimateOf(prompt.messages);
    if (tokens + prompt.maxTokens <= generator.contextTokens) return prompt;
  }
  throw new Error('The last prompt to try shows no exemplar.');
}

/** An engine that cannot count may find too long what was thought to fit: then one exemplar less is shown. */
async function writeWhole(request: WriteRequest, around: Surroundings): Promise<Written | null> {
  for (let { exemplars } = request; ;) {
    const written = await writeOnce({ ...request, exemplars }, around);
    const hadNoRoom = written !== null && written.cut && written.measured.answerTokens === 0;
    if (!hadNoRoom || written.exemplarIds.length === 0) return written;
    exemplars = exemplars.slice(0, written.exemplarIds.length - 1);
  }
}

async function writeOnce(request: WriteRequest, around: Surroundings): Promise<Written | null> {
  const { the, id, place, generator } = request;
  const { plan } = the;
  const prompt = await fittingPrompt(request);
  const seed = derive(plan.seed, 'write', ...chanceAt(place));
  const decoding = { ...plan.decoding, maxTokens: prompt.maxTokens, seed };
  const ask = { messages: prompt.messages, decoding, ...(prompt.grammar ? { grammar: prompt.grammar } : {}) };
  let text = '';
  const show = (piece: string) => {
    text += piece;
    around.watch({ kind: 'writing', conversationIds: [id], text });
  };
  const begun = around.clock();
  show('');
  const answer = await completeOrOverflow(generator, ask, show, around.stop);
  if (answer.ended === 'stopped') return null;
  return {
    raw: answer.text,
    cut: answer.ended === 'length',
    prompt: prompt.version,
    decoding: { asked: decoding, ignored: answer.ignored },
    exemplarIds: prompt.exemplarIds,
    measured: measuredOf(answer, begun, around.clock()),
  };
}

function conversationFrom({ the, id, place, of, generator }: WriteRequest, written: Written): Conversation {
  const { raw, cut, prompt, decoding, exemplarIds, measured } = written;
  const reading = readConversation(raw);
  const atLimit = cut ? [{ kind: 'token-limit' as const, text: raw.slice(-40) }] : [];
  return {
    owner: the.id,
    id,
    pair: { id: of.id, profiles: of.profiles },
    turns: reading.turns,
    faults: faultsOf({ ...reading, faults: [...reading.faults, ...atLimit] }, of, the.plan.turnsAllowed),
    raw,
    origin: {
      kind: 'generated',
      planHash: hashOfRun(the.id),
      place,
      generator: generator.build,
      prompt,
      decoding,
      exemplarIds,
    },
    measured,
  };
}

/** A whole number of exchanges within what the plan asks for, drawn per candidate. */
function turnsFor({ plan }: Run, place: Place): number {
  const [fewest, most] = [Math.ceil(plan.turnsAsked.min / 2), Math.floor(plan.turnsAsked.max / 2)];
  const seed = derive(plan.seed, 'turns', ...chanceAt(place));
  return 2 * (fewest + (seed % Math.max(1, most - fewest + 1)));
}
