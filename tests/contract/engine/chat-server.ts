// A real HTTP server that speaks OpenAI's dialect with the scripted engine behind it, and misbehaves as it is told.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, Ask } from '../../../src/core/ports.ts';
import { Broken } from '../../../src/core/trouble.ts';
import { ScriptedEngine } from '../../../src/engine/scripted/scripted-engine.ts';
import { StopSwitch } from './stop-switch.ts';

interface ChatBody {
  readonly model: string;
  readonly messages: Ask['messages'];
  readonly temperature: number;
  readonly top_p: number;
  readonly max_tokens: number;
  readonly seed: number;
  readonly top_k?: number;
  readonly repeat_penalty?: number;
  readonly grammar?: string;
  readonly logprobs?: boolean;
  readonly response_format?: { json_schema: { schema: { properties: Record<string, { enum?: string[] }> } } };
}

/** What happens to the next calls, in their order; afterwards all is well. */
export type Mishap =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** The connection is cut after so many pieces. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Nothing more comes after so many pieces, and the connection stays. */
  | { readonly kind: 'stall'; readonly after: number }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Sends what is no event of a chat. */
  | { readonly kind: 'garbage' }
  | { readonly kind: 'whole' };

interface ChatServerOptions {
  readonly contextTokens?: number;
  readonly millisecondsPerPiece?: number;
  /** The origin whose pages may read its answers. */
  readonly pages?: string;
}

export class ChatServer {
  readonly asked: ChatBody[] = [];
  readonly keys: (string | undefined)[] = [];
  mishaps: Mishap[] = [];
  /** null: everybody may ask. */
  key: string | null = null;
  underWay = 0;
  mostUnderWay = 0;
  /** What it was called. */
  readonly names = new Set<string | undefined>();
  readonly #contextTokens: number;
  readonly #pages: string | null;
  readonly #engine: ScriptedEngine;
  readonly #server: Server = createServer((request, answer) => void this.#serve(request, answer));

  constructor({ contextTokens = 256, millisecondsPerPiece = 1, pages }: ChatServerOptions = {}) {
    this.#contextTokens = contextTokens;
    this.#pages = pages ?? null;
    this.#engine = new ScriptedEngine({ contextTokens, millisecondsPerPiece, callsAtOnce: 64 });
  }

