/*
 * Sums of float32 elements in the order of PyTorch's vectorised loops: see core/sums/single-sum.ts. And the places of
 * extreme elements.
 */
import { all } from './single';

const LEVELS: i32 = 4;

/** Adds to 32 sums as many columns of a matrix whose rows are `row` bytes long. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function addColumns(x: usize, rows: i32, row: usize, sums: usize): void {
  let s0 = v128.load(sums);
  let s1 = v128.load(sums, 16);
  let s2 = v128.load(sums, 32);
  let s3 = v128.load(sums, 48);
  let s4 = v128.load(sums, 64);
  let s5 = v128.load(sums, 80);
  let s6 = v128.load(sums, 96);
  let s7 = v128.load(sums, 112);
  for (; rows > 0; rows--, x += row) {
    s0 = f32x4.add(s0, v128.load(x));
    s1 = f32x4.add(s1, v128.load(x, 16));
    s2 = f32x4.add(s2, v128.load(x, 32));
    s3 = f32x4.add(s3, v128.load(x, 48));
    s4 = f32x4.add(s4, v128.load(x, 64));
    s5 = f32x4.add(s5, v128.load(x, 80));
    s6 = f32x4.add(s6, v128.load(x, 96));
    s7 = f32x4.add(s7, v128.load(x, 112));
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
  v128.store(sums, s4, 64);
  v128.store(sums, s5, 80);
  v128.store(sums, s6, 96);
  v128.store(sums, s7, 112);
}

/**
 * Adds rows of `columns` elements, of which so many as are in `width`, a multiple of 32, to the sums of every level: see
 * core/sums/single-sum.ts. `done` rows went before, whole groups of them.
 */
export function sumRows(
  x: usize, rows: i32, columns: i32, width: i32, group: i32, done: i32, levels: usize,
): void {
  const row = <usize>columns * 4;
  const bytes = <usize>width * 4;
  for (const all = done + rows; done < all; ) {
    const count = min(group, all - done);
    for (let at: usize = 0; at < bytes; at += 128) addColumns(x + at, count, row, levels + at);
    x += <usize>count * row;
    done += count;
    for (let level = 1, span = group; count == group && level < LEVELS; level++) {
      const to = levels + <usize>level * row;
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(to + at - row)));
        v128.store(to + at - row, f32x4.splat(0));
      }
      span *= group;
      if (done % span != 0) break;
    }
  }
}

/** Elements that are added side by side, and their bytes: four vectors of eight. */
const ABREAST: i32 = 32;
const ROW: usize = 128;

// @ts-ignore: a decorator of AssemblyScript
@inline
function addTo(sums: usize, x: usize): void {
  v128.store(sums, f32x4.add(v128.load(sums), v128.load(x)));
  v128.store(sums, f32x4.add(v128.load(sums, 16), v128.load(x, 16)), 16);
}

/** The sum of each of so many lanes of at least eight elements; `group` is that of the lanes' rows of 32. */
export function sumLanes(x: usize, y: usize, end: usize, length: i32, group: i32, levels: usize): void {
  const rows = length / ABREAST;
  for (; y < end; y += 4) {
    for (let at: usize = 0; at < <usize>LEVELS * ROW; at += 16) v128.store(levels + at, all(0));
    sumRows(x, rows, ABREAST, ABREAST, group, 0, levels);
    for (let at = ROW; at < <usize>LEVELS * ROW; at += 32) addTo(levels + (at & (ROW - 1)), levels + at);
    const last = x + <usize>length * 4;
    x += <usize>rows * ROW;
    for (; x + 32 <= last; x += 32) addTo(levels, x);
    for (let at: usize = 32; at < ROW; at += 32) addTo(levels, levels + at);
    let total: f32 = 0;
    for (; x < last; x += 4) total += load<f32>(x);
    for (let at: usize = 0; at < 32; at += 4) total += load<f32>(levels + at);
    store<f32>(y, total);
  }
}

/**
 * Where the largest element, or the smallest, of each lane of at least four stands, counted from the lane's start: the
 * first of equals, and the first NaN if there is one.
 */
export function extremes(x: usize, y: usize, end: usize, length: i32, isSmallest: bool): void {
  const bytes = <usize>length * 4;
  // The smallest is the one whose negative is largest.
  const flip = i32x4.splat(isSmallest ? 0x80000000 : 0);
  for (; y < end; x += bytes, y += 4) {
    let top = v128.xor(v128.load(x + bytes - 16), flip);
    let areNumbers = f32x4.eq(top, top);
    for (let at: usize = 0; at < bytes - 15; at += 16) {
      const v = v128.xor(v128.load(x + at), flip);
      top = f32x4.pmax(top, v);
      areNumbers = v128.and(areNumbers, f32x4.eq(v, v));
    }
    const best = all(
      max(
        max(f32x4.extract_lane(top, 0), f32x4.extract_lane(top, 1)),
        max(f32x4.extract_lane(top, 2), f32x4.extract_lane(top, 3)),
      ),
    );
    const isNumber = i32x4.all_true(areNumbers);
    let at: usize = 0;
    let found = 0;
    // What lies beyond the lane's end is looked at last, if at all.
    for (; ; at += 16) {
      const v = v128.xor(v128.load(x + at), flip);
      found = i32x4.bitmask(isNumber ? f32x4.eq(v, best) : f32x4.ne(v, v));
      if (found != 0) break;
    }
    store<i32>(y, <i32>(at >> 2) + ctz(found));
  }
}
