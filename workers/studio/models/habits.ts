// Owns what was measured of each model on this machine: the only honest ground for saying how long something will take.
import type { Answer, Ask, Store } from '../../../src/core/ports.ts';
import { usualHabits, type Habits } from '../../../src/core/run/habits.ts';
import type { ModelChoice } from '../../../src/core/run/plan.ts';
import { listOf } from '../pages.ts';

const prefix = 'habits ';
const idOf = ({ engine, model }: ModelChoice): string => `${prefix}${engine}/${model}`;

/** How much the newest answer counts: a machine may be slower today. */
const newest = 0.2;

export async function rememberHabits(
  store: Store,
  choice: ModelChoice,
  ask: Ask,
  answer: Answer,
): Promise<void> {
  const known = await store.read('setting', '', idOf(choice));
  const value = learned((known?.value as Habits | undefined) ?? null, ask, answer);
  await store.write([{ put: 'setting', item: { owner: '', id: idOf(choice), value } }]);
}

/** By engine and model, as `engine/model`. */
export async function knownHabits(store: Store): Promise<Readonly<Record<string, Habits>>> {
  const settings = await listOf(store, 'setting', '');
  return Object.fromEntries(
    settings
      .filter(({ id }) => id.startsWith(prefix))
      .map(({ id, value }) => [id.slice(prefix.length), value as Habits]),
  );
}

/** What an answer does not show stays as it was. */
export function learned(known: Habits | null, ask: Ask, answer: Answer): Habits {
  const before = known ?? usualHabits;
  const mixed = (old: number | null, seen: number | undefined): number | null =>
    seen === undefined || !Number.isFinite(seen)
      ? old
      : known && old !== null
        ? old + newest * (seen - old)
        : seen;
  const characters = ask.messages.reduce((sum, { content }) => sum + content.length, 0);
  return {
    charactersPerToken: mixed(before.charactersPerToken, characters / answer.promptTokens) ?? 0,
    charactersPerTurn: mixed(before.charactersPerTurn, turnLength(answer.text)) ?? 0,
    charactersPerReason: mixed(before.charactersPerReason, reasonLength(answer.text)) ?? 0,
    prefill: mixed(before.prefill, answer.prefillTokensPerSecond),
    decode: mixed(before.decode, answer.decodeTokensPerSecond),
  };
}

function turnLength(text: string): number | undefined {
  const turns = [...text.matchAll(/^User [12]: (.*)$/gm)].map(([, turn = '']) => turn.length);
  return turns.length === 0 ? undefined : turns.reduce((sum, length) => sum + length, 0) / turns.length;
}

const reasonLength = (text: string): number | undefined => /^reason: (.*)$/m.exec(text)?.[1]?.length;
