// A scripted engine that counts what it is asked, and can be made milder than it is.
import type { Ask, Engine, Message, Stop } from '../../../src/core/ports.ts';
import { scriptedChoices } from '../../../src/engine/scripted/answer.ts';
import { ScriptedEngine } from '../../../src/engine/scripted/scripted-engine.ts';

/** Takes back what would drop a candidate. */
export const mild = (text: string): string =>
  text
    .replaceAll(/contradicted in/g, 'supported in')
    .replaceAll(/found in turn \d+/g, 'none')
    .replaceAll(/claim (\d+): yes/g, 'claim $1: no')
    .replaceAll(/toxicity: \d+/g, 'toxicity: 0')
    .replaceAll(/(^|toxicity: )yes/g, '$1no');

export class Counting implements Engine {
  readonly asked: Ask[] = [];
  promptTokens = 0;
  answerTokens = 0;
  readonly #change: (text: string) => string;
  readonly #engine = new ScriptedEngine();
  readonly build = this.#engine.build;
  readonly contextTokens = this.#engine.contextTokens;
  readonly callsAtOnce: number = this.#engine.callsAtOnce;
  readonly givesProbabilities = this.#engine.givesProbabilities;

  constructor(change: (text: string) => string = (text) => text) {
    this.#change = change;
  }

  async complete(ask: Ask, onText: (piece: string) => void, stop: Stop) {
    this.asked.push(ask);
    const answer = await this.#engine.complete(ask, onText, stop);
    this.promptTokens += answer.promptTokens;
    this.answerTokens += answer.answerTokens;
    const text = this.#change(answer.text);
    return { ...answer, text, ...(ask.choices ? scriptedChoices(ask, ask.choices, text) : {}) };
  }

  countTokens(messages: readonly Message[]): Promise<number | null> {
    return this.#engine.countTokens(messages);
  }

  unload() {
    return this.#engine.unload();
  }
}
