import * as Plot from '@observablehq/plot';
import { checkOptions } from '../core/options.ts';
import { type Axis, axisFor } from './axis.ts';
import { draw, margins, type Panel, scaleOf, titleHeight } from './draw.ts';
import type { Figure } from './figure.ts';
import { type LegendEntry, legend } from './legend.ts';
import { type Numbers, requireSameLength, vectorOf } from './numbers.ts';
import { colourOf } from './palette.ts';

const WHO = 'plotLoss';

export interface PlotLossOptions {
  readonly title?: string;
}

/** One number for each epoch; those that were not given are empty. */
export interface LossData {
  readonly train: readonly number[];
  readonly valid: readonly number[];
  readonly trainAccuracy: readonly number[];
  readonly validAccuracy: readonly number[];
}

/**
 * Losses by epochs, the first epoch being 1; with accuracies (0 … 1) beside them a second panel. Two lines of one panel
 * differ in colour and in dashes.
 *
 * ```ts
 * const { data } = plotLoss([2.1, 1.2, 0.9], [2.2, 1.4, 1.3]);
 * data.valid; // → [ 2.2, 1.4, 1.3 ]
 * ```
 *
 * @throws ValueError where lengths differ, TypeError at what is no number.
 */
export function plotLoss(
  train: Numbers,
  valid?: Numbers,
  trainAccuracy?: Numbers,
  validAccuracy?: Numbers,
  options: PlotLossOptions = {},
): Figure<LossData> {
  checkOptions(WHO, options, ['title']);
  const read = (name: string, values: Numbers | undefined) =>
    values === undefined ? [] : vectorOf(WHO, name, values);
  const data = {
    train: read('train', train),
    valid: read('valid', valid),
    trainAccuracy: read('trainAccuracy', trainAccuracy),
    validAccuracy: read('validAccuracy', validAccuracy),
  };
  for (const [name, values] of Object.entries(data)) {
    if (values.length > 0) requireSameLength(WHO, ['train', data.train], [name, values]);
  }
  const losses = [data.train, data.valid];
  const accuracies = [data.trainAccuracy, data.validAccuracy];
  const hasAccuracy = accuracies.some(({ length }) => length > 0);
  return draw({
    data,
    title: options.title ?? (hasAccuracy ? 'Loss and accuracy' : 'Loss'),
    width: hasAccuracy ? 2 * panelWidth : panelWidth,
    height: panelHeight,
    panels: [
      ...curves(losses, axisFor('loss', losses.flat()), 0),
      ...(hasAccuracy
        ? curves(
            accuracies,
            { domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], label: 'accuracy' },
            panelWidth,
          )
        : []),
    ],
  });
}

const panelWidth = 400;
const panelHeight = 400;

/** One panel of a line for training and one for validation. */
function curves(lines: readonly (readonly number[])[], vertical: Axis, left: number): Panel[] {
  const epochs = Math.max(...lines.map(({ length }) => length), 1);
  const style = (i: number) => ({ colour: colourOf(i), dash: i === 0 ? 'none' : '6 4' });
  const shown = lines.map((values, i) => ({ values, ...style(i) }));
  const entries: LegendEntry[] = shown.flatMap(({ values, ...rest }, i) =>
    values.length === 0 ? [] : [{ label: ['training', 'validation'][i] as string, ...rest }],
  );
  const top = titleHeight + 20;
  const place = { x: left + margins.marginLeft, y: titleHeight, width: panelWidth - margins.marginLeft };
  return [
    legend(entries, place),
    {
      x: left,
      y: top,
      options: {
        ...margins,
        width: panelWidth,
        height: panelHeight - top - 6,
        x: scaleOf(epochAxis(epochs)),
        y: scaleOf(vertical),
        marks: [
          Plot.frame({ strokeOpacity: 0.4 }),
          ...shown.map(({ values, colour, dash }) =>
            Plot.line(values, {
              x: (_: number, i: number) => i + 1,
              y: (value: number) => value,
              stroke: colour,
              strokeWidth: 2.5,
              strokeDasharray: dash,
              // A single epoch, or one between two that are not finite, would leave no trace as a line.
              ...(epochs <= 30 && { marker: 'dot' }),
            }),
          ),
        ],
      },
    },
  ];
}

/** Whole epochs only. */
function epochAxis(epochs: number): Axis {
  const { ticks } = axisFor('epochs', [1, epochs]);
  return {
    domain: epochs === 1 ? [0.5, 1.5] : [1, epochs],
    ticks: [...new Set([1, ...ticks.filter((tick) => Number.isInteger(tick) && tick > 1 && tick <= epochs)])],
    label: 'epochs',
  };
}
