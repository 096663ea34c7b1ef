/**
 * The fused multiply-add of float32, x * y + c rounded once. All three must be float32 values.
 *
 * A double holds the product exactly, so `s` is the sum rounded to double. Rounding that again to float32 goes
 * wrong only where `s` lies halfway between two float32 values: there the part that `s` lost decides.
 */
export function fma32(x: number, y: number, c: number): number {
  const product = x * y;
  const s = product + c;
  const near = Math.fround(s);
  const distance = s - near;
  const other = s + distance;
  if (distance === 0 || Math.fround(other) !== other) return near;
  const added = s - product;
  const lost = product - (s - added) + (c - added);
  return lost !== 0 && lost > 0 === distance > 0 && Number.isFinite(other) ? other : near;
}
