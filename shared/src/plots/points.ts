import type { Range } from './axis.ts';

/** A place in a figure, in the units of its axes. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A sentence on the points that a picture of these ranges cannot show; undefined when it shows them all. */
export function outsideNote(points: readonly Point[], xRange: Range, yRange: Range): string | undefined {
  const within = (value: number, [from, to]: Range) => value >= from && value <= to;
  const unseen = points.filter(({ x, y }) => !(within(x, xRange) && within(y, yRange))).length;
  if (unseen === 0) return undefined;
  return `${unseen} of ${points.length} ${points.length === 1 ? 'point lies' : 'points lie'} outside the axes, or nowhere (NaN).`;
}
