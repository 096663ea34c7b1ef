/** A digest of a result that two libraries can be compared by. */
export interface Checksum {
  readonly sum: number;
  /** The sum of the sizes: what a difference of two sums is judged by. */
  readonly scale: number;
}

/** float32 in another order of summation, and approximations of exp, differ by less; other work differs by more. */
const TOLERANCE = 1e-3;

/** Of a larger result so many elements are compared. */
export const COMPARED = 2 ** 22;

/** Each element is weighted by its place, so that a transposed result has another sum. */
export function checksumOf(elements: ArrayLike<number>): Checksum {
  let sum = 0;
  let scale = 0;
  for (let i = 0; i < Math.min(COMPARED, elements.length); i++) {
    const weighted = Number(elements[i]) * ((i % 7) + 1);
    sum += weighted;
    scale += Math.abs(weighted);
  }
  return { sum, scale };
}

/** What is wrong with a peer's result, if anything; steps that are random give no checksum. */
export function disagreement(ours: Checksum | null, theirs: Checksum | null): string | null {
  if (ours === null || theirs === null) return null;
  const difference = Math.abs(ours.sum - theirs.sum);
  if (difference <= TOLERANCE * Math.max(ours.scale, theirs.scale)) return null;
  return `gives another result: checksum ${theirs.sum}, ours ${ours.sum}`;
}
