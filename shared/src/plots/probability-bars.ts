import * as Plot from '@observablehq/plot';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { columnsOf } from '../core/text-width.ts';
import { printable } from '../core/xml-text.ts';
import { draw, scaleOf, titleHeight } from './draw.ts';
import type { Figure } from './figure.ts';
import { type Numbers, vectorOf } from './numbers.ts';
import { blue, ink, red } from './palette.ts';

const WHO = 'probabilityBars';

export interface ProbabilityBarsOptions {
  /** What the outputs are called: output 0, output 1, … unless given. */
  readonly names?: readonly string[];
  /** The index of the correct class, which is marked. */
  readonly correct?: number;
  readonly title?: string;
}

/** One bar. */
export interface ProbabilityBar {
  readonly name: string;
  readonly probability: number;
  readonly isCorrect: boolean;
}

/**
 * Probabilities as horizontal bars on an axis from 0 to 1, the first at the top, each with its value to four decimals.
 * What is not finite has no bar, and `nan` or `inf` for a value.
 *
 * ```ts
 * probabilityBars(torch.softmax(torch.tensor([1, 2, -1], { dtype: torch.float32 }), 0), { correct: 1 }).data.length; // → 3
 * ```
 *
 * @throws ValueError for names that are not as many or a class that is not there, TypeError at what is no number.
 */
export function probabilityBars(
  probabilities: Numbers,
  options: ProbabilityBarsOptions = {},
): Figure<readonly ProbabilityBar[]> {
  checkOptions(WHO, options, ['names', 'correct', 'title']);
  const values = vectorOf(WHO, 'probabilities', probabilities);
  const names = namesFor(values, options.names);
  const { correct } = options;
  if (correct !== undefined && !(Number.isInteger(correct) && correct >= 0 && correct < values.length)) {
    throw new ValueError({
      who: WHO,
      seen: `correct is ${describe(correct)} for ${values.length} classes`,
      expected: `the index of a class, 0 … ${values.length - 1}`,
    });
  }
  const bars = values.map((probability, i) => ({
    name: names[i] as string,
    probability,
    isCorrect: i === correct,
  }));
  const labels = bars.map(({ name, isCorrect }) => printable(isCorrect ? `${name} (correct)` : name));
  const left = 24 + 7 * Math.max(4, ...labels.map(columnsOf));
  const height = 32 * bars.length + 54;
  const colour = ({ isCorrect }: ProbabilityBar): string => (isCorrect ? red : blue);
  const end = ({ probability }: ProbabilityBar): number =>
    Number.isFinite(probability) ? Math.min(Math.max(probability, 0), 1) : 0;
  return draw({
    data: bars,
    title: options.title ?? 'Probabilities',
    width: left + 420,
    height: titleHeight + height + 6,
    panels: [
      {
        y: titleHeight,
        options: {
          width: left + 420,
          height,
          marginTop: 6,
          marginLeft: left,
          marginRight: 66,
          marginBottom: 44,
          x: scaleOf({ domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], label: 'probability' }),
          y: {
            type: 'band',
            // By place: two outputs may have the same name.
            domain: bars.map((_, i) => i),
            padding: 0.25,
            label: null,
            tickFormat: (i: number) => labels[i] ?? '',
            tickSize: 0,
          },
          marks: [
            Plot.barX(bars, { x1: 0, x2: end, y: (_, i) => i, fill: colour }),
            Plot.ruleX([0], { stroke: ink }),
            Plot.text(bars, {
              x: end,
              y: (_, i) => i,
              text: ({ probability }: ProbabilityBar) => fourDecimals(probability),
              textAnchor: 'start',
              dx: 6,
              fill: ink,
            }),
          ],
        },
      },
    ],
  });
}

/** As PyTorch prints it. */
function fourDecimals(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  return Number.isFinite(value) ? value.toFixed(4) : value > 0 ? 'inf' : '-inf';
}

function namesFor(values: readonly number[], given: readonly string[] | undefined): readonly string[] {
  if (given === undefined) return values.map((_, i) => `output ${i}`);
  if (!Array.isArray(given) || given.some((name) => typeof name !== 'string')) {
    throw new ArgumentError({
      who: WHO,
      seen: `names is ${describe(given)}`,
      expected: 'an array of texts, one for each class',
    });
  }
  if (given.length === values.length) return given;
  throw new ValueError({
    who: WHO,
    seen: `${given.length} names for ${values.length} probabilities`,
    expected: 'one name for each',
  });
}
