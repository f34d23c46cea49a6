// Owns hearing each engine call of the studio from inside of its two workers. It only looks at the messages that pass and
// notes when; one short message a call tells the bench.
//   asked, answered   the studio's worker hands a prompt to the engine worker, and has its answer
//   computed          the engine worker hands the prompt to llama.cpp's own worker, and has the last of its results

export const channelName = 'parley-bench';

/**
 * @typedef {{
 *   readonly messages: readonly { readonly role: 'system' | 'user' | 'assistant', readonly content: string }[],
 *   readonly decoding: { temperature: number, topP: number, topK: number, repetitionPenalty: number, maxTokens: number, seed: number },
 *   readonly grammar?: string,
 * }} Ask
 * @typedef {{ readonly text: string, readonly answerTokens: number }} Answer
 * @typedef {{ readonly kind: 'answered', readonly ask: Ask, readonly answer: Answer, readonly begun: number, readonly ended: number }} Answered
 * @typedef {{ readonly kind: 'computed', readonly begun: number, readonly ended: number }} Computed
 */

/** Runs in a worker, before its own program: it must stand alone. */
export function probe() {
  const channel = new BroadcastChannel('parley-bench');
  const post = Worker.prototype.postMessage;
  const known = new WeakSet();
  /** @type {Map<string, { ask: unknown, begun: number }>} */
  const asked = new Map();
  let computingSince = 0;
  let waitingFor = 0;

  Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any[]} */ ...rest) {
    if (!known.has(this)) {
      known.add(this);
      this.addEventListener('message', ({ data, timeStamp }) => hear(data, timeStamp));
    }
    const begun = performance.now();
    // complete(call, ask, onText)
    if (message?.type === 'APPLY' && message.path?.[0] === 'complete')
      asked.set(message.id, { ask: message.argumentList[1].value, begun });
    if (message?.verb === 'wllama.action' && message.args[0] === 'completion') computingSince = begun;
    if (message?.verb === 'wllama.action' && computingSince > 0) waitingFor = message.callbackId;
    return post.call(this, message, ...rest);
  };

  function hear(/** @type {any} */ data, /** @type {number} */ ended) {
    const call = asked.get(data?.id);
    if (call) {
      asked.delete(data.id);
      if (data.type === 'RAW') channel.postMessage({ kind: 'answered', ...call, answer: data.value, ended });
    }
    // wllama's own handler has run before this one, and has asked for more where there is more.
    if (computingSince > 0 && data?.callbackId === waitingFor) {
      channel.postMessage({ kind: 'computed', begun: computingSince, ended });
      computingSince = 0;
    }
  }
}
