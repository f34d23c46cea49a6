// Owns what was measured of each model on this machine: the only honest ground for saying how long something will take.
import type { Answer, Store } from '../../../src/core/ports.ts';
import type { ModelChoice, Plan } from '../../../src/core/run/plan.ts';

/** Tokens per second. */
export interface Speed {
  readonly prefill: number;
  readonly decode: number;
}

const idOf = ({ engine, model }: ModelChoice): string => `speed ${engine}/${model}`;

export async function rememberSpeed(store: Store, choice: ModelChoice, answer: Answer): Promise<void> {
  const { prefillTokensPerSecond: prefill, decodeTokensPerSecond: decode } = answer;
  if (prefill === undefined || decode === undefined) return;
  const value: Speed = { prefill, decode };
  await store.write([{ put: 'setting', item: { owner: '', id: idOf(choice), value } }]);
}

export async function knownSpeed(store: Store, choice: ModelChoice): Promise<Speed | null> {
  return ((await store.read('setting', '', idOf(choice)))?.value as Speed | undefined) ?? null;
}

/** Rough sizes in tokens: instructions, a conversation or pair of profiles for each exemplar, a turn, a critic's answer. */
const tokens = { instructions: 150, profiles: 120, perTurn: 18, criticAnswer: 90 } as const;

/** Seconds for one kept conversation when nothing is dropped; null where a model has not been measured here. */
export function secondsPerConversation(
  plan: Plan,
  generator: Speed | null,
  critic: Speed | null,
): number | null {
  if (!generator || (plan.critic && !critic)) return null;
  const conversation = (tokens.perTurn * (plan.turnsAsked.min + plan.turnsAsked.max)) / 2;
  const shown = plan.promptForm === 'mini' ? 0 : plan.exemplars * (conversation + tokens.profiles);
  const writing =
    (tokens.instructions + tokens.profiles + shown) / generator.prefill + conversation / generator.decode;
  if (!critic) return plan.candidates * writing;
  const answering = tokens.criticAnswer / critic.decode;
  const checking = (tokens.instructions + tokens.profiles + conversation) / critic.prefill + answering;
  const comparing = 2 * ((tokens.instructions + 2 * conversation) / critic.prefill + answering);
  return plan.candidates * (writing + checking) + (plan.candidates - 1) * comparing;
}
