/*
 * Matrix products of operands that are packed first: the elements that one step of the inner loop needs lie side by
 * side, whatever the strides were. A panel holds ROWS rows of A, or two vectors' worth of columns of B, as
 * [k][lanes]; the last one is filled up with zeros.
 *
 * Every element of C adds its products in the order of k, each product rounded, then each sum: the bits are those of
 * the loops in TypeScript, in whatever blocks the work is done.
 */

/** Rows of C that the inner loop holds in registers. */
const ROWS: i32 = 4;

/** Steps of k between two writes of C: a panel of B that long stays in the first-level cache. */
const DEPTH: i32 = 256;

/** Panels of A that stay in the second-level cache while those of B pass. */
const PANELS: i32 = 32;

/** Writes the panels of a matrix whose element (lane, k) stands `lane · across + k · along` elements after `from`. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function pack<T>(from: usize, across: i32, along: i32, lanes: i32, k: i32, width: i32, to: usize): void {
  for (let first = 0; first < lanes; first += width, to += (<usize>(width * k)) * sizeof<T>()) {
    const filled = min(width, lanes - first);
    if (filled < width) memory.fill(to, 0, (<usize>(width * k)) * sizeof<T>());
    const start = from + <usize>(first * across) * sizeof<T>();
    if (across == 1 && filled == width) {
      let source = start;
      let target = to;
      const bytes = <usize>width * sizeof<T>();
      for (let p = 0; p < k; p++, source += <usize>along * sizeof<T>(), target += bytes) {
        for (let at: usize = 0; at < bytes; at += 16) v128.store(target + at, v128.load(source + at));
      }
      continue;
    }
    for (let lane = 0; lane < filled; lane++) {
      let source = start + <usize>(lane * across) * sizeof<T>();
      let target = to + <usize>lane * sizeof<T>();
      for (let p = 0; p < k; p++, source += <usize>along * sizeof<T>(), target += <usize>width * sizeof<T>()) {
        store<T>(target, load<T>(source));
      }
    }
  }
}

/** x · y + z */
// @ts-ignore: a decorator of AssemblyScript
@inline
function multiplyAdd<T>(x: v128, y: v128, z: v128): v128 {
  return v128.add<T>(v128.mul<T>(x, y), z);
}

/** C += A B for a panel of either, over `k` steps. `row` is the number of bytes from row to row of C. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function block<T>(a: usize, b: usize, c: usize, k: i32, row: usize): void {
  const c1 = c + row;
  const c2 = c1 + row;
  const c3 = c2 + row;
  let c00 = v128.load(c);
  let c01 = v128.load(c, 16);
  let c10 = v128.load(c1);
  let c11 = v128.load(c1, 16);
  let c20 = v128.load(c2);
  let c21 = v128.load(c2, 16);
  let c30 = v128.load(c3);
  let c31 = v128.load(c3, 16);
  for (const end = a + <usize>(k * ROWS) * sizeof<T>(); a < end; a += ROWS * sizeof<T>(), b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<T>(a);
    c00 = multiplyAdd<T>(a0, b0, c00);
    c01 = multiplyAdd<T>(a0, b1, c01);
    const a1 = v128.load_splat<T>(a, sizeof<T>());
    c10 = multiplyAdd<T>(a1, b0, c10);
    c11 = multiplyAdd<T>(a1, b1, c11);
    const a2 = v128.load_splat<T>(a, 2 * sizeof<T>());
    c20 = multiplyAdd<T>(a2, b0, c20);
    c21 = multiplyAdd<T>(a2, b1, c21);
    const a3 = v128.load_splat<T>(a, 3 * sizeof<T>());
    c30 = multiplyAdd<T>(a3, b0, c30);
    c31 = multiplyAdd<T>(a3, b1, c31);
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c1, c10);
  v128.store(c1, c11, 16);
  v128.store(c2, c20);
  v128.store(c2, c21, 16);
  v128.store(c3, c30);
  v128.store(c3, c31, 16);
}

/**
 * C = A B for packed operands: `panelsA` panels of `k` steps by `panelsB`. C is written in row-major order, as many
 * rows and columns as the panels have.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
function multiply<T>(a: usize, b: usize, c: usize, panelsA: i32, panelsB: i32, k: i32): void {
  const row = <usize>panelsB * 32;
  memory.fill(c, 0, row * <usize>(panelsA * ROWS));
  for (let p = 0; p < k; p += DEPTH) {
    const depth = min(DEPTH, k - p);
    for (let first = 0; first < panelsA; first += PANELS) {
      const last = min(first + PANELS, panelsA);
      for (let j = 0; j < panelsB; j++) {
        const panelB = b + <usize>(j * k + p) * 32;
        for (let i = first; i < last; i++) {
          const panelA = a + <usize>((i * k + p) * ROWS) * sizeof<T>();
          block<T>(panelA, panelB, c + <usize>(i * ROWS) * row + <usize>j * 32, depth, row);
        }
      }
    }
  }
}

/** Moves rows of `from` bytes together to rows of `to` bytes. */
export function narrow(c: usize, rows: i32, from: usize, to: usize): void {
  for (let source = c; rows > 0; rows--, source += from, c += to) memory.copy(c, source, to);
}

export function packSingles(
  from: usize, across: i32, along: i32, lanes: i32, k: i32, width: i32, to: usize,
): void {
  pack<f32>(from, across, along, lanes, k, width, to);
}

export function packDoubles(
  from: usize, across: i32, along: i32, lanes: i32, k: i32, width: i32, to: usize,
): void {
  pack<f64>(from, across, along, lanes, k, width, to);
}

export function multiplySingles(a: usize, b: usize, c: usize, panelsA: i32, panelsB: i32, k: i32): void {
  multiply<f32>(a, b, c, panelsA, panelsB, k);
}

export function multiplyDoubles(a: usize, b: usize, c: usize, panelsA: i32, panelsB: i32, k: i32): void {
  multiply<f64>(a, b, c, panelsA, panelsB, k);
}
