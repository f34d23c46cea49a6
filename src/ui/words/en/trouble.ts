// Owns the sentence for each kind of trouble: what happened, to what, and one next step.
import { bytes, count } from './amounts.ts';
import { shortLimitText } from './machine.ts';
import type { Trouble } from '../../../core/trouble.ts';

type Words = {
  readonly [Kind in Trouble['kind']]: (trouble: Extract<Trouble, { kind: Kind }>) => TroubleWords;
};

export interface TroubleWords {
  readonly what: string;
  readonly next: string;
}

const host = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** How to make room for a model. */
const makingRoom = (deletableBytes: number): string =>
  deletableBytes > 0
    ? `Delete files of other models under Models, which take ${bytes(deletableBytes)} in all, then try again.`
    : 'Delete models or projects that you no longer need, forget those projects under “Undo and redo”, or make room on the disk, then try again.';

/** A library's own words, as the end of a sentence. */
const ended = (detail: string): string => (/[.!?…”]$/.test(detail.trim()) ? detail : `${detail.trim()}.`);

const words: Words = {
  'no-adapter': () => ({
    what: 'This browser gives no access to a GPU through WebGPU.',
    next: 'Choose a CPU model in Models, or use a current Chrome or Edge with hardware acceleration on. If it had a GPU before, its graphics have crashed: close all its windows and open it again.',
  }),
  'missing-feature': (trouble) => ({
    what: `The GPU lacks ${trouble.feature}, which ${trouble.model} needs.`,
    next: 'Choose the q4f32 form of the model in Models.',
  }),
  'gpu-limit': (trouble) => ({
    what: `${trouble.model} needs ${shortLimitText(trouble.limit, trouble.needed, trouble.has)}.`,
    next: 'Choose a smaller model or one for the CPU in Models.',
  }),
  'out-of-memory': (trouble) => ({
    what: `${trouble.model} did not fit into the memory that is free.`,
    next: 'Unload another model or choose a smaller one in Models.',
  }),
  'no-network': (trouble) => ({
    what: `${host(trouble.url)} could not be reached.`,
    next: 'Check the network and try again; what was fetched so far is kept.',
  }),
  'not-found': (trouble) => ({
    what: `The file ${trouble.url} is not there.`,
    next: 'Reload the page; if it stays away, build the studio again with npm start.',
  }),
  'bad-model-file': (trouble) => ({
    what: `A file of ${trouble.model} is damaged: ${ended(trouble.detail)}`,
    next: 'Delete the model’s files in Models and fetch them again.',
  }),
  'own-file-lost': (trouble) => ({
    what: `${trouble.file} of your own model ${trouble.model} is no longer whole in this browser.`,
    next: 'Remove the model in Models and add it again from your disk.',
  }),
  'load-failed': (trouble) => ({
    what: `${trouble.model} could not be loaded: ${ended(trouble.detail)}`,
    next: 'Try again, or choose another model in Models.',
  }),
  'engine-lost': (trouble) => ({
    what: `The engine that ran ${trouble.model} was lost: ${ended(trouble.detail)}`,
    next: 'Go on: the model is loaded again, and nothing that was written is repeated.',
  }),
  'engine-hung': (trouble) => ({
    what: `${trouble.model} gave no sign for ${trouble.seconds} seconds and was ended.`,
    next: 'Go on, or choose a smaller model in Models.',
  }),
  'context-overflow': (trouble) => ({
    what: `The prompt has ${trouble.promptTokens} tokens; the model takes ${trouble.contextTokens}.`,
    next: 'Use fewer exemplars or shorter profiles in the plan.',
  }),
  'no-probabilities': (trouble) => ({
    what: `The engine of ${trouble.model} does not say how likely its answers are, which graded columns need.`,
    next: 'Use the written form, or another model.',
  }),
  'name-taken': (trouble) => ({
    what: `There is an expert “${trouble.name}” here already.`,
    next: 'Give it another name.',
  }),
  'bad-panel-file': (trouble) => ({
    what: `The file was not taken in: ${ended(trouble.detail)}`,
    next: 'Choose a panel file that Parley wrote; nothing was changed.',
  }),
  'bad-template': (trouble) => ({
    what: `The prompt of “${trouble.expert}” could not be filled in: ${ended(trouble.detail)}`,
    next: 'Change it in Critics, or use an earlier version.',
  }),
  'host-not-allowed': (trouble) => ({
    what: `The studio refused to contact ${trouble.host}, which is not on its list of hosts.`,
    next: 'If you meant it to, that host has to be listed first; see Settings.',
  }),
  'too-many': (trouble) => ({
    what: `These are ${count(trouble.found)} ${trouble.what}; this step takes at most ${count(trouble.most)} at once.`,
    next: 'Divide them between two projects.',
  }),
  'bad-project-file': (trouble) => ({
    what: `The project file was not opened: ${ended(trouble.detail)}`,
    next: 'Nothing was changed. If it was cut off on its way, fetch or export it again.',
  }),
  'endpoint-away': (trouble) => ({
    what: `Nothing that this page may read answers at ${trouble.host}.`,
    next: `Either no server runs there, or it does not allow the origin ${location.origin} (CORS). vLLM, SGLang and llama.cpp allow every origin unless told otherwise; Ollama allows pages of its own machine, and others by OLLAMA_ORIGINS=${location.origin}.`,
  }),
  'endpoint-strange': (trouble) => ({
    what: `What answers at ${trouble.host} gives no list of models as an OpenAI-compatible server does.`,
    next: 'Check the address; it mostly ends in /v1.',
  }),
  'endpoint-busy': (trouble) => ({
    what: `${trouble.host} turned the call away six times (status ${trouble.status}).`,
    next: 'Go on later, or let fewer calls run at once under Models.',
  }),
  'endpoint-refused': (trouble) => ({
    what:
      trouble.status === 401 || trouble.status === 403
        ? `${trouble.host} did not accept the key (status ${trouble.status}).`
        : `${trouble.host} refused the call (status ${trouble.status}).${trouble.detail === '' ? '' : ` It says: “${trouble.detail}”`}`,
    next:
      trouble.status === 401 || trouble.status === 403
        ? 'Give its key under Models, and go on.'
        : 'Check the model’s name and how its answers are held to a form under Models.',
  }),
  'quota-full': () => ({
    what: 'The browser’s storage for this site is full, so the last result was not kept.',
    next: 'Everything before is safe. Delete models in Models, or projects you no longer need and then forget them under “Undo and redo”; then go on.',
  }),
  'no-room-for-model': (trouble) => ({
    what: `The browser’s storage for this site became full before all of ${trouble.model} was kept; what came whole stays.`,
    next: makingRoom(trouble.deletableBytes),
  }),
  'model-exceeds-storage': (trouble) => ({
    what: `${trouble.model} needs about ${bytes(trouble.missingBytes)} more of the browser’s storage, where ${bytes(trouble.freeBytes)} are free.`,
    next: makingRoom(trouble.deletableBytes),
  }),
  'mirror-gone': () => ({
    what: 'The folder for the mirror is no longer where it was, so the project was not written there.',
    next: 'Choose a folder again; everything is safe in this browser.',
  }),
  'mirror-refused': () => ({
    what: 'The browser did not let the studio write into the folder for the mirror.',
    next: 'Allow it again, or choose another folder; everything is safe in this browser.',
  }),
  'mirror-unwritable': () => ({
    what: 'Nothing can be written into the folder for the mirror: its disk, its rights or another program forbids it.',
    next: 'Make the folder writable or choose another one; everything is safe in this browser.',
  }),
  'mirror-full': () => ({
    what: 'The disk of the folder for the mirror is full, so the project was not written there.',
    next: 'Make room there, or choose another folder; everything is safe in this browser.',
  }),
  'store-blocked': () => ({
    what: 'Another tab holds an older version of the studio’s data open.',
    next: 'Close the other tabs of Parley and reload this one.',
  }),
  'store-refused': () => ({
    what: 'The browser lets this site keep nothing, so there is no place for your work.',
    next: 'Allow cookies and site data for this address, or leave private browsing, then reload.',
  }),
  'insecure-address': () => ({
    what: 'The studio was opened over plain http from another machine, where browsers keep nothing safely.',
    next: 'Open it over https, or at http://127.0.0.1 on the machine that serves it.',
  }),
  'store-newer': (trouble) => ({
    what: `The data here was written by a newer Parley (version ${trouble.found}; this one knows ${trouble.known}).`,
    next: 'Update Parley and start it again; nothing was changed.',
  }),
  'store-lost': (trouble) => ({
    what: `The browser closed the studio’s database: ${ended(trouble.detail)}`,
    next: 'Reload the page; everything written before is kept.',
  }),
  'studio-silent': (trouble) => ({
    what: `The studio’s worker has given no sign for ${trouble.seconds} seconds.`,
    next: 'Reload the page; everything written before is kept, and a run goes on from there.',
  }),
  'open-elsewhere': (trouble) => ({
    what: `“${trouble.project}” is open in another tab, which writes to it; nothing was changed here.`,
    next: 'Change it there, or press “Work here” to go on in this tab.',
  }),
  'running-elsewhere': (trouble) => ({
    what: `“${trouble.run}” is being run in another tab.`,
    next: 'Watch it there, or pause it there and go on here.',
  }),
  'bad-file': (trouble) => ({
    what: `${trouble.file} cannot be read: ${trouble.detail}.`,
    next: 'Check the file, or take another one.',
  }),
  'run-unfinished': (trouble) => ({
    what: `“${trouble.run}” can still go on, and would write again what is missing.`,
    next: 'Stop the run, then delete its conversations.',
  }),
  'run-going-on': (trouble) => ({
    what: `“${trouble.run}” is still at work on its conversations.`,
    next: 'Pause it, then send the conversation back.',
  }),
  gone: (trouble) => ({ what: `This ${trouble.what} is no longer here.`, next: 'Go back to Projects.' }),
  'no-rewrite': (trouble) => ({
    what: `${trouble.model} did not rewrite the turns: ${trouble.detail}.`,
    next: 'Try another model, or fewer turns at a time.',
  }),
  interrupted: () => ({
    what: 'Paused: the studio was closed, or crashed, in the middle.',
    next: 'Nothing that was written is lost, and nothing will be repeated.',
  }),
  stopped: () => ({ what: 'It was stopped before it ended.', next: 'Start it again when you like.' }),
  unexpected: (trouble) => ({
    what: `Something went wrong that the studio did not foresee: ${ended(trouble.detail)}`,
    next: 'Reload the page; everything written before is kept.',
  }),
};

/** The kind names the one entry that fits it; the compiler can't follow that through the index. */
export const troubleWords = (trouble: Trouble): TroubleWords =>
  (words[trouble.kind] as (trouble: Trouble) => TroubleWords)(trouble);
