// A double of the browser's LanguageModel (Prompt API), for browsers without one: the interface as its specification has it,
// with a text that comes from the prompt instead of from a model. It counts words as tokens, refuses what does not fit, holds
// answers to a RegExp, hears signals, and is of no use once destroyed. Not the real thing, and not to be taken for it.
import { seeded } from '../../fuzz.ts';
import type {
  Availability,
  CreateOptions,
  LanguageModelApi,
  LanguageModelSession,
  PromptOptions,
} from '../../../src/engine/language-model/api.ts';

const piecesOf = (text: string): readonly string[] => text.match(/\s*\S+|\s+$/g) ?? [];
const tokensOf = (text: string): number => piecesOf(text).length;

const hashOf = (text: string): number =>
  [...text].reduce((hash, character) => (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0, 7);

export interface DoubleOptions {
  readonly contextWindow?: number;
  readonly availability?: Availability;
  /** Shares of its download that it tells of. */
  readonly downloads?: readonly number[];
}

export function languageModelDouble({
  contextWindow = 256,
  availability = 'available',
  downloads = [],
}: DoubleOptions = {}): LanguageModelApi & { readonly created: readonly CreateOptions[] } {
  const created: CreateOptions[] = [];
  return {
    created,
    availability: () => Promise.resolve(availability),
    async create(options = {}) {
      created.push(options);
      options.signal?.throwIfAborted();
      if (availability === 'unavailable') throw new DOMException('There is no model.', 'NotSupportedError');
      const monitor = new EventTarget();
      options.monitor?.(monitor);
      for (const loaded of downloads)
        monitor.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded, total: 1 }));
      await Promise.resolve();
      return new Session(options, contextWindow);
    },
  };
}

class QuotaExceededError extends DOMException {
  readonly requested: number;
  readonly quota: number;
  constructor(requested: number, quota: number) {
    super('The input is too large.', 'QuotaExceededError');
    [this.requested, this.quota] = [requested, quota];
  }
}

class Session implements LanguageModelSession {
  readonly contextWindow: number;
  readonly #before: string;
  #isDestroyed = false;

  constructor({ initialPrompts = [], signal }: CreateOptions, contextWindow: number) {
    this.contextWindow = contextWindow;
    // The signal that a session was made with destroys it, whenever it comes.
    signal?.addEventListener('abort', () => this.destroy());
    this.#before = initialPrompts.map(({ role, content }) => `${role} ${content}`).join('\n');
    if (this.contextUsage > contextWindow) throw new QuotaExceededError(this.contextUsage, contextWindow);
  }

  get contextUsage(): number {
    return tokensOf(this.#before);
  }

  async measureContextUsage(input: string): Promise<number> {
    this.#refuseDestroyed();
    await Promise.resolve();
    return tokensOf(input);
  }

  destroy(): void {
    this.#isDestroyed = true;
  }

  promptStreaming(input: string, { responseConstraint, signal }: PromptOptions = {}): ReadableStream<string> {
    this.#refuseDestroyed();
    const requested = this.contextUsage + tokensOf(input);
    if (requested > this.contextWindow) throw new QuotaExceededError(requested, this.contextWindow);
    const chance = seeded(hashOf(`${this.#before}\n${input}`));
    const text =
      responseConstraint instanceof RegExp ? matching(responseConstraint.source, chance) : chatter(chance);
    const pieces = [...piecesOf(text)];
    return new ReadableStream<string>(
      {
        start: (controller) => signal?.addEventListener('abort', () => controller.error(signal.reason)),
        pull: async (controller) => {
          await new Promise((resume) => setTimeout(resume, 1));
          if (signal?.aborted) return;
          const piece = pieces.shift();
          if (piece === undefined) controller.close();
          else controller.enqueue(piece);
        },
      },
      { highWaterMark: 0 },
    );
  }

  #refuseDestroyed(): void {
    if (this.#isDestroyed) throw new DOMException('The session was destroyed.', 'InvalidStateError');
  }
}

const words = ['well', 'the', 'dogs', 'play', 'again', 'piano', 'and', 'nurse', 'today', 'so'];

const chatter = (chance: () => number): string =>
  Array.from({ length: 300 }, () => words[Math.floor(chance() * words.length)]).join(' ');

/** A text that matches a pattern of groups, classes, escapes and counted repeats. */
function matching(source: string, chance: () => number): string {
  let place = 0;
  const options = (): string => {
    const texts = [sequence()];
    while (source[place] === '|') {
      place += 1;
      texts.push(sequence());
    }
    return texts[Math.floor(chance() * texts.length)] ?? '';
  };
  const sequence = (): string => {
    let text = '';
    while (place < source.length && source[place] !== '|' && source[place] !== ')') text += repeated();
    return text;
  };
  const repeated = (): string => {
    const begin = place;
    let text = atom();
    const [whole = '', min = '1', comma = '', max = ''] =
      /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(place)) ?? [];
    if (whole === '') return text;
    const least = Number(min);
    const most = max === '' ? (comma === '' ? least : least + 8) : Number(max);
    const times = least + Math.floor(chance() * (Math.min(most, least + 8) - least + 1));
    const end = place + whole.length;
    text = '';
    for (let time = 0; time < times; time += 1) {
      place = begin;
      text += atom();
    }
    place = end;
    return text;
  };
  const atom = (): string => {
    const rest = source.slice(place);
    if (rest.startsWith('(?:')) {
      place += 3;
      const text = options();
      place += 1;
      return text;
    }
    const [token = ''] = /^(?:\[(?:[^\]\\]|\\.)*\]|\\.|[\s\S])/.exec(rest) ?? [];
    place += token.length;
    if (token.startsWith('[')) return characterOf(token, chance);
    if (token === String.raw`\n`) return '\n';
    return token.startsWith('\\') ? token.slice(1) : token;
  };
  return options();
}

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

function characterOf(set: string, chance: () => number): string {
  const pattern = new RegExp(`^${set}$`, 'u');
  const held = printable.filter((character) => pattern.test(character));
  // Letters first, so that what comes reads like words.
  const letters = held.filter((character) => /[a-z ]/.test(character));
  const from = letters.length > 0 ? letters : held;
  return from[Math.floor(chance() * from.length)] ?? '';
}
