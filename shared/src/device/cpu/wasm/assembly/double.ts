/* float32 elements as doubles, two at once, and back: what is computed in double precision and rounded when stored. */

// @ts-ignore: a decorator of AssemblyScript
@inline
export function twoOf(x: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(x));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
export function storeTwo(x: usize, value: v128): void {
  v128.store64_lane(x, f32x4.demote_f64x2_zero(value), 0);
}

/** The first two of four elements. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function lower(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

/** The last two. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function upper(x: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3));
}

/** Four elements of two and two. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function narrowed(low: v128, high: v128): v128 {
  return i32x4.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}
