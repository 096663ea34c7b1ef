import type { Range } from './axis.ts';

/** A place in a figure, in the units of its axes. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A sentence on the points that a picture of these ranges cannot show; undefined when it shows them all. */
export function outsideNote(points: readonly Point[], xRange: Range, yRange: Range): string | undefined {
  const isWithin = (value: number, [from, to]: Range) => value >= from && value <= to;
  const unseen = points.filter(({ x, y }) => !(isWithin(x, xRange) && isWithin(y, yRange)));
  const nowhere = unseen.filter(({ x, y }) => !(Number.isFinite(x) && Number.isFinite(y))).length;
  const outside = unseen.length - nowhere;
  if (unseen.length === 0) return undefined;
  const parts = [
    ...(outside > 0 ? [`${outside} ${outside === 1 ? 'lies' : 'lie'} outside the axes`] : []),
    ...(nowhere > 0 ? [`${nowhere} ${nowhere === 1 ? 'is' : 'are'} not finite`] : []),
  ];
  return `Of ${points.length} ${points.length === 1 ? 'point' : 'points'} ${parts.join(' and ')}`;
}
