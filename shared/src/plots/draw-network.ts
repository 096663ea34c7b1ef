import * as Plot from '@observablehq/plot';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { bare, draw, titleHeight } from './draw.ts';
import type { Figure } from './figure.ts';
import { blue, colourOf, grey, ink } from './palette.ts';
import type { Point } from './points.ts';

const WHO = 'drawNetwork';

export interface DrawNetworkOptions {
  readonly title?: string;
}

/** One layer of circles. */
export interface NetworkLayer {
  readonly name: string;
  readonly size: number;
}

export interface NetworkData {
  readonly layers: readonly NetworkLayer[];
  /** Weights and biases of a network whose layers are all connected. */
  readonly parameters: number;
}

/** Of a larger layer the first ones are drawn, dots, and the last. */
const mostCircles = 8;
/** More layers than this are no picture any more. */
const mostLayers = 12;
const radius = 15;
const spacing = { x: 170, y: 48 };

/**
 * The diagram of a network of fully connected layers: a circle for each number, an arrow for each weight.
 *
 * ```ts
 * drawNetwork([1, 3, 1]).data; // → { layers: [ { name: 'input', size: 1 }, { name: 'hidden', size: 3 }, { name: 'output', size: 1 } ], parameters: 10 }
 * ```
 *
 * @throws ValueError for fewer than two layers, more than 12, or a layer of no size.
 */
export function drawNetwork(sizes: readonly number[], options: DrawNetworkOptions = {}): Figure<NetworkData> {
  checkOptions(WHO, options, ['title']);
  const layers = layersOf(sizes);
  const most = Math.max(...sizes.map((size) => Math.min(size, mostCircles)));
  const width = Math.max(360, spacing.x * (layers.length - 1) + 150);
  const left = (width - spacing.x * (layers.length - 1)) / 2;
  const bodyHeight = spacing.y * most + 16;
  const middle = bodyHeight / 2;
  const columns = layers.map(({ size }, i) => circlesOf(size, left + i * spacing.x, middle));
  const arrows = columns.slice(1).flatMap((to, i) => arrowsBetween(columns[i] as Circle[], to));
  const captions = layers.map(({ name, size }, i) => ({ x: left + i * spacing.x, name, size }));
  const { terms, parameters } = parametersOf(sizes);
  const colour = (layer: number): string =>
    layer === 0 ? blue : layer === layers.length - 1 ? colourOf(1) : colourOf(2);

  return draw({
    data: { layers, parameters },
    title: options.title ?? `A network of ${sizes.join('–')}`,
    width,
    height: titleHeight + bodyHeight + 72,
    note: `${terms.join(' + ')} = ${parameters.toLocaleString('en')} parameters (weights and biases)`,
    panels: [
      {
        y: titleHeight,
        options: {
          ...bare,
          width,
          height: bodyHeight + 44,
          x: { type: 'identity' },
          y: { type: 'identity' },
          marks: [
            Plot.arrow(arrows, {
              ...{ x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: grey, strokeWidth: 1 },
              ...{ insetStart: radius, insetEnd: radius + 2, headLength: 5 },
            }),
            ...columns.map((circles, layer) =>
              Plot.dot(
                circles.filter(({ isGap }) => !isGap),
                {
                  ...{ x: 'x', y: 'y', r: radius, fill: colour(layer), stroke: ink },
                },
              ),
            ),
            Plot.text(
              columns.flat().filter(({ isGap }) => isGap),
              { x: 'x', y: 'y', text: () => '⋮', fontSize: 22 },
            ),
            Plot.text(captions, {
              ...{ x: 'x', y: bodyHeight + 12, fontWeight: 600, fill: ink },
              text: ({ name }: NetworkLayer) => name,
            }),
            Plot.text(captions, {
              ...{ x: 'x', y: bodyHeight + 29, fill: grey },
              text: ({ size }: NetworkLayer) => size.toLocaleString('en'),
            }),
          ],
        },
      },
    ],
  });
}

function layersOf(sizes: readonly number[]): NetworkLayer[] {
  if (!Array.isArray(sizes)) {
    throw new ArgumentError({
      who: WHO,
      seen: describe(sizes),
      expected: 'the sizes of the layers, such as [1, 3, 1]',
    });
  }
  if (sizes.length < 2 || sizes.length > mostLayers) {
    throw new ValueError({
      who: WHO,
      seen: `${sizes.length} ${sizes.length === 1 ? 'layer' : 'layers'}`,
      expected: `2 … ${mostLayers}, from the input to the output`,
    });
  }
  const wrong = sizes.find((size) => !(Number.isSafeInteger(size) && size > 0));
  if (wrong !== undefined) {
    throw new ValueError({
      who: WHO,
      seen: `a layer of size ${String(wrong)}`,
      expected: 'whole numbers greater than 0',
    });
  }
  const last = sizes.length - 1;
  const hidden = (i: number): string => (last === 2 ? 'hidden' : `hidden ${i}`);
  return sizes.map((size, i) => ({ name: i === 0 ? 'input' : i === last ? 'output' : hidden(i), size }));
}

/** (inputs + 1)·outputs for each layer, the 1 being the bias. */
function parametersOf(sizes: readonly number[]): { terms: string[]; parameters: number } {
  const pairs = sizes.slice(1).map((outputs, i) => [sizes[i] as number, outputs] as const);
  return {
    terms: pairs.map(([inputs, outputs]) => `(${inputs} + 1)·${outputs}`),
    parameters: pairs.reduce((sum, [inputs, outputs]) => sum + (inputs + 1) * outputs, 0),
  };
}

/** A place in a column: of a number, or of the dots that stand for all those left out. */
type Circle = Point & { readonly isGap: boolean };

function circlesOf(size: number, x: number, middle: number): Circle[] {
  const count = Math.min(size, mostCircles);
  return Array.from({ length: count }, (_, i) => ({
    x,
    y: middle + (i - (count - 1) / 2) * spacing.y,
    isGap: size > mostCircles && i === mostCircles - 2,
  }));
}

const arrowsBetween = (from: readonly Circle[], to: readonly Circle[]) =>
  from.flatMap((a) =>
    to.flatMap((b) => (a.isGap || b.isGap ? [] : [{ x1: a.x, y1: a.y, x2: b.x, y2: b.y }])),
  );
