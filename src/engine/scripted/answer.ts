// Owns what the scripted engine answers to an ask: always the same text to the same messages, grammar and
// seed.
import type { Ask, AskedChoices, ChoiceProbability } from '../../core/ports.ts';
import { derive } from '../../core/random.ts';
import { chanceFrom, oneOf, type Chance } from './chance.ts';
import { readRequest, turnText, writeDialogue, type Request } from './dialogue.ts';
import { followGrammar, type Voice } from './follow-grammar.ts';
import { interviewVoice } from './interview.ts';

export function scriptedAnswer({ messages, decoding, grammar, choices }: Ask): string {
  // Like any model, it does not heed the seed when it takes the likeliest.
  const greedy = decoding.temperature === 0 || decoding.topP <= 0.01;
  const seed = greedy ? 0 : decoding.seed;
  const said = messages.flatMap(({ role, content }) => [role, content]);
  const chance = chanceFrom(derive(seed, grammar ?? '', ...said));
  const request = readRequest(messages.at(-1)?.content ?? '');
  if (grammar !== undefined) {
    const voice = request ? speakerVoice(request, chance) : interviewVoice(messages, chance);
    return followGrammar(grammar, voice ?? criticVoice(chance));
  }
  if (choices?.after === '') return choices.texts[criticVoice(chance).choose(choices.texts)] ?? '';
  return request
    ? writeDialogue(request, chance)
    : Array.from({ length: 4 }, () => oneOf(remarks, chance)).join(' ');
}

/**
 * Most of the weight lies on what the text says at the place; a hundredth on none of the choices. Like the text, it follows
 * from the messages alone.
 */
export function scriptedChoices(
  { messages }: Ask,
  { texts, after }: AskedChoices,
  text: string,
): { readonly choices?: readonly ChoiceProbability[] } {
  const place = text.indexOf(after);
  const said = place === -1 ? '' : text.slice(place + after.length).toLowerCase();
  const chosen = texts.find((choice) => said.startsWith(choice.toLowerCase()));
  if (chosen === undefined) return {};
  const chance = chanceFrom(derive(0, 'choices', ...messages.map(({ content }) => content)));
  const weight = (60 + chance(39)) / 100;
  const other = (0.99 - weight) / Math.max(1, texts.length - 1);
  const choices = texts.map((choice) => ({ text: choice, probability: choice === chosen ? weight : other }));
  return { choices };
}

const remarks = [
  'Both speakers stay close to what is known of them.',
  'The talk has a beginning and an end.',
  'Some answers are rather general.',
  'Each turn follows from the one before it.',
  'The second speaker asks more than the first.',
] as const;

/**
 * Mostly content, so that a toured run keeps most of what it wrote: contradictions are found now and then.
 */
function criticVoice(chance: Chance): Voice {
  return {
    prose: () => oneOf(remarks, chance),
    choose: (beginnings) => {
      const chosen = chance(beginnings.length);
      if (!isSevere(beginnings[chosen]) || chance(severeOneIn) === 0) return chosen;
      return Math.max(
        0,
        beginnings.findIndex((beginning) => !isSevere(beginning)),
      );
    },
    repeat: (min, max) => min + chance(Math.min(max, min + 3) - min + 1),
  };
}

const severeOneIn = 8;

/** What drops a candidate: a contradiction, a find, a claim, a high degree. */
const isSevere = (beginning = ''): boolean =>
  /^(?:contradict(?:ed|s)|entails|found|yes|[6-9]0|100)/.test(beginning);

/**
 * Speaks one turn at each free text. Repeats by exchanges, the first of which stands before the repetition.
 */
function speakerVoice(request: Request, chance: Chance): Voice {
  let turn = 0;
  return {
    prose: () => {
      const text = turnText(request, turn, chance);
      turn += 1;
      return text;
    },
    choose: (beginnings) => chance(beginnings.length),
    repeat: (min, max) => Math.max(min, Math.min(max, Math.ceil(request.turns / 2) - 1)),
  };
}
