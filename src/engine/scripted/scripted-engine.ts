// Owns the scripted engine: no model, the same answers to the same asks everywhere, for tests and for a look
// round. Every answer is stamped with the build "scripted". It can be told to break, so that what holds it
// can be tried.
import type { Answer, Ask, Engine, Message, ModelBuild, Stop } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { Lifeline } from '../lifeline.ts';
import { Turnstile } from '../turnstile.ts';
import { scriptedAnswer, scriptedChoices } from './answer.ts';

/**
 * `call` counts from 1. lost: the device goes, for good · hung: deaf to stop, ends with the engine alone ·
 * unreadable: no sense in it.
 */
export interface Failure {
  readonly call: number;
  readonly kind: 'lost' | 'hung' | 'unreadable';
}

export interface ScriptedOptions {
  readonly contextTokens?: number;
  readonly callsAtOnce?: number;
  /** 0 writes without pause. */
  readonly millisecondsPerPiece?: number;
  readonly failures?: readonly Failure[];
}

/** A word with the space before it is what stands for a token here. */
const piecesOf = (text: string): readonly string[] => text.match(/\s*\S+/g) ?? [];

const tokensOf = (messages: readonly Message[]): number =>
  messages.reduce((sum, { content }) => sum + piecesOf(content).length, 0);

const unreadableText = '%%% ### ~~~';

export class ScriptedEngine implements Engine {
  readonly build: ModelBuild = { engine: 'scripted', model: 'scripted', build: 'scripted' };
  readonly contextTokens: number;
  readonly callsAtOnce: number;
  readonly givesProbabilities = true;
  readonly #turnstile: Turnstile;
  readonly #options: ScriptedOptions;
  readonly #lifeline = new Lifeline(this.build.model);
  #calls = 0;

  constructor(options: ScriptedOptions = {}) {
    this.#options = options;
    this.contextTokens = options.contextTokens ?? 4096;
    this.callsAtOnce = options.callsAtOnce ?? 1;
    this.#turnstile = new Turnstile(this.callsAtOnce);
  }

  complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    return this.#turnstile.pass(() => this.#complete(ask, onText, stop));
  }

  countTokens(messages: readonly Message[]): Promise<number> {
    return Promise.resolve(tokensOf(messages));
  }

  unload(): Promise<void> {
    this.#lifeline.lose('It was unloaded.');
    return Promise.resolve();
  }

  async #complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    const failure = this.#nextFailure();
    if (failure === 'lost') this.#lifeline.lose('The script loses the device here.');
    this.#lifeline.refuseWhenLost();
    if (failure === 'hung') return this.#lifeline.hold(new Promise<never>(() => undefined));

    const promptTokens = this.#promptTokensOf(ask);
    const room = Math.min(ask.decoding.maxTokens, this.contextTokens - promptTokens);
    const pieces = piecesOf(failure === 'unreadable' ? unreadableText : scriptedAnswer(ask));
    let text = '';
    let answerTokens = 0;
    const answer = (ended: Answer['ended']): Answer => ({
      text,
      ended,
      promptTokens,
      answerTokens,
      ignored: [],
      ...(ask.choices ? scriptedChoices(ask, ask.choices, text) : {}),
    });
    for (const piece of pieces) {
      await this.#pause();
      this.#lifeline.refuseWhenLost();
      if (stop.stopped) return answer('stopped');
      if (answerTokens >= room) return answer('length');
      text += piece;
      answerTokens += 1;
      onText(piece);
    }
    return answer(stop.stopped ? 'stopped' : 'stop');
  }

  #nextFailure(): Failure['kind'] | undefined {
    this.#calls += 1;
    return this.#options.failures?.find(({ call }) => call === this.#calls)?.kind;
  }

  #promptTokensOf({ messages }: Ask): number {
    const { contextTokens } = this;
    const promptTokens = tokensOf(messages);
    if (promptTokens < contextTokens) return promptTokens;
    throw new Broken({ kind: 'context-overflow', promptTokens, contextTokens });
  }

  #pause(): Promise<unknown> {
    const milliseconds = this.#options.millisecondsPerPiece ?? 0;
    return milliseconds === 0 ? Promise.resolve() : new Promise((resume) => setTimeout(resume, milliseconds));
  }
}
