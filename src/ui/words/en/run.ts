// Owns the words of the Run screen: the plan as a form, and the run as it goes.
import type { Preset, RunState } from '../../../core/run/plan.ts';
import { count as number, counted } from './amounts.ts';

/** Ranges may begin at a hundredth. */
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export const presetWords: Readonly<Record<Preset, string>> = {
  Quick: 'For small models and the CPU: short talks, one exemplar, alternation held by a grammar.',
  Studio: 'The default: the paper’s loop with its gaps mended. Rules drop what is broken.',
  Paper: 'Every number as published. Rules report and never drop.',
};

export const runStateWords: Readonly<Record<RunState, string>> = {
  running: 'Running',
  paused: 'Paused',
  stopped: 'Stopped',
  finished: 'Finished',
};

/** On the button that was pressed, while the call under way is let go. */
export const haltingWords = { pause: 'Pausing…', stop: 'Stopping…' } as const;

export const candidateStandingWords = {
  written: 'To be judged',
  passed: 'Passed',
  dropped: 'Dropped',
  unreadable: 'Unreadable',
  kept: 'Kept',
  'not chosen': 'Not chosen',
} as const;

export const plan = {
  title: 'Run',
  context: 'A generator writes candidates for each pair, rules and a critic judge them, the best is kept.',
  loading: 'Looking at this machine and its models…',
  start: 'Start run',
  starting: 'Starting…',
  why: 'Proposed for this machine',
  download: (amount: string) => `To download first: ${amount}.`,
  noDownload: 'Nothing to download.',
  nextStep: 'Next step up:',
  onCpu: {
    text: 'The download takes a while. The CPU model is here already and shows the loop at once.',
    start: 'Start now on the CPU',
    undo: 'Use the proposed models',
  },
  memory: {
    question: 'How much memory may a model use?',
    hint: 'The browser does not tell how much there is, so a proposal without your answer is a guess.',
    option: (gigabytes: number) => `${gigabytes} GB`,
  },
  preset: 'Preset',
  changed: 'changed',
  models: {
    title: 'Models',
    generator: 'Generator',
    critic: 'Critic',
    noCritic: 'No critic: the rules judge alone',
    option: (name: string, quantisation: string, state: string) =>
      [name, quantisation, state].filter((part) => part !== '').join(' · '),
    here: 'here',
    toDownload: (amount: string) => `${amount} to download`,
    unfit: 'does not fit',
    unavailable: 'not available',
    facts: (family: string, parameters: string, context: number, licence: string, megabytes: number) => {
      const memory = megabytes > 0 ? `needs about ${number(megabytes)} MB of memory` : '';
      const facts = [family, parameters, context && `${number(context)} tokens of context`, licence, memory];
      return facts.filter((part) => part && part !== '0').join(' · ');
    },
    same: 'Critic and generator are one model, so it judges its own work.',
  },
  pairs: {
    title: 'Pairs',
    which: 'Which pairs',
    all: (count: number) => `All ${number(count)}`,
    first: 'The first',
    firstCount: 'How many of the first pairs',
    pick: 'Pick from the list',
    list: 'Pairs of this project',
    chosen: (count: number, of: number) => `${number(count)} of ${counted(of, 'pair')} chosen`,
    name: (position: number) => `Pair ${number(position)}`,
    none: 'Clear',
    everything: 'All',
  },
  noPairs: {
    title: 'A run needs pairs',
    text: 'A pair is two profiles that are to talk. Import some, add the bundled ones, or draw them from your attributes.',
    go: 'Open Personas',
  },
  loop: 'Loop',
  length: 'Length',
  decoding: 'Decoding',
  fields: {
    candidates: 'Candidates per pair',
    candidatesHint: 'Written for each pair; the best is kept. The paper does not say how many.',
    rounds: 'Rounds',
    roundsHint: 'Each round learns from the last one’s winners. Paper: 3.',
    rewrites: 'Rewrites',
    rewritesHint: 'Fresh attempts when every candidate is dropped. The paper does not say.',
    exemplars: 'Exemplars',
    exemplarsHint: 'Conversations shown to the generator, as many as fit its context. Paper: 5.',
    exemplarsMini: 'Parley-mini is shown one at most, and writes without where it has no room. Paper: 5.',
    turnsAsked: 'Turns asked for',
    turnsAskedHint: 'What the prompt asks for. Paper: more than 5 and fewer than 8.',
    turnsAllowed: 'Turns allowed',
    turnsAllowedHint: 'Outside of this a candidate has a hard fault. Paper: not checked.',
    least: 'least',
    most: 'most',
    temperature: 'Temperature',
    temperatureHint: 'Higher is more varied; 0 always takes the likeliest word. Paper: 0.7.',
    topP: 'Top-p',
    topPHint: 'Only the likeliest words of this share together; 1 is off. Paper: off.',
    topK: 'Top-k',
    topKHint: 'Only so many of the likeliest words; 0 is off. Paper: 40.',
    repetitionPenalty: 'Repetition penalty',
    repetitionPenaltyHint: 'Makes words of the last text less likely; 1 is off. Paper: off.',
    topKIgnored: 'WebLLM has no top-k: recorded as asked, and ignored.',
    seed: 'Seed',
    seedHint: 'The same plan and seed on the same machine repeat the run.',
    name: 'Name',
    dialogueGrammar: 'Hold speakers to alternating lines by a grammar',
    dialogueGrammarHint: 'Small models need it. Paper: no grammar.',
    rulesDrop: 'Rules drop candidates with hard faults',
    rulesDropHint: 'Paper: rules report and never drop.',
  },
  problems: {
    number: 'Enter a number.',
    whole: 'Enter a whole number.',
    range: (min: number, max: number) => `From ${exact.format(min)} to ${exact.format(max)}.`,
    order: 'The least is more than the most.',
    askedOutside: 'Some of the turns asked for would be dropped as not allowed.',
    noPairs: 'Choose at least one pair.',
    firstCount: (max: number) => `From 1 to ${number(max)}.`,
    noName: 'Give the run a name.',
    generator: 'Choose a generator that this machine can run.',
    count: (count: number) => `${counted(count, 'thing')} to mend before it can start.`,
  },
  cost: {
    title: 'Cost',
    calls: (count: number) => counted(count, 'engine call'),
    atLeast: 'at least, when nothing is dropped',
    writing: 'Writing',
    filters: 'Filters',
    comparisons: 'Comparisons',
    scores: 'Scores',
    storage: (amount: string) => `Keeping it takes about ${amount} of this browser’s storage.`,
    tooLittleStorage: (needed: string, free: string) =>
      `This takes about ${needed} of storage, and the browser has ${free} left. Delete models or projects first; a run that fills the storage pauses, with everything so far kept.`,
    modelLoads: 'Models to load',
    tokensRead: 'Tokens to read',
    tokensWritten: 'Tokens to write',
    time: (time: string) => `about ${time}, as these models ran here before`,
    timeUnknown: 'How long it takes is known once these models have run here.',
    perConversation: (time: string) => `${time} for each kept conversation`,
    rewrites: (calls: number, loads: number) =>
      `Rewrites can add up to ${counted(calls, 'call')}${loads > 0 ? ` and ${counted(loads, 'load')} of a model` : ''}.`,
    nothing: 'Complete the plan to see its cost.',
  },
  runName: (preset: Preset, number: number) => `${preset} run ${number}`,
};

