// Owns counting a prompt's tokens with a library that has no tokenizer to ask. What is too long is refused before it is read,
// and the refusal says how long it was: so the prompt is made too long by a padding whose length is known. The template of
// the model's chat is counted with it, and nothing is computed.
import type { Answer, Ask, Engine, Message, Stop } from '../core/ports.ts';
import { Broken } from '../core/trouble.ts';

export class TokenCounter {
  readonly #complete: Engine['complete'];
  readonly #padding: string;
  #paddingTokens: Promise<number> | undefined;

  constructor({ contextTokens }: Pick<Engine, 'contextTokens'>, complete: Engine['complete']) {
    this.#complete = complete;
    // A word with its space is a token or more in every vocabulary, whatever stands before it.
    this.#padding = ' dog'.repeat(contextTokens);
  }

  async count(messages: readonly Message[]): Promise<number> {
    this.#paddingTokens ??= this.#measure();
    return (await this.#refused(messages)) - (await this.#paddingTokens);
  }

  async #measure(): Promise<number> {
    const short: readonly Message[] = [{ role: 'user', content: 'dog' }];
    const { promptTokens } = await this.#ask(short);
    return (await this.#refused(short)) - promptTokens;
  }

  async #refused(messages: readonly Message[]): Promise<number> {
    const { promptTokens } = await this.#ask(
      messages.map((message, index) =>
        index === messages.length - 1 ? { ...message, content: message.content + this.#padding } : message,
      ),
    ).catch((thrown: unknown) => {
      if (thrown instanceof Broken && thrown.trouble.kind === 'context-overflow') return thrown.trouble;
      throw thrown;
    });
    return promptTokens;
  }

  #ask(messages: readonly Message[]): Promise<Answer> {
    return this.#complete({ messages, decoding: oneToken }, () => undefined, never);
  }
}

const oneToken: Ask['decoding'] = {
  ...{ temperature: 0, topP: 1, topK: 0, repetitionPenalty: 1, maxTokens: 1, seed: 1 },
};

const never: Stop = { stopped: false, onStop: () => () => undefined };
