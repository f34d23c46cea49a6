// Owns the loop that builds profiles: attributes are added one by one at random; what is redundant or does not hold together with
// what is in is left out, with its reason. Whoever consumes the events writes each to the store before asking for the next;
// going on is the same loop, which finds in the store how far each profile is.
import type { Embedder, Engine, Stop, Store } from '../../ports.ts';
import { answerTo, askOf, mostAskings } from '../../run/ask-question.ts';
import type { RedundancyCheck } from '../draw.ts';
import type { Attribute, Inconsistent, Profile } from '../profile.ts';
import { relationOf, Unreadable, type ConsistencyPrompt } from './consistency.ts';
import { leftOutAsRedundant, meetingOrder, nextTry } from './next-try.ts';
import { builtProfileId, type Building } from './plan.ts';
import type { BuildingEvent, BuildingLive } from './view.ts';

export interface BuildingSurroundings {
  readonly store: Pick<Store, 'read' | 'page'>;
  readonly critic: () => Promise<Engine>;
  readonly embedder: () => Promise<Embedder>;
  /** Hexadecimal. */
  readonly sha256: (text: string) => Promise<string>;
  readonly stop: Stop;
  readonly watch: (live: BuildingLive) => void;
}

type Landed = BuildingEvent & { kind: 'profile' | 'asked' };

/** Ends the loop from the middle of an answer. */
class Stopped extends Error {}

export async function* build(the: Building, around: BuildingSurroundings): AsyncGenerator<Landed> {
  const attributes = await around.store.page('attribute', the.id);
  const check = await redundancyCheck(the, attributes, around);
  try {
    for (let place = 0; place < the.plan.count; place += 1)
      yield* buildOne(the, place, meetingOrder(attributes, the.plan, place), check, around);
  } catch (thrown) {
    if (!(thrown instanceof Stopped)) throw thrown;
  }
}

/** A profile that is there and not being built any more is left alone, whoever finished or changed it. */
async function* buildOne(
  the: Building,
  place: number,
  met: readonly Attribute[],
  check: RedundancyCheck | null,
  around: BuildingSurroundings,
): AsyncGenerator<Landed> {
  const id = builtProfileId(the, place);
  const known = await around.store.read('profile', the.owner, id);
  if (known && (!known.unfinished || known.locked)) return;
  let profile: Profile = known ? ownerless(known) : { id, attributes: [], unfinished: true };
  for (;;) {
    if (around.stop.stopped) throw new Stopped();
    const attribute = nextTry(met, the.plan, profile);
    if (!attribute) break;
    const leftOut = check && leftOutAsRedundant(profile, attribute, check);
    if (leftOut) profile = leftOut;
    else {
      const inconsistent = yield* inconsistencyOf(the, place, attribute, profile, around);
      profile = inconsistent
        ? { ...profile, inconsistent: [...(profile.inconsistent ?? []), inconsistent] }
        : { ...profile, attributes: [...profile.attributes, attribute] };
      // Without a critic the whole profile is decided at once, and written once.
      if (the.plan.consistency) yield { kind: 'profile', profile, done: place };
    }
  }
  const { unfinished: _, ...finished } = profile;
  yield { kind: 'profile', profile: finished, done: place + 1 };
}

const ownerless = ({ owner: _, ...profile }: Profile & { readonly owner: string }): Profile => profile;

/** The first of those already in with which the attribute does not hold together. */
async function* inconsistencyOf(
  { plan }: Building,
  place: number,
  attribute: Attribute,
  { attributes }: Profile,
  around: BuildingSurroundings,
): AsyncGenerator<Landed, Inconsistent | null> {
  if (!plan.consistency) return null;
  for (const like of attributes) {
    const about = `${like.text} – ${attribute.text}`;
    const put = <Read>(prompt: ConsistencyPrompt<Read>) => putToCritic(prompt, place, about, around);
    try {
      const { relation, reason } = yield* relationOf(plan.consistency, [like.text, attribute.text], put);
      if (relation !== 'neutral') return { attribute, like, relation, reason };
    } catch (thrown) {
      if (!(thrown instanceof Unreadable)) throw thrown;
      return { attribute, like, relation: 'unreadable', reason: thrown.message };
    }
  }
  return null;
}

async function* putToCritic<Read>(
  { read, ...prompt }: ConsistencyPrompt<Read>,
  place: number,
  about: string,
  around: BuildingSurroundings,
): AsyncGenerator<Landed, Read> {
  const critic = await around.critic();
  for (let asking = 0; ; asking += 1) {
    const watch = (text: string) => around.watch({ kind: 'asking', profile: place, about, text });
    const { answer, fresh } = await answerTo(critic, askOf(prompt, asking), watch, around);
    if (answer.ended === 'stopped') throw new Stopped();
    if (fresh) yield { kind: 'asked', answer: fresh };
    const result = read(answer.text);
    if (result.ok) return result.value;
    if (asking + 1 >= mostAskings) throw new Unreadable(answer.text.trim());
  }
}

/** The cosines of all attributes, where they are looked at. */
async function redundancyCheck(
  { plan }: Building,
  attributes: readonly Attribute[],
  { embedder, stop, watch }: BuildingSurroundings,
): Promise<RedundancyCheck | null> {
  if (plan.redundantAbove === null || attributes.length === 0) return null;
  const total = attributes.length;
  const { dimensions, embed } = await opened(embedder);
  const vectors = await embed(
    attributes.map(({ text }) => text),
    (done) => watch({ kind: 'placing', done, total }),
    stop,
  );
  const places = new Map(attributes.map(({ id }, place) => [id, place * dimensions]));
  const cosine: RedundancyCheck['cosine'] = (one, other) => {
    const [from, against] = [places.get(one.id) ?? 0, places.get(other.id) ?? 0];
    let sum = 0;
    for (let at = 0; at < dimensions; at += 1)
      sum += (vectors[from + at] ?? 0) * (vectors[against + at] ?? 0);
    // More decimals differ from one batch of the encoder to another.
    return Math.round(sum * 1000) / 1000;
  };
  return { cosine, above: plan.redundantAbove };
}

async function opened(embedder: () => Promise<Embedder>) {
  const open = await embedder();
  return { dimensions: open.dimensions, embed: open.embed.bind(open) };
}