export const formerRuns = {
  title: 'Runs of this project',
  line: (kept: number, total: number, failed: number) =>
    `${number(kept)} of ${number(total)} kept${failed > 0 ? `, ${number(failed)} failed` : ''}`,
  goOn: 'Go on',
  goOnWith: (name: string) => `Go on with ${name}`,
};

export const live = {
  loading: 'Reading the run…',
  back: 'All runs',
  pause: 'Pause',
  goOn: 'Go on',
  stop: 'Stop',
  stopTitle: 'Stop this run for good?',
  stopText:
    'What was made stays, and can be exported. A stopped run cannot go on; pause it if you may want to.',
  stopConfirm: 'Stop the run',
  stopCancel: 'Keep it',
  conversations: 'Conversations',
  download: 'Download JSON',
  progress: 'Pairs and rounds done',
  kept: 'kept',
  failed: 'failed',
  dropped: 'dropped',
  left: 'left',
  timeLeft: (time: string) => `about ${time} left`,
  timeUnknown: 'time left is known after the first pair',
  speed: (tokensPerSecond: string) => `${tokensPerSecond} tokens/s`,
  loadingModel: (name: string) => `Loading ${name}`,
  bytesOf: (done: string, total: string) => `${done} of ${total}`,
  paused: 'Paused. Nothing that was written is lost, and nothing will be repeated.',
  stayAwake: 'Keep this machine awake while it runs',
  notify: 'Notify me when it ends',
  stopped: 'Stopped. What was made stays here and can be exported.',
  planFacts: (preset: Preset, generator: string | null, critic: string | null) => {
    const judges = critic === null ? 'the rules judge' : `${critic} judges`;
    return generator === null ? `Judging alone: ${judges}` : `${preset}: ${generator} writes, ${judges}`;
  },
  conversationAtHand: (position: number, all: number) => `Conversation ${number(position)} of ${number(all)}`,
  pairAtHand: (pair: number, pairs: number, round: number, rounds: number) =>
    `Pair ${number(pair)} of ${number(pairs)}, round ${round} of ${rounds}`,
  noPair: 'No pair is being worked on.',
  waitingPair: 'Getting ready for the first pair…',
  candidate: (candidate: number, attempt: number) =>
    attempt === 1 ? `Candidate ${candidate}` : `Candidate ${candidate}, attempt ${attempt}`,
  writing: 'Being written',
  judging: (expert: string) => `${expert} is being asked`,
  judgingAbout: (candidates: readonly string[]) => `about ${candidates.join(' and ').toLowerCase()}`,
  answerSoFar: 'Its answer so far',
  candidates: 'Candidates of this pair',
  unnamedCandidate: 'Conversation',
  nothingYet: 'The conversation appears here as it is written.',
  noCandidates: 'No candidate has been written yet.',
  follow: 'Follow the run',
  announce: (candidate: string, expert: string, decision: string) => `${candidate}, ${expert}: ${decision}`,
  noFaults: 'No faults',
  yield: {
    title: 'Yield',
    candidates: 'Written',
    judged: 'Looked at',
    unreadable: 'Unreadable',
    droppedBy: (what: string) => `Dropped: ${what}`,
    what: 'Candidates',
    count: 'Count',
    share: 'Share',
    nothing: 'Nothing was dropped so far.',
    note: 'A candidate with several reasons is counted under each.',
  },
  outcomes: {
    title: 'Latest pairs',
    judged: 'Latest conversations',
    none: 'The first pair is still being worked on.',
    conversation: (position: number) => `Conversation ${number(position)}`,
    dropped: 'Dropped',
    place: (pair: number, round: number) => `Pair ${number(pair)}, round ${round}`,
    kept: 'Kept',
    failed: 'Failed',
    reopened: 'To be tried again',
  },
  failures: {
    title: (count: number) => counted(count, 'failed pair'),
    text: 'No candidate passed, also after all rewrites. Trying again grants as many attempts once more.',
    again: 'Try again',
    againPlace: (pair: number, round: number) => `Try pair ${number(pair)}, round ${round} again`,
    all: 'Try all again',
    more: (count: number) => `and ${counted(count, 'more', 'more')}`,
  },
};
