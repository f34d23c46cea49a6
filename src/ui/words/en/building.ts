// Owns the words of building profiles, and of changing one by hand.
import type { BuildingLive } from '../../../core/persona/building/view.ts';
import type { Inconsistent } from '../../../core/persona/profile.ts';
import { count, counted } from './amounts.ts';

const relations: Readonly<Record<Inconsistent['relation'], (text: string, like: string) => string>> = {
  contradicts: (text, like) => `Left out: “${text}” contradicts “${like}”`,
  entails: (text, like) => `Left out: “${text}” and “${like}” follow from one another`,
  unreadable: (text, like) => `Left out: what the critic said of “${text}” and “${like}” could not be read`,
};

export const buildingWords = {
  build: 'Build profiles',
  title: 'Build profiles',
  text: 'Attributes are added one by one at random. What does not fit those that are in is left out, listed with its reason, and you can overrule it.',
  count: 'Profiles',
  countHint: 'How many to build.',
  size: 'Attributes a profile',
  sizeHint: 'Paper: 5. At most one of a category.',
  redundancy: 'Leave out what is redundant',
  redundancyHint:
    'What is too near in meaning to an attribute that is in. Paper: above 0.9, of another encoder.',
  above: 'Cosine above',
  consistency: 'Leave out what is inconsistent',
  routes: { none: 'Not asked', 'three-way': 'Three-way question', negations: 'By negations' },
  routeHints: {
    none: 'No model is asked.',
    'three-way':
      'The critic says of each two whether they entail, contradict or are neutral, with its reason first.',
    negations:
      'The paper’s way: whether either entails the negation of the other, which the model writes. Four calls for each two.',
  },
  critic: 'Critic',
  promptForm: (name: string): string =>
    `${name} can’t be asked how two attributes go together. Choose another critic.`,
  tried: 'Tried a profile, at most',
  triedHint: 'Then it stays as it is. The paper states no limit.',
  seed: 'Seed',
  seedHint: 'The same plan and attributes build the same profiles.',
  mostCalls: (calls: number): string =>
    `At most ${counted(calls, 'engine call')}; what is known of two attributes is not asked again.`,
  needs: 'Building needs attributes. Add some first.',
  start: 'Build profiles',
  starting: 'Starting …',
  cancel: 'Cancel',

  progress: 'Profiles built',
  done: (done: number, all: number): string => `${count(done)} of ${counted(all, 'profile')}`,
  pause: 'Pause',
  goOn: 'Go on',
  stop: 'Stop',
  stopTitle: 'Stop building for good?',
  stopText: 'The profiles that were built stay. Stopped building cannot go on; pause it if you may want to.',
  stopConfirm: 'Stop building',
  stopCancel: 'Keep it',
  live: (live: BuildingLive): string =>
    live.kind === 'placing'
      ? `Placing the attributes by their meaning: ${count(live.done)} of ${count(live.total)}`
      : `Profile ${count(live.profile + 1)}: ${live.about} ${live.text.replaceAll('\n', ' ')}`,
  inconsistent: ({ attribute, like, relation, reason }: Inconsistent): string =>
    [relations[relation](attribute.text, like.text), ...(reason ? [`The critic: ${reason}`] : [])].join(
      ' · ',
    ),

  unfinished: 'being built',
  locked: 'locked',
  lock: (number: number): string => `Lock profile ${count(number)}`,
  unlock: (number: number): string => `Unlock profile ${count(number)}`,
  edit: (number: number): string => `Edit profile ${count(number)}`,
  takeOut: (text: string): string => `Take out “${text}”`,
  add: 'Add',
  addHint: 'Add an attribute, one that is here or a new one',
  addLabel: 'Attribute to add',
  editDone: 'Done',
} as const;
