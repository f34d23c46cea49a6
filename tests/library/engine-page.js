// Runs in the page under test: unmodified web-llm's MLCEngine, several by name, told what to do by the test. It records
// the tokens drawn and, on request, the logits, through web-llm's own logit processor.
import { CreateMLCEngine } from '/web-llm.js';

const MODEL = 'parley-mini';
const engines = new Map();
/** @type {Map<string, { tokens: number[], logits: number[][] }>} */
const records = new Map();

function recorderFor(name) {
  return {
    processLogits(logits) {
      const record = records.get(name);
      if (record !== undefined) record.logits.push([...logits]);
      return logits;
    },
    processSampledToken(token) {
      records.get(name)?.tokens.push(token);
    },
    resetState() {},
  };
}

async function load(name, { record, library }) {
  const appConfig = {
    cacheBackend: 'cache',
    model_list: [
      {
        model: `${location.origin}/models/parley-mini/resolve/1/`,
        model_id: MODEL,
        model_lib: `${location.origin}${library}`,
      },
    ],
  };
  const options = { appConfig, logLevel: 'SILENT' };
  if (record) options.logitProcessorRegistry = new Map([[MODEL, recorderFor(name)]]);
  const started = performance.now();
  engines.set(name, await CreateMLCEngine(MODEL, options));
  return performance.now() - started;
}

async function complete(name, request) {
  records.set(name, { tokens: [], logits: [] });
  const engine = engines.get(name);
  try {
    const reply = await engine.chat.completions.create({ stream: false, ...request });
    const [choice] = reply.choices;
    const { tokens, logits } = records.get(name);
    const { message, finish_reason: finishReason, logprobs } = choice;
    return {
      ok: true,
      text: message.content ?? '',
      finishReason,
      logprobs,
      usage: reply.usage,
      tokens,
      logits,
    };
  } catch (error) {
    return { ok: false, problem: String(error) };
  }
}

async function reset(name) {
  await engines.get(name).resetChat();
}

globalThis.library = { load, complete, reset };
