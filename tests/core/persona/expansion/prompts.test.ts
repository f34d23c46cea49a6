import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import {
  attributePrompt,
  bootstrappingPrompt,
  hasAttributeForm,
  inductionPrompt,
  readAttribute,
  readQuestion,
  readQuestions,
} from '../../../../src/core/persona/expansion/prompts.ts';
import { followGrammar } from '../../../../src/engine/scripted/follow-grammar.ts';

describe('a question is read', () => {
  test.each([
    ['Which pets do you have?', 'Which pets do you have?'],
    ['- Which pets do you have ?', 'Which pets do you have?'],
    ['1. “Which pets do you have?”', 'Which pets do you have?'],
    ['Sure. Here is one:\nWhich pets do you have?\nIt is narrow.', 'Which pets do you have?'],
    ['  Which   pets do you have?  ', 'Which pets do you have?'],
  ])('from %j', (text, question) => {
    expect(readQuestion(text)).toEqual({ ok: true, value: question });
  });

  test.each([[''], ['I have a dog.'], ['?'], ['%%% ###'], ['\n\n']])('never from %j', (text) => {
    expect(readQuestion(text)).toMatchObject({ ok: false });
  });

  it('by itself in each line of several', () => {
    expect(readQuestions('1. What do you eat?\n\nwell\n- Where do you live?\nWho')).toEqual({
      ok: true,
      value: ['What do you eat?', 'Where do you live?'],
    });
  });
});

describe('an attribute', () => {
  test.each([
    ['I sing in a choir.', 'I sing in a choir.'],
    ['"My aunt sails"', 'My aunt sails.'],
    ['\n- I sing!\nAnd so on.', 'I sing!'],
  ])('is read from %j', (text, attribute) => {
    expect(readAttribute(text)).toEqual({ ok: true, value: attribute });
  });

  test.each([
    ['I sing.', true],
    ["I'm a baker.", true],
    ['I’ve been to Rome.', true],
    ['My aunt sails.', true],
    ['Mine is blue.', false],
    ['It is I.', false],
    ['Do I sing?', false],
    ['I.', false],
    ['Ironing is what I do.', false],
  ])('of the form %j is one: %s', (text, isOne) => {
    expect(hasAttributeForm(text)).toBe(isOne);
  });
});

describe('whatever a grammar lets a model write', () => {
  const voice = (said: string) => ({ prose: () => said, choose: () => 0, repeat: (least: number) => least });
  const said = 'do you keep, and: why — “so” many (12)';

  it('can be read as what was asked for', () => {
    const induction = inductionPrompt(['I sing.']);
    expect(induction.read(followGrammar(induction.grammar, voice(said)))).toMatchObject({ ok: true });
    const more = bootstrappingPrompt(['Why?'], 4);
    const read = more.read(followGrammar(more.grammar, voice(said)));
    expect(read.ok && read.value).toHaveLength(4);
    const attribute = attributePrompt(['I sing.'], 'Why?');
    const text = attribute.read(followGrammar(attribute.grammar, voice(said)));
    expect(text.ok && hasAttributeForm(text.value)).toBe(true);
  });
});

it('what a person or a file wrote stands in a prompt as it is', () => {
  const hostile = 'I like {{system}} \\n "quotes" <b>and</b> ${more}.';
  for (const { messages } of [inductionPrompt([hostile]), attributePrompt([hostile], 'Why?')])
    expect(messages.at(-1)?.content).toContain(`- ${hostile}`);
});

describe('the prompt to Parley-mini for an attribute', () => {
  const { attribute } = JSON.parse(
    readFileSync(new URL('../../../../models/mini/prompt_forms.json', import.meta.url), 'utf8'),
  ) as { readonly attribute: { known: string[]; question: string; prompt: string } };

  it('is the one that its trainer makes, held to the same form of answer', () => {
    const mini = attributePrompt(attribute.known, attribute.question, 'mini');
    expect(mini.messages).toEqual([{ role: 'user', content: attribute.prompt }]);
    expect(mini.grammar).toBe(attributePrompt(attribute.known, attribute.question).grammar);
  });
});
