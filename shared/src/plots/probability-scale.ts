import * as Plot from '@observablehq/plot';
import { bare, decimal, type Panel } from './draw.ts';
import { ink, probabilityColours } from './palette.ts';

const width = 70;
const barWidth = 16;
/** Room for half of the first and of the last number. */
const ends = 8;

/** The colours of probabilities from 0 at the bottom to 1 at the top, right of a drawing whose frame is given. */
export function probabilityScale(x: number, { top, bottom }: { top: number; bottom: number }): Panel {
  const length = bottom - top;
  const yOf = (probability: number): number => ends + (1 - probability) * length;
  const bands = probabilityColours.map((colour, i) => ({
    colour,
    y1: yOf(i / probabilityColours.length),
    y2: yOf((i + 1) / probabilityColours.length),
  }));
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  return {
    x,
    y: top - ends,
    options: {
      ...bare,
      width,
      height: length + 2 * ends,
      x: { type: 'identity' },
      y: { type: 'identity' },
      color: { type: 'identity' },
      marks: [
        Plot.rect(bands, { x1: 0, x2: barWidth, y1: 'y1', y2: 'y2', fill: 'colour' }),
        Plot.text(ticks, { x: barWidth + 5, y: yOf, text: decimal, textAnchor: 'start', fill: ink }),
        Plot.text(['Probability of class 1'], { x: barWidth + 42, y: yOf(0.5), rotate: -90, fill: ink }),
      ],
    },
  };
}
