import * as Plot from '@observablehq/plot';
import { ValueError } from '../core/errors.ts';
import { printable } from '../core/xml-text.ts';
import { axisFor } from './axis.ts';
import { draw, margins, type Panel, scaleOf, titleHeight } from './draw.ts';
import type { Figure } from './figure.ts';
import { type LegendEntry, legend } from './legend.ts';
import { blue, colourOf, dashOf, ink } from './palette.ts';

export interface PlotActivationsOptions {
  /** Panels below and beside one another: 2 and 3 unless given. */
  readonly rows?: number;
  readonly cols?: number;
  /** In pixels: 800 and 500 unless given. */
  readonly width?: number;
  readonly height?: number;
  /** Draw each function's derivative as well. */
  readonly derivatives?: boolean;
  readonly title?: string;
}

/** One panel. */
export interface ActivationCurve {
  readonly name: string;
  readonly y: readonly number[];
  /** Empty where it was not asked for. */
  readonly derivative: readonly number[];
}

export interface ActivationData {
  readonly x: readonly number[];
  readonly curves: readonly ActivationCurve[];
}

const legendRow = 22;

/** Functions of one number, a panel each, row by row. */
export function activationFigure(
  data: ActivationData,
  { rows = 2, cols = 3, width = 800, height = 500, title = 'Activation functions' }: PlotActivationsOptions,
): Figure<ActivationData> {
  const { x, curves } = data;
  if (!(curves.length > 0 && curves.length <= rows * cols)) {
    throw new ValueError({
      who: 'plotActivations',
      seen: `${curves.length} functions for ${rows} rows of ${cols}`,
      expected: 'at least one function, and room for each',
      hint: 'give rows and cols',
    });
  }
  const hasDerivatives = curves.some(({ derivative }) => derivative.length > 0);
  const entries: LegendEntry[] = [
    { label: 'f(x)', colour: blue, strokeWidth: 3 },
    { label: "f'(x), its slope", colour: colourOf(1), dash: dashOf(1), strokeWidth: 2 },
  ];
  const top = titleHeight + (hasDerivatives ? legendRow : 0);
  const [panelWidth, panelHeight] = [width / cols, (height - top) / rows];
  const horizontal = axisFor('x', x);
  const line = { stroke: blue, strokeWidth: 3 };
  const slope = { stroke: colourOf(1), strokeWidth: 2, strokeDasharray: dashOf(1) };
  return draw({
    data,
    title,
    width,
    height,
    panels: [
      ...(hasDerivatives ? [legend(entries, { x: margins.marginLeft, y: titleHeight, width })] : []),
      ...curves.map(
        ({ name, y, derivative }, i): Panel => ({
          x: (i % cols) * panelWidth,
          y: top + Math.floor(i / cols) * panelHeight,
          options: {
            ...margins,
            marginTop: 26,
            marginLeft: 52,
            width: panelWidth,
            height: panelHeight,
            x: scaleOf(horizontal),
            y: scaleOf(axisFor('f(x)', [...y, ...derivative])),
            marks: [
              Plot.frame({ strokeOpacity: 0.4 }),
              Plot.text([printable(name)], {
                ...{ frameAnchor: 'top', dy: -16, fontWeight: 600, fontSize: 13, fill: ink },
              }),
              Plot.line(y, { ...line, x: (_: number, at: number) => x[at], y: (value: number) => value }),
              Plot.line(derivative, {
                ...slope,
                x: (_: number, at: number) => x[at],
                y: (value: number) => value,
              }),
            ],
          },
        }),
      ),
    ],
  });
}
