// Holds what Parley-mini is asked for as a generator to the texts that it was trained on.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../../src/core/conversation/conversation.ts';
import type { Pair } from '../../../src/core/persona/profile.ts';
import { generatorPrompt, promptsToTry } from '../../../src/core/run/generator-prompt.ts';
import { planWith } from './harness.ts';

type Profiles = readonly [readonly string[], readonly string[]];

const { writing, exemplar } = JSON.parse(
  readFileSync(new URL('../../../models/mini/prompt_forms.json', import.meta.url), 'utf8'),
) as {
  readonly writing: { profiles: Profiles; turns: number; prompt: string };
  readonly exemplar: {
    profiles: Profiles;
    turns: number;
    shown: { profiles: Profiles; turns: Turn[] };
    prompt: string;
  };
};

const source = { name: 'written for the tests', licence: 'CC0-1.0' };
const pairOf = ([first, second]: Profiles): Pair => ({
  id: 'pair',
  profiles: [profileOf('one', first), profileOf('two', second)],
});
const profileOf = (id: string, texts: readonly string[]) => ({
  id,
  attributes: texts.map((text, index) => ({ id: `${id}${index}`, text, source })),
});
const conversationOf = (id: string, { profiles, turns }: typeof exemplar.shown): Conversation => ({
  ...{ owner: 'seed', id, pair: pairOf(profiles), turns, faults: [], raw: '' },
  origin: { kind: 'written', note: '', source },
});

const plan = planWith({ promptForm: 'mini' });
const shown = [conversationOf('first', exemplar.shown), conversationOf('second', exemplar.shown)];

describe('the prompt to Parley-mini for a conversation', () => {
  it('is the one that its trainer makes, without an exemplar and with one', () => {
    const bare = generatorPrompt(plan, pairOf(writing.profiles), writing.turns, []);
    expect(bare.messages).toEqual([{ role: 'user', content: writing.prompt }]);
    const few = generatorPrompt(plan, pairOf(exemplar.profiles), exemplar.turns, shown.slice(0, 1));
    expect(few.messages).toEqual([{ role: 'user', content: exemplar.prompt }]);
  });

  it('shows the first exemplar alone, and says which, and is tried without where it does not fit', () => {
    const prompts = promptsToTry(plan, pairOf(exemplar.profiles), exemplar.turns, shown);
    expect(prompts.map(({ exemplarIds }) => exemplarIds)).toEqual([['first'], []]);
  });
});
