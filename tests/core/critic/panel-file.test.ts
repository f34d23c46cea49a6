import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { versionOf } from '../../../src/core/critic/expert-version.ts';
import { ownText } from '../../../src/core/critic/own-experts.ts';
import { formatPanel, parsePanel, type PanelExpert } from '../../../src/core/critic/panel-file.ts';
import { first } from './first-version.ts';

const food: PanelExpert = {
  name: 'speaks of food',
  kind: 'filter',
  inUse: 2,
  versions: [1, 2].map((number) =>
    versionOf('speaks of food', number, {
      ...ownText('filter'),
      criterion: `Is food named? ${number} {{ claims }}`,
    }),
  ),
};
const toxicity: PanelExpert = {
  name: 'toxicity',
  kind: 'filter',
  inUse: 3,
  versions: [versionOf('toxicity', 3, { ...first('toxicity').text, criterion: 'toxicity: “rude”? </b> %}' })],
};

describe('a panel file', () => {
  test('gives back the experts that were written', () => {
    expect(parsePanel(formatPanel([food, toxicity]))).toEqual({ ok: true, value: [food, toxicity] });
  });

  test('of any text is read without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parsePanel(text).ok).toBe(false);
      }),
    );
  });

  const changed = (change: (expert: PanelExpert) => object) => formatPanel([change(food) as PanelExpert]);
  const [one, two] = food.versions;

  test.each<[string, string, string]>([
    ['no JSON', 'x', 'it is no JSON'],
    ['another kind of file', '{"format":"parley","version":1}', 'not a panel'],
    ['a newer one', '{"format":"parley-panel","version":9}', 'newer Parley'],
    ['a changed text', formatPanel([food]).replace('food named? 1', 'food named? 9'), 'hash'],
    [
      'a version twice',
      changed((expert) => ({ ...expert, versions: [one, one] })),
      'two versions of one number',
    ],
    ['a version that is not there', changed((expert) => ({ ...expert, inUse: 5 })), 'does not have'],
    [
      'an expert without any',
      changed((expert) => ({ ...expert, inUse: null, versions: [] })),
      'has no version',
    ],
    ['another’s version', changed((expert) => ({ ...expert, name: 'other' })), 'another expert'],
    ['a name with a tilde', changed((expert) => ({ ...expert, name: 'a~b' })), 'name'],
    [
      'a template that could run without end',
      formatPanel([
        {
          ...food,
          versions: [
            versionOf(food.name, 1, {
              ...ownText('filter'),
              question: '{% macro f() %}{{ f() }}{% endmacro %}',
            }),
            two ?? raise(),
          ],
        },
      ]),
      'can’t be filled in',
    ],
  ])('is refused with a sentence for %s', (_, text, problem) => {
    const read = parsePanel(text);
    expect(!read.ok && read.problem).toContain(problem);
  });
});

function raise(): never {
  throw new Error('There are two versions.');
}
