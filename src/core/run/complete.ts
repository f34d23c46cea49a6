// Owns what a prompt too long for the model means to a run: no broken world, but an answer that ran out of room before its
// first word. So it becomes a fault of one candidate or one unreadable verdict, and the run goes on.
import type { Answer, Ask, Engine, Stop } from '../ports.ts';
import { Broken } from '../trouble.ts';

export async function completeOrOverflow(
  engine: Engine,
  ask: Ask,
  onText: (piece: string) => void,
  stop: Stop,
): Promise<Answer> {
  try {
    return await engine.complete(ask, onText, stop);
  } catch (thrown) {
    if (!(thrown instanceof Broken) || thrown.trouble.kind !== 'context-overflow') throw thrown;
    const { promptTokens } = thrown.trouble;
    return { text: '', ended: 'length', promptTokens, answerTokens: 0, ignored: [] };
  }
}