  async start(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((ended) => this.#server.close(() => ended()));
  }

  async #serve(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    this.names.add(request.headers.host);
    if (this.#pages !== null) {
      answer.setHeader('access-control-allow-origin', this.#pages);
      answer.setHeader('access-control-allow-headers', 'authorization, content-type');
      if (request.method === 'OPTIONS') return void answer.writeHead(204).end();
    }
    this.keys.push(request.headers.authorization);
    const allowed = this.key === null || request.headers.authorization === `Bearer ${this.key}`;
    if (!allowed) return void answer.writeHead(401).end('{"error":{"message":"Incorrect API key"}}');
    if (request.url === '/v1/models') {
      const data = [
        { id: 'small', owned_by: 'llamacpp', meta: { n_ctx: this.#contextTokens } },
        { id: 'large' },
      ];
      return void answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
    }
    if (request.url !== '/v1/chat/completions') return void answer.writeHead(404).end('Not found');
    const body = JSON.parse(await textOf(request)) as ChatBody;
    this.asked.push(body);
    this.mostUnderWay = Math.max(this.mostUnderWay, (this.underWay += 1));
    answer.on('close', () => (this.underWay -= 1));
    await this.#chat(body, answer, this.mishaps.shift() ?? null);
  }

  async #chat(body: ChatBody, answer: ServerResponse, mishap: Mishap | null): Promise<void> {
    if (mishap?.kind === 'status')
      return void answer.writeHead(mishap.status, mishap.headers ?? {}).end(mishap.body ?? '');
    const stop = new StopSwitch();
    answer.on('close', () => stop.stop());
    const { pieces, given, overflow } = await this.#write(body, stop);
    if (overflow) return void answer.writeHead(400).end(JSON.stringify({ error: overflow }));
    if (mishap?.kind === 'whole') {
      const choices = [{ message: { content: given.text }, finish_reason: reasonOf(given) }];
      const whole = JSON.stringify({ choices, usage: usageOf(given) });
      return void answer.writeHead(200, { 'content-type': 'application/json' }).end(whole);
    }
    answer.writeHead(200, { 'content-type': 'text/event-stream' });
    if (mishap?.kind === 'garbage') return void answer.end('data: <html>Bad gateway</html>\n\n');
    for (const [index, piece] of pieces.entries()) {
      if (mishap && 'after' in mishap && mishap.after === index) {
        if (mishap.kind === 'cut') answer.destroy();
        return;
      }
      if (mishap?.kind === 'slow') await new Promise((resume) => setTimeout(resume, mishap.milliseconds));
      const choice = {
        delta: { content: piece },
        finish_reason: null,
        logprobs: logprobsOf(given, pieces, index),
      };
      // Cut where it hurts: in the middle of a line.
      const event = `data: ${JSON.stringify({ choices: [choice] })}\n\n`;
      answer.write(event.slice(0, 9));
      await new Promise((resume) => setTimeout(resume, 1));
      answer.write(event.slice(9));
    }
    const end = { choices: [{ delta: {}, finish_reason: reasonOf(given) }] };
    answer.write(`data: ${JSON.stringify(end)}\n\n`);
    answer.write(`data: ${JSON.stringify({ choices: [], usage: usageOf(given) })}\n\n`);
    answer.end('data: [DONE]\n\n');
  }

  async #write(body: ChatBody, stop: StopSwitch) {
    const pieces: string[] = [];
    const nothing: Answer = { text: '', ended: 'stop', promptTokens: 0, answerTokens: 0, ignored: [] };
    if (body.response_format) {
      const { properties } = body.response_format.json_schema.schema;
      const said = Object.entries(properties).map(([name, { enum: texts }]) => [
        name,
        texts?.[0] ?? 'Some words.',
      ]);
      const text = JSON.stringify(Object.fromEntries(said));
      return {
        pieces: [text.slice(0, 5), text.slice(5)],
        given: { ...nothing, text, answerTokens: 2 },
        overflow: null,
      };
    }
    try {
      const given = await this.#engine.complete(askOf(body), (piece) => pieces.push(piece), stop);
      return { pieces, given, overflow: null };
    } catch (thrown) {
      if (!(thrown instanceof Broken) || thrown.trouble.kind !== 'context-overflow') throw thrown;
      const { promptTokens, contextTokens } = thrown.trouble;
      const overflow = {
        type: 'exceed_context_size_error',
        n_prompt_tokens: promptTokens,
        n_ctx: contextTokens,
      };
      return { pieces, given: nothing, overflow };
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** The server weighs every token; which choices are asked for it does not know, so all that a test asks for stand here. */
const weighed = ['yes', 'no', 'User', 'zebra'];

function askOf(body: ChatBody): Ask {
  const { messages, grammar, logprobs } = body;
  const decoding = {
    temperature: body.temperature,
    topP: body.top_p,
    topK: body.top_k ?? 0,
    repetitionPenalty: body.repeat_penalty ?? 1,
    maxTokens: body.max_tokens,
    seed: body.seed,
  };
  const after = grammar?.includes('angry') ? 'angry: ' : '';
  return {
    messages,
    decoding,
    ...(grammar === undefined ? {} : { grammar }),
    ...(logprobs ? { choices: { texts: weighed, after } } : {}),
  };
}

const reasonOf = ({ ended }: Answer): string => (ended === 'length' ? 'length' : 'stop');

const usageOf = ({ promptTokens, answerTokens }: Answer) => ({
  prompt_tokens: promptTokens,
  completion_tokens: answerTokens,
});

/** At the token that begins a choice, as servers do for all tokens. */
function logprobsOf({ choices }: Answer, pieces: readonly string[], index: number) {
  if (!choices) return null;
  const isAtChoice = weighed.some((text) => text.startsWith((pieces[index] ?? '').trim().replace(/:$/, '')));
  const top = choices.map(({ text, probability }) => ({ token: ` ${text}`, logprob: Math.log(probability) }));
  return { content: [{ top_logprobs: isAtChoice ? top : [] }] };
}
