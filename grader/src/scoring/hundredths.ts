/** Points inside the grader are integers, hundredths of a point: sums are exact. */
export const hundredths = (points: number): number => Math.round(points * 100);

/** Hundredths as the points that documents carry, at most two decimals. */
export const pointsOf = (units: number): number => units / 100;

/** Whether a number of points has at most two decimals. */
export const hasTwoDecimals = (points: number): boolean =>
  Math.abs(points * 100 - Math.round(points * 100)) < 1e-6;
