import * as Plot from '@observablehq/plot';
import { ValueError } from '../core/errors.ts';
import { axis, type Range } from './axis.ts';
import { draw, margins, type Panel, scaleOf, titleHeight } from './draw.ts';
import type { Figure } from './figure.ts';
import { type LegendEntry, legend, legendHeight } from './legend.ts';
import { type Numbers, requireSameLength, rowsOf, vectorOf } from './numbers.ts';
import { colourOf, ink, probabilityColours, symbolOf } from './palette.ts';
import { outsideNote, type Point } from './points.ts';
import { probabilityScale } from './probability-scale.ts';

export interface PlotClassification2dOptions {
  /** What makes probabilities of a model's outputs: 'Sigmoid' unless given, for one logit a point; 'Softmax' for one a class. */
  readonly transform?: 'Sigmoid' | 'Softmax';
  /** The ends of the axes, [-1.5, 1.5] unless given, and the steps between ticks. */
  readonly xRange?: Range;
  readonly yRange?: Range;
  readonly dx?: number;
  readonly dy?: number;
  /** 'Binary Classification' unless given. */
  readonly title?: string;
}

/** A point and the class that it belongs to. */
export type ClassifiedPoint = Point & { readonly label: number };

/** The places at which a model was asked: every column with every row. */
export interface Grid {
  /** The columns: values of x, ascending. */
  readonly x: readonly number[];
  /** The rows: values of y, ascending. */
  readonly y: readonly number[];
}

/** What a model says of each place of a grid: value[row][column] is that of (x[column], y[row]). */
export type Surface = Grid &
  (
    | { readonly kind: 'probability of class 1'; readonly value: readonly (readonly number[])[] }
    | { readonly kind: 'class'; readonly value: readonly (readonly number[])[] }
  );

export interface ClassificationData {
  readonly points: readonly ClassifiedPoint[];
  /** Absent without a model. */
  readonly surface?: Surface;
}

/** Points in the plane by their classes, over what a model says of the whole plane. Its arguments were checked. */
export function classificationFigure(
  { points, surface }: ClassificationData,
  { xRange = [-1.5, 1.5], yRange = [-1.5, 1.5], dx = 0.5, dy = 0.5, title }: PlotClassification2dOptions,
): Figure<ClassificationData> {
  const horizontal = axis('plotClassification2d', 'x', xRange, dx);
  const vertical = axis('plotClassification2d', 'y', yRange, dy);
  const isProbability = surface?.kind === 'probability of class 1';
  const [width, height] = [isProbability ? 550 : 500, 500];
  const right = isProbability ? 90 : margins.marginRight;
  const shown = surface?.kind === 'class' ? surface.value.flat() : [];
  const classes = [...new Set([...points.map(({ label }) => label), ...shown])].sort((a, b) => a - b);
  const entries = classes.map(
    (label): LegendEntry => ({ label: `Class ${label}`, colour: colourOf(label), symbol: symbolOf(label) }),
  );
  const place = { x: margins.marginLeft, y: titleHeight, width: width - margins.marginLeft - 10 };
  const top = titleHeight + legendHeight(entries, place.width);
  const note = outsideNote(points, xRange, yRange);
  const panelHeight = height - top - (note === undefined ? 6 : 24);
  const panel: Panel = {
    y: top,
    options: {
      ...margins,
      marginRight: right,
      width,
      height: panelHeight,
      x: scaleOf(horizontal),
      y: scaleOf(vertical),
      symbol: { type: 'identity' },
      color: { type: 'identity' },
      marks: [
        ...(surface === undefined ? [] : surfaceMarks(surface)),
        Plot.frame({ strokeOpacity: 0.4 }),
        Plot.dot(points, {
          x: 'x',
          y: 'y',
          r: 4.5,
          symbol: ({ label }: ClassifiedPoint) => symbolOf(label),
          fill: ({ label }: ClassifiedPoint) => colourOf(label),
          stroke: surface === undefined ? '#fff' : ink,
          strokeWidth: 0.8,
          clip: true,
        }),
      ],
    },
  };
  const frame = { top: top + margins.marginTop, bottom: top + panelHeight - margins.marginBottom };
  return draw({
    data: surface === undefined ? { points } : { points, surface },
    title: title ?? 'Binary Classification',
    width,
    height,
    note,
    panels: [
      legend(entries, place),
      panel,
      ...(isProbability ? [probabilityScale(width - right + 16, frame)] : []),
    ],
  });
}

/** Filled contours of a probability, or large pale dots in the colour of each place's class. */
function surfaceMarks({ x, y, kind, value }: Surface): Plot.Markish[] {
  if (kind === 'class') {
    const places = value.flatMap((row, i) => row.map((label, j) => ({ x: x[j], y: y[i], label })));
    return [
      Plot.dot(places, {
        x: 'x',
        y: 'y',
        r: 7.5,
        fill: ({ label }: { label: number }) => colourOf(label),
        fillOpacity: 0.3,
        clip: true,
      }),
    ];
  }
  const step = (axis: readonly number[]): number => (axis[1] as number) - (axis[0] as number);
  // A number of the grid stands in the middle of its cell, and cells reach half a step past the outermost ones.
  const around = (axis: readonly number[]): Range => [
    (axis[0] as number) - step(axis) / 2,
    (axis.at(-1) as number) + step(axis) / 2,
  ];
  const bands = probabilityColours.length;
  const [[x1, x2], [y1, y2]] = [around(x), around(y)];
  return [
    Plot.contour(value.flat(), {
      ...{ width: x.length, height: y.length, x1, x2, y1, y2 },
      thresholds: probabilityColours.map((_, i) => i / bands),
      value: (probability: number) => probability,
      fill: ({ value: from }: { value: number }) => probabilityColours[Math.round(from * bands)],
      clip: true,
    }),
  ];
}

/**
 * X and y as they are drawn.
 *
 * @throws ValueError unless X is (n, 2) and y has n whole numbers from 0.
 */
export function classifiedPoints(who: string, X: Numbers, y: Numbers): ClassifiedPoint[] {
  const rows = rowsOf(who, 'X', X, 2);
  const labels = vectorOf(who, 'y', y);
  requireSameLength(who, ['X', rows], ['y', labels]);
  const wrong = labels.find((label) => !(Number.isInteger(label) && label >= 0));
  if (wrong !== undefined) {
    throw new ValueError({
      who,
      seen: `y holds ${wrong}`,
      expected: 'the classes as whole numbers: 0, 1, 2, …',
      hint: 'are these probabilities or logits? argmax makes classes of them',
    });
  }
  return rows.map(([x = NaN, height = NaN], i) => ({ x, y: height, label: labels[i] as number }));
}
