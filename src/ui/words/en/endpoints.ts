// Owns the words for servers that the person adds.
import type { EndpointRow, EndpointTrial, ProbedEndpoint } from '../../../../workers/studio-api/models.ts';
import { count, counted, seconds } from './amounts.ts';

export const endpointWords = {
  title: 'Servers',
  text: 'OpenAI-compatible servers that you run or rent: vLLM, SGLang, llama.cpp, Ollama, or a cluster behind one. What is written and judged with them passes through them.',
  none: 'None added. A large run takes days on one graphics card; a server can take many calls at once.',
  add: 'Add a server',
  edit: 'Edit',
  forget: 'Forget',
  forgotten: (name: string): string => `Forgot ${name} and its key`,
  tryIt: 'Try',
  trying: 'Asking …',
  withName: (verb: string, name: string): string => `${verb}: ${name}`,
  offers: ({ models, callsAtOnce, contextTokens }: EndpointRow): string =>
    `${counted(models.length, 'model')} · ${counted(callsAtOnce, 'call')} at once · ${count(contextTokens)} tokens of context`,
  keys: {
    none: 'No key',
    'in this session': 'Key kept until this tab closes',
    remembered: 'Key remembered in this browser',
  } satisfies Record<EndpointRow['key'], string>,
  worked: ({ seconds: taken, text, givesProbabilities }: EndpointTrial): string =>
    `Answered “${text.trim().slice(0, 40)}” in ${seconds(taken)}, ${givesProbabilities ? 'with' : 'without'} probabilities.`,
  dialogTitle: (name: string | null): string => (name === null ? 'Add a server' : `Edit ${name}`),
  address: 'Address',
  addressHint: 'Such as http://127.0.0.1:8000/v1 or https://api.example.com/v1',
  key: 'Key',
  keyHint: 'Only if it asks for one. It is never exported and never logged.',
  keyKept: 'Leave empty to keep the one it has.',
  remember: 'Remember the key in this browser',
  look: 'Look for models',
  looking: 'Looking …',
  problems: {
    'no-address': 'Type the server’s address.',
    'no-web-address': 'This is no web address.',
    'not-encrypted':
      'Over the network only https is let through; plain http is for 127.0.0.1 and localhost. Tunnel it, or put it behind https.',
  } satisfies Record<Extract<ProbedEndpoint, { kind: 'no address' }>['problem'], string>,
  name: 'Name',
  nameHint: 'Stands in every record that it makes, instead of its address.',
  models: 'Models to offer',
  noModels: 'The server lists none. Load one there, and look again.',
  findModel: 'Find a model',
  dialect: 'Answers are held to their form by',
  dialects: {
    'llama.cpp': 'A grammar (llama.cpp)',
    vllm: 'A grammar (vLLM)',
    sglang: 'A grammar (SGLang)',
    'json-schema': 'A JSON schema (OpenAI and others)',
    ollama: 'A JSON schema (Ollama)',
    plain: 'The prompt alone',
  } satisfies Record<EndpointRow['dialect'], string>,
  dialectHint: 'What comes out of form is asked again, then counted as unreadable.',
  callsAtOnce: 'Calls at once',
  callsHint: '1 to 256. So many pairs are worked on at the same time; the results are the same.',
  callsProblem: 'A whole number from 1 to 256.',
  contextTokens: 'Context in tokens',
  contextHints: {
    usual: 'As the server was started. A prompt that does not fit is shortened by an exemplar.',
    ollama:
      'Ollama cuts a longer prompt without a word. It takes 4,096 unless it was started with OLLAMA_CONTEXT_LENGTH; say the same here.',
  },
  contextProblem: 'A whole number from 512 to 10,000,000.',
  givesProbabilities: 'It gives log-probabilities',
  save: 'Save',
  cancel: 'Cancel',
};
