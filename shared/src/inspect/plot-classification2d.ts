import { describe, ValueError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import {
  type ClassificationData,
  classificationFigure,
  classifiedPoints,
  type Grid,
  type PlotClassification2dOptions,
  type Surface,
} from '../plots/classification-figure.ts';
import type { Figure } from '../plots/figure.ts';
import { type Numbers, outputRows } from '../plots/numbers.ts';
import { asTensor, called, type Model } from './ask-model.ts';

/** As many columns and rows as the chapter's figures ask a model at. */
const gridSize = 25;

/**
 * Points of a plane in the colours and shapes of their classes; with a model, over what it says of the whole plane.
 *
 * - X: (n, 2). y: n whole numbers from 0.
 * - transform 'Sigmoid': the model gives one logit a point, and filled contours show the probability of class 1.
 * - transform 'Softmax': it gives one logit a class, and pale dots show at each place the class of the largest.
 *
 * A model without parameters, such as a function, needs an X that is a tensor: it is asked with tensors like that one.
 *
 * ```ts
 * const X = torch.tensor([[-1, 0], [1, 0.5]]);
 * const { data } = plotClassification2d(X, [0, 1], (points) => points.at(':', 0));
 * data.surface.value[0].length; // → 25
 * ```
 *
 * @throws ValueError where shapes do not fit or the model gives NaN, TypeError at what is no number or no model.
 */
export function plotClassification2d(
  X: Numbers,
  y: Numbers,
  model?: Model,
  options: PlotClassification2dOptions = {},
): Figure<ClassificationData> {
  const who = 'plotClassification2d';
  checkOptions(who, options, ['transform', 'xRange', 'yRange', 'dx', 'dy', 'title']);
  const { transform = 'Sigmoid', xRange = [-1.5, 1.5], yRange = [-1.5, 1.5] } = options;
  const points = classifiedPoints(who, X, y);
  if (model === undefined) return classificationFigure({ points }, options);
  const grid = { x: linspace(xRange), y: linspace(yRange) };
  const places = grid.y.flatMap((row) => grid.x.map((column) => [column, row]));
  const outputs = outputRows(who, called(who, model, asTensor(who, places, model, X)), places.length);
  return classificationFigure({ points, surface: surfaceOf(who, transform, grid, outputs) }, options);
}

function surfaceOf(who: string, transform: string, grid: Grid, outputs: readonly number[][]): Surface {
  const classes = outputs[0]?.length ?? 0;
  const inRows = (ofOutputs: (row: number[]) => number) =>
    grid.y.map((_, row) => outputs.slice(row * grid.x.length, (row + 1) * grid.x.length).map(ofOutputs));
  if (transform === 'Sigmoid' && classes === 1) {
    const value = inRows(([logit = NaN]) => 1 / (1 + Math.exp(-logit)));
    return { ...grid, kind: 'probability of class 1', value };
  }
  if (transform === 'Softmax' && classes > 1) {
    // Softmax over the classes does not change which of them is the largest.
    return { ...grid, kind: 'class', value: inRows((logits) => logits.indexOf(Math.max(...logits))) };
  }
  const fits = classes > 1 ? 'Softmax' : 'Sigmoid';
  throw new ValueError({
    who,
    seen: `transform is ${describe(transform)}, and the model gives ${classes} ${classes === 1 ? 'number' : 'numbers'} for each point`,
    expected: "'Sigmoid' for one logit a point, 'Softmax' for one a class",
    hint: `did you mean { transform: '${fits}' }?`,
  });
}

function linspace([from, to]: readonly [number, number]): number[] {
  return Array.from({ length: gridSize }, (_, i) => from + ((to - from) * i) / (gridSize - 1));
}
