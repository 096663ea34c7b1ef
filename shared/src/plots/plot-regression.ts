import * as Plot from '@observablehq/plot';
import { checkOptions } from '../core/options.ts';
import { axis, type Range } from './axis.ts';
import { draw, margins, scaleOf, titleHeight } from './draw.ts';
import type { Figure } from './figure.ts';
import { type LegendEntry, legend, legendHeight } from './legend.ts';
import { type Numbers, requireSameLength, vectorOf } from './numbers.ts';
import { blue, red } from './palette.ts';
import { outsideNote, type Point } from './points.ts';

const WHO = 'plotRegression';

export interface PlotRegressionOptions {
  /** The ends of the axes: [-3, 3] and [-150, 150] unless given. What lies outside is not drawn, and counted. */
  readonly xRange?: Range;
  readonly yRange?: Range;
  /** The steps between ticks: 1 and 30 unless given. */
  readonly dx?: number;
  readonly dy?: number;
  /** Draw the line from left to right instead of in the order of the points. */
  readonly sort?: boolean;
  readonly title?: string;
}

export interface RegressionData {
  readonly points: readonly Point[];
  /** Empty without a fit. */
  readonly line: readonly Point[];
}

/**
 * Data as dots, and what a model makes of them as a red line.
 *
 * - x: (n,) or (n, 1); y: as many, or a single number, which stands at the first x; yHat: as many as x.
 * - The line is drawn through (x, yHat) in the given order, as Plotly draws it: for a curve through points that are not
 *   sorted say `sort: true`.
 *
 * ```ts
 * const { data, svg } = plotRegression([0, 1, 2], [1, 20, 55], [0, 25, 50]);
 * data.line; // → [ { x: 0, y: 0 }, { x: 1, y: 25 }, { x: 2, y: 50 } ]
 * svg.startsWith('<svg'); // → true
 * ```
 *
 * @throws ValueError where lengths differ or a range is impossible, TypeError at what is no number.
 */
export function plotRegression(
  x: Numbers,
  y: Numbers,
  yHat?: Numbers,
  options: PlotRegressionOptions = {},
): Figure<RegressionData> {
  checkOptions(WHO, options, ['xRange', 'yRange', 'dx', 'dy', 'sort', 'title']);
  const { xRange = [-3, 3], yRange = [-150, 150], dx = 1, dy = 30, sort = false } = options;
  const xs = vectorOf(WHO, 'x', x);
  const ys = vectorOf(WHO, 'y', y);
  if (ys.length !== 1) requireSameLength(WHO, ['x', xs], ['y', ys]);
  const points = ys.map((value, i) => ({ x: xs[i] as number, y: value }));
  const line = yHat === undefined ? [] : fitted(xs, vectorOf(WHO, 'yHat', yHat), sort);
  const horizontal = axis(WHO, 'x', xRange, dx);
  const vertical = axis(WHO, 'y', yRange, dy);

  const hasFit = line.length > 0;
  const [width, height] = [hasFit ? 550 : 500, 500];
  const entries: LegendEntry[] = [{ label: 'data', colour: blue, symbol: 'circle' }];
  if (hasFit) entries.push({ label: 'fitted line', colour: red, strokeWidth: 3 });
  const place = { x: margins.marginLeft, y: titleHeight, width: width - margins.marginLeft };
  const top = hasFit ? titleHeight + legendHeight(entries, place.width) : titleHeight;
  const note = outsideNote(points, xRange, yRange);
  return draw({
    data: { points, line },
    title: options.title ?? (hasFit ? 'Data and fitted line' : 'Data'),
    width,
    height,
    note,
    panels: [
      ...(hasFit ? [legend(entries, place)] : []),
      {
        y: top,
        options: {
          ...margins,
          width,
          height: height - top - (note === undefined ? 6 : 24),
          x: scaleOf(horizontal),
          y: scaleOf(vertical),
          marks: [
            Plot.frame({ strokeOpacity: 0.4 }),
            Plot.dot(points, { x: 'x', y: 'y', r: 4, fill: blue, fillOpacity: 0.7, clip: true }),
            Plot.line(line, { x: 'x', y: 'y', stroke: red, strokeWidth: 3, clip: true }),
          ],
        },
      },
    ],
  });
}

function fitted(xs: readonly number[], ys: readonly number[], sort: boolean): Point[] {
  requireSameLength(WHO, ['x', xs], ['yHat', ys]);
  const line = xs.map((value, i) => ({ x: value, y: ys[i] as number }));
  return sort ? line.sort((a, b) => a.x - b.x) : line;
}
