// Owns the plot of one figure: a dot a set with its interval and its value in words, so that nothing depends on colour. Drawn
// by Observable Plot, which is fetched when the first figure is opened.
import type { EvaluatedSet } from '../../../../workers/studio-api/evaluate.ts';
import { evaluateWords as words } from '../../words/en/evaluate.ts';
import type { FigureRow } from './figures.ts';

export interface PlotLook {
  readonly width: number;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly font: string;
  readonly ground: string;
}

const rowHeight = 46;

interface PlotPoint {
  readonly name: string;
  readonly place: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly text: string;
}

/** Sets on which the figure is defined, in the order of the columns. */
export function pointsOf(row: FigureRow, columns: readonly EvaluatedSet[]): readonly PlotPoint[] {
  const scale = row.format === 'share' || row.format === 'points' ? 100 : 1;
  return columns.flatMap((column, place) => {
    const { value = null, interval = null } = row.estimates[place] ?? {};
    if (value === null) return [];
    return [
      {
        name: words.column(column),
        place,
        value: scale * value,
        low: scale * (interval?.low ?? value),
        high: scale * (interval?.high ?? value),
        text: words.value(value, row.format),
      },
    ];
  });
}

/** Intervals tell how far apart is far; without them only the whole length does. */
const beginsAtZero = ({ format, estimates }: FigureRow): boolean =>
  format !== 'number' || estimates.every(({ interval }) => interval === null);

type Plotting = typeof import('@observablehq/plot');

export async function drawPlot(
  row: FigureRow,
  columns: readonly EvaluatedSet[],
  look: PlotLook,
): Promise<SVGSVGElement | HTMLElement> {
  const Plot = await import('@observablehq/plot');
  const points = pointsOf(row, columns);
  const unit = words.unitOf(row.format);
  const ground = row.format === 'points' ? [Plot.ruleX([0], { stroke: look.muted })] : [];
  return Plot.plot({
    ...frameOf(points.length, look),
    x: {
      ...{ label: unit ? `${row.name}, ${unit}` : row.name, labelAnchor: 'left', labelArrow: 'none' },
      ...{ ticks: 5, zero: beginsAtZero(row), nice: true, inset: 4 },
    },
    y: { type: 'band', domain: points.map(({ place }) => place), axis: null, padding: 0 },
    marks: [
      Plot.gridX({ ticks: 5, stroke: look.line, strokeOpacity: 1 }),
      ...ground,
      ...intervalMarks(Plot, points, look),
      ...wordMarks(Plot, points, look),
    ],
  }) as SVGSVGElement | HTMLElement;
}

const frameOf = (rows: number, look: PlotLook) => ({
  ...{ width: look.width, height: 44 + rowHeight * rows },
  ...{ marginLeft: 8, marginRight: 64, marginTop: 8, marginBottom: 36 },
  style: {
    ...{ background: look.ground, color: look.muted },
    ...{ fontFamily: look.font, fontSize: '12px', overflow: 'visible' },
  },
});

/** Below the set's name. */
const down = 8;

function intervalMarks(Plot: Plotting, points: readonly PlotPoint[], look: PlotLook) {
  const line = { stroke: look.accent, strokeWidth: 2, dy: down };
  const spread = points.filter(({ low, high }) => high > low);
  const end = { ...line, y: 'place', insetTop: 18, insetBottom: 18 };
  return [
    Plot.link(spread, { ...line, x1: 'low', x2: 'high', y1: 'place', y2: 'place' }),
    Plot.tickX(spread, { ...end, x: 'low' }),
    Plot.tickX(spread, { ...end, x: 'high' }),
    Plot.dot(points, { x: 'value', y: 'place', dy: down, r: 4.5, fill: look.accent }),
  ];
}

function wordMarks(Plot: Plotting, points: readonly PlotPoint[], look: PlotLook) {
  const halo = { stroke: look.ground, strokeWidth: 5 };
  const words = { ...halo, y: 'place', textAnchor: 'start', fill: look.ink } as const;
  return [
    Plot.text(points, {
      ...{ ...words, text: 'name', frameAnchor: 'left', dy: -13 },
      ...{ lineWidth: look.width / 13, textOverflow: 'ellipsis' },
    }),
    Plot.text(points, {
      ...{ ...words, x: 'high', text: 'text', dx: 8, dy: down },
      ...{ fontWeight: 600, fontVariant: 'tabular-nums' },
    }),
  ];
}

/** On paper: dark on white, in colours that every program knows. */
export const paperLook: PlotLook = {
  width: 640,
  ink: '#2a251e',
  muted: '#5c564c',
  line: '#e0dbd2',
  accent: '#13606c',
  font: 'Inter, Helvetica, Arial, sans-serif',
  ground: '#ffffff',
};

/** The plot as a file that stands alone. */
export async function plotFile(
  row: FigureRow,
  columns: readonly EvaluatedSet[],
  format: 'svg' | 'png',
): Promise<Blob> {
  const drawn = await drawPlot(row, columns, paperLook);
  drawn.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const text = new XMLSerializer().serializeToString(drawn);
  const svg = new Blob([text], { type: 'image/svg+xml' });
  return format === 'svg'
    ? svg
    : pngOf(svg, Number(drawn.getAttribute('width')), Number(drawn.getAttribute('height')));
}

/** Twice as fine as on the screen. */
const pngScale = 2;

async function pngOf(svg: Blob, width: number, height: number): Promise<Blob> {
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(width * pngScale, height * pngScale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
