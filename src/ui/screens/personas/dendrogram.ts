// Owns the drawing of a merge tree: its upper merges as brackets, the root at the top, with the height where it is cut. Pure.
import type { MergeTree } from '../../../core/persona/merge-tree.ts';

export const drawing = { width: 1000, height: 160 } as const;

/** More would be narrower than a line. */
const mostMerges = 600;

export interface Dendrogram {
  /** Of the merges below the cut, which make the clusters; the data of an SVG path. */
  readonly made: string;
  /** Of the merges above it. */
  readonly undone: string;
  /** From the top. */
  readonly cut: number;
}

export function dendrogram({ leaves, merges }: MergeTree, clusters: number): Dendrogram {
  const firstDrawn = Math.max(0, merges.length - mostMerges);
  const drawn = merges.slice(firstDrawn);
  const most = merges.at(-1)?.distance || 1;
  const heightOf = (distance: number) => drawing.height * (1 - Math.max(0, distance) / most) * 0.96 + 2;
  const tops = new Map<number, readonly [x: number, y: number]>();
  const ends = endsBelow(leaves, firstDrawn, drawn.length);
  ends.forEach((node, place) => {
    const made = merges[node - leaves];
    tops.set(node, [((place + 0.5) / ends.length) * drawing.width, heightOf(made?.distance ?? 0)]);
  });
  const paths = { made: '', undone: '' };
  const cutAt = leaves - clusters;
  drawn.forEach(({ first, second, distance }, index) => {
    const [[x1, y1], [x2, y2]] = [tops.get(first) ?? [0, 0], tops.get(second) ?? [0, 0]];
    const y = heightOf(distance);
    tops.set(leaves + firstDrawn + index, [(x1 + x2) / 2, y]);
    const bracket = `M${x1.toFixed(1)} ${y1.toFixed(1)}V${y.toFixed(1)}H${x2.toFixed(1)}V${y2.toFixed(1)}`;
    paths[firstDrawn + index < cutAt ? 'made' : 'undone'] += bracket;
  });
  const [below, above] = [merges[cutAt - 1]?.distance ?? 0, merges[cutAt]?.distance ?? most];
  return { ...paths, cut: heightOf((below + above) / 2) };

  /** The nodes that stand at the foot, from left to right, so that no two brackets cross. */
  function endsBelow(leafCount: number, from: number, count: number): readonly number[] {
    const found: number[] = [];
    const open = [leafCount + from + count - 1];
    while (open.length > 0) {
      const node = open.pop() ?? 0;
      const merge = node >= leafCount + from ? merges[node - leafCount] : undefined;
      if (merge) open.push(merge.second, merge.first);
      else found.push(node);
    }
    return found;
  }
}
