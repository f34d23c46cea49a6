// Tables of sentences for the rules that look at one turn: what they must see, and what they must not.
import { describe, expect, test } from 'vitest';
import type { FaultKind } from '../../../src/core/conversation/fault.ts';
import { faultsOf } from '../../../src/core/conversation/faults-of.ts';
import { beekeeperAndDriver, kindsIn, talk } from './pairs.ts';

const shown: Readonly<Partial<Record<FaultKind, readonly string[]>>> = {
  placeholder: [
    "Hi, I'm [user 1's name].",
    'I am [Your Name], nice to meet you.',
    'Here it is: [link]',
    '[Image of a cat looking at a bird]',
    'Hi, I’m (name).',
    'Hello {name}!',
    'I come from <city>.',
    'My name is ____.',
  ],
  'speaker-label-in-text': ['Nice to meet you, User 1.', 'My name is user 2!', "Hi, I'm [User 1]!"],
  'prompt-leak': [
    'As an AI, I have no favourite.',
    'I am a language model.',
    'Profile of User 1: I like tea.',
    "User 2's personas say so.",
    'The following conversation: hello.',
    'Hello.<|im_end|>',
  ],
  narration: ['*laughs* That was good.', '(She walks away.)', 'That was good. *smiles*'],
  contact: [
    'Write to bee.keeper@example.org today.',
    'See https://example.org/bees for more.',
    'See www.example.org for more.',
    'I bought it at hives.com once.',
    'Call me at 555-123-4567.',
    'Call (555) 123-4567, please.',
    'Call 555-1234, please.',
    'Call +441632960983, please.',
  ],
  'agreement-opener': [
    'Me too! I love it.',
    'Oh, me neither.',
    'That sounds fun, really.',
    'I agree with you.',
  ],
  profanity: ['What the fuck is that?', 'What a load of sh1t.', 'You little BITCH.', 'Such an a$$ he is.'],
};

const notShown: Readonly<Partial<Record<FaultKind, readonly string[]>>> = {
  placeholder: ['It is 3 < 4 and 5 > 2.', 'I like it (a lot).', 'An emoji: :-)'],
  'speaker-label-in-text': ['I am a power user.', 'Computer users like me.', 'User 12 of the list.'],
  'prompt-leak': ['I like your profile picture.', 'I learn a new language.', 'We had a conversation.'],
  narration: ['It is 2 * 3 * 4 in all.', 'I like it (a lot).', 'It was *so* good, I mean it.'],
  contact: [
    'I was born in 1990.',
    'Some 1,000,000 bees.',
    'From 1990-2000 I lived there.',
    'About 100 2000 times.',
    'I like it.Come along.',
  ],
  'agreement-opener': ['She told me too much.', 'The sea sounds great.', 'I agreed to it.'],
  profanity: [
    'I grew up in Scunthorpe.',
    'A cocktail in the cockpit, please.',
    'Cumin, shiitake and basil go well together.',
    'The class will assess the assets.',
    'I paid 455 dollars for it.',
    'I practise kung fu.',
    'Emily Dickinson and Charles Dickens.',
    'I read Moby Dick and Philip K. Dick.',
    'The Sex Pistols and John Lee Hooker.',
    'They met in Fukuoka.',
    'A same-sex couple lives there.',
    'Blue-footed boobies are birds.',
    'I study analytics and analysis.',
  ],
};

const rowsOf = (table: typeof shown) =>
  Object.entries(table).flatMap(([kind, texts]) => texts.map((text) => [text, kind] as const));

describe('the rules on a turn', () => {
  test.each(rowsOf(shown))('see in "%s" the fault %s', (text, kind) => {
    expect(kindsIn('Hello there.', text)).toContain(kind);
  });

  test.each(rowsOf(notShown))('do not see in "%s" the fault %s', (text, kind) => {
    expect(kindsIn('Hello there.', text)).not.toContain(kind);
  });

  test('name the turn and the words', () => {
    expect(faultsOf(talk('Hello.', "Hi, I'm [name]!"), beekeeperAndDriver, null)).toEqual([
      { kind: 'placeholder', turn: 1, span: [8, 14], text: '[name]' },
    ]);
    expect(faultsOf(talk('Hello.', 'Oh, shit.'), beekeeperAndDriver, null)).toEqual([
      { kind: 'profanity', turn: 1, span: [4, 8], text: 'shit' },
    ]);
  });

  test('let a word pass that an answer was cut off in', () => {
    expect(kindsIn('Hello there.', "It's a lot of fu")).toEqual(['cut-off']);
  });

  test('find nothing wrong with an ordinary talk', () => {
    expect(kindsIn('Hello there!', 'Hi. How was the night?', 'Long… and you?', 'She said “fine.”')).toEqual(
      [],
    );
  });
});
