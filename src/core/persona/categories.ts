// Owns which category each attribute gets when a merge tree of them is cut, and what the categories are called.
import { contentWordsOf } from '../conversation/words.ts';
import { cutInto, type MergeTree } from './merge-tree.ts';
import type { Attribute } from './profile.ts';

/** Clusters by attributes in the paper: 323 of 4,723 and 553 of 10,371. */
export const paperShare = { least: 0.05, most: 0.07 } as const;

/** How many clusters the paper would have made of so many attributes; its share is taken in the middle. */
export const paperClusters = (attributes: number): number =>
  Math.max(1, Math.round((attributes * (paperShare.least + paperShare.most)) / 2));

export interface Category {
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

/** The largest first. Leaf i of the tree is attribute i. */
export function categoriesOfCut(
  attributes: readonly Attribute[],
  tree: MergeTree,
  clusters: number,
): readonly Category[] {
  const groups = cutInto(tree, clusters).map((leaves) => leaves.flatMap((leaf) => attributes[leaf] ?? []));
  const everywhere = countsOf(attributes.flatMap(wordsIn));
  const taken = new Set<string>();
  return groups.map((group) => {
    const name = unlike(taken, knownName(group) ?? wordName(group, everywhere));
    taken.add(name);
    return { name, attributes: group };
  });
}

/** What has to change: the attributes whose category is another in the proposal. With `keep`, one that has a category keeps it. */
export const recategorised = (categories: readonly Category[], keep: boolean): readonly Attribute[] =>
  categories.flatMap(({ name, attributes }) =>
    attributes
      .filter(({ category }) => category !== name && !(keep && category))
      .map((attribute) => ({ ...attribute, category: name })),
  );

/** The category that at least half of the attributes already have. */
function knownName(group: readonly Attribute[]): string | undefined {
  const counts = countsOf(group.flatMap(({ category }) => category ?? []));
  return [...counts].find(([, count]) => count * 2 >= group.length)?.[0];
}

/** The two words that tell these attributes best from the others: how many here have it, times how rare it is elsewhere. */
function wordName(group: readonly Attribute[], everywhere: ReadonlyMap<string, number>): string {
  const weight = (word: string, count: number) =>
    count * Math.log(1 + count / (everywhere.get(word) ?? count));
  const words = [...countsOf(group.flatMap(wordsIn))]
    .map(([word, count]) => ({ word, weight: weight(word, count) }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
  return words.length > 0
    ? words
        .slice(0, 2)
        .map(({ word }) => word)
        .join(', ')
    : (group[0]?.text ?? '');
}

const wordsIn = ({ text }: Attribute): readonly string[] => [...new Set(contentWordsOf(text))];

function countsOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function unlike(taken: ReadonlySet<string>, name: string): string {
  let number = 1;
  let unlikely = name;
  while (taken.has(unlikely)) unlikely = `${name} ${(number += 1)}`;
  return unlikely;
}
