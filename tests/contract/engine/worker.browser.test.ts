// The adapters where they run in the studio: in workers of their own.
import { describe, expect, test } from 'vitest';
import type { Answer, Ask } from '../../../src/core/ports.ts';
import type { Trouble } from '../../../src/core/trouble.ts';
import { dialogue } from './asks.ts';
import type { Order } from './loading.worker.ts';

type Report = { piece: string } | { answer: Answer } | { trouble: Trouble };

class EngineWorker {
  readonly #worker = new Worker(new URL('./loading.worker.ts', import.meta.url), { type: 'module' });
  pieces = 0;

  /** Gives the answer; `onPiece` may end the worker before. */
  answer(order: Order, onPiece: () => void = () => undefined): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#worker.onerror = ({ message }) => reject(new Error(message));
      this.#worker.onmessage = ({ data }: MessageEvent<Report>) => {
        if ('answer' in data) resolve(data.answer);
        if ('trouble' in data) reject(new Error(JSON.stringify(data.trouble)));
        if (!('piece' in data)) return;
        this.pieces += 1;
        onPiece();
      };
      this.#worker.postMessage(order);
    });
  }

  end(): void {
    this.#worker.terminate();
  }
}

const order = (engine: string, ask: Ask = dialogue): Order => ({
  choice: { engine, model: 'parley-mini' },
  ask,
  threads: 2,
});

describe('In workers of their own, the engines', () => {
  test('answer at the same time: web-llm on WebGPU and wllama with threads', async () => {
    const workers = [new EngineWorker(), new EngineWorker()] as const;
    const [onGpu, onCpu] = await Promise.all([
      workers[0].answer(order('webllm')),
      workers[1].answer(order('wllama')),
    ]);
    for (const worker of workers) worker.end();
    expect(onGpu).toMatchObject({ ended: 'length', answerTokens: 24 });
    expect(onCpu).toMatchObject({ ended: 'length', answerTokens: 24 });
    expect(onCpu.promptTokens).toBe(onGpu.promptTokens);
    expect(onCpu.text).not.toBe('');
  });

  test.each(['webllm', 'wllama'])(
    'end with their worker, in the middle of an answer (%s)',
    async (engine) => {
      const worker = new EngineWorker();
      const long = { ...dialogue, decoding: { ...dialogue.decoding, maxTokens: 400 } };
      await new Promise<void>((begun) => void worker.answer(order(engine, long), begun));
      worker.end();
      const { pieces } = worker;
      await new Promise((resume) => setTimeout(resume, 300));
      expect(worker.pieces).toBe(pieces);
      const next = new EngineWorker();
      expect((await next.answer(order(engine))).answerTokens).toBe(24);
      next.end();
    },
  );
});
