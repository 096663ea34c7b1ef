import * as Plot from '@observablehq/plot';
import { columnsOf } from '../core/text-width.ts';
import { printable } from '../core/xml-text.ts';
import { bare, type Panel } from './draw.ts';
import { ink } from './palette.ts';

/** What a legend explains: a kind of dot, or a kind of line. */
export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  /** A dot of this shape; a line where there is none. */
  readonly symbol?: Plot.SymbolType;
  readonly dash?: string;
  readonly strokeWidth?: number;
}

const rowHeight = 20;
const swatchWidth = 24;
const gap = 14;
/** Of a character of 12 pixels, on the average and a little more. */
const characterWidth = 6.9;

/** The entries in rows, as many in one as fit. Its height is `legendHeight` of the same entries. */
export function legend(entries: readonly LegendEntry[], { x, y, width }: Required<Place>): Panel {
  const placed = placesOf(entries, width);
  const dots = placed.filter(({ symbol }) => symbol !== undefined);
  const lines = placed.filter(({ symbol }) => symbol === undefined);
  const height = legendHeight(entries, width);
  return {
    x,
    y,
    options: {
      ...bare,
      width,
      height,
      x: { type: 'identity' },
      y: { type: 'identity' },
      // The symbols are given as they are, not as values to be shown by symbols.
      symbol: { type: 'identity' },
      marks: [
        ...lines.map(({ colour, dash, strokeWidth = 2.5, ...at }) =>
          Plot.link([at], {
            x1: 'x',
            x2: at.x + swatchWidth - 4,
            y: 'y',
            stroke: colour,
            strokeWidth,
            ...(dash !== undefined && { strokeDasharray: dash }),
          }),
        ),
        ...dots.map(({ colour, symbol, ...at }) =>
          Plot.dot([at], {
            x: at.x + swatchWidth / 2 - 2,
            y: 'y',
            fill: colour,
            ...(symbol !== undefined && { symbol }),
            r: 4.5,
          }),
        ),
        Plot.text(placed, {
          x: ({ x: left }: Placed) => left + swatchWidth,
          y: 'y',
          text: ({ label }: Placed) => printable(label),
          textAnchor: 'start',
          fill: ink,
        }),
      ],
    },
  };
}

export const legendHeight = (entries: readonly LegendEntry[], width: number): number =>
  (placesOf(entries, width).at(-1)?.y ?? 0) + rowHeight / 2;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
}

type Placed = LegendEntry & Place;

function placesOf(entries: readonly LegendEntry[], width: number): Placed[] {
  let [x, y] = [0, rowHeight / 2];
  return entries.map((entry) => {
    const needed = swatchWidth + columnsOf(entry.label) * characterWidth;
    if (x > 0 && x + needed > width) [x, y] = [0, y + rowHeight];
    const at = { ...entry, x, y };
    x += needed + gap;
    return at;
  });
}
