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

/** Writes the panels of a matrix whose element (lane, k) stands `lane · across + k · along` elements after `from`. */
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
    let done = 0;
    if (sizeof<T>() == 4 && along == 1 && filled == width) {
      const row = <usize>across * 4;
      for (let lane = 0; lane < width; lane += 4) {
        done = packFours(start + <usize>lane * row, row, k, to + <usize>lane * 4, <usize>width * 4);
      }
    }
    for (let lane = 0; lane < filled; lane++) {
      let source = start + <usize>(lane * across + done * along) * sizeof<T>();
      let target = to + <usize>(done * width + lane) * sizeof<T>();
      for (let p = done; p < k; p++, source += <usize>along * sizeof<T>(), target += <usize>width * sizeof<T>()) {
        store<T>(target, load<T>(source));
      }
    }
  }
}

/**
 * Packs four rows of float32, `row` bytes from one to the next, in blocks of four by four that are transposed in registers.
 * Steps of k are `step` bytes apart in the panel. Gives how many are written: what is left is too little for a block.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
function packFours(from: usize, row: usize, k: i32, to: usize, step: usize): i32 {
  let p = 0;
  for (; p + 4 <= k; p += 4, from += 16) {
    const x0 = v128.load(from);
    const x1 = v128.load(from + row);
    const x2 = v128.load(from + 2 * row);
    const x3 = v128.load(from + 3 * row);
    to = storeHalves(v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), v128.shuffle<f32>(x2, x3, 0, 4, 1, 5), to, step);
    to = storeHalves(v128.shuffle<f32>(x0, x1, 2, 6, 3, 7), v128.shuffle<f32>(x2, x3, 2, 6, 3, 7), to, step);
  }
  return p;
}

/** Writes the first halves of two vectors side by side, and a step later the second ones. Gives the place after them. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function storeHalves(x: v128, y: v128, to: usize, step: usize): usize {
  v128.store(to, v128.shuffle<f64>(x, y, 0, 2));
  v128.store(to + step, v128.shuffle<f64>(x, y, 1, 3));
  return to + 2 * step;
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
    for (let j = 0; j < panelsB; j++) {
      const panelB = b + <usize>(j * k + p) * 32;
      for (let i = 0; i < panelsA; i++) {
        const panelA = a + <usize>((i * k + p) * ROWS) * sizeof<T>();
        block<T>(panelA, panelB, c + <usize>(i * ROWS) * row + <usize>j * 32, depth, row);
      }
    }
  }
}

/** Moves rows of `from` bytes together to rows of `to` bytes. */
export function narrow(c: usize, rows: i32, from: usize, to: usize): void {
  for (let source = c; rows > 0; rows--, source += from, c += to) memory.copy(c, source, to);
}

/** Packs a right operand of `k` rows and `lanes` columns, elements of `size` bytes. */
export function packColumns(
  size: i32, from: usize, across: i32, along: i32, lanes: i32, k: i32, to: usize,
): void {
  if (size == 4) pack<f32>(from, across, along, lanes, k, 8, to);
  else pack<f64>(from, across, along, lanes, k, 4, to);
}

/*
 * A product is done in tiles, each some panels of A: whoever is free takes the next one. All threads run what is below,
 * each with an instance of its own on the one memory. The first words of that memory say what there is to do. They are
 * read and written by these functions alone, except that the thread that asked for a product waits on ACTIVE.
 */

/** Odd while there are tiles to take. Idle threads wait for it to change. */
const JOB: usize = 0;
/** Threads, other than the one that asked, that may be at a tile. */
const ACTIVE: usize = 4;
/** Threads that wait for tiles, or are at them. */
const SERVING: usize = 8;
/** The first panel of A that nobody has taken. */
const NEXT: usize = 12;
/** What `product` was given. */
const GIVEN: usize = 16;

/** After so long without a product a thread ends: what programs and test runs leave behind does not pile up. */
const IDLE_NS: i64 = 10_000_000_000;

/**
 * C = A B, by this thread and all that serve. A is packed on the way: its element (i, p) stands `i · across + p · along`
 * elements after `from`. When this ends, every tile has been taken, and the others are done when ACTIVE is 0.
 */
export function product(
  size: i32, from: usize, across: i32, along: i32, rows: i32, k: i32,
  a: usize, b: usize, c: usize, panelsB: i32, tile: i32,
): void {
  store<i32>(GIVEN, size);
  store<usize>(GIVEN, from, 4);
  store<i32>(GIVEN, across, 8);
  store<i32>(GIVEN, along, 12);
  store<i32>(GIVEN, rows, 16);
  store<i32>(GIVEN, k, 20);
  store<usize>(GIVEN, a, 24);
  store<usize>(GIVEN, b, 28);
  store<usize>(GIVEN, c, 32);
  store<i32>(GIVEN, panelsB, 36);
  store<i32>(GIVEN, tile, 40);
  atomic.store<i32>(NEXT, 0);
  atomic.store<i32>(JOB, atomic.load<i32>(JOB) | 1);
  atomic.notify(JOB, -1);
  takeTiles();
  atomic.add<i32>(JOB, 1);
}

function takeTiles(): void {
  const size = load<i32>(GIVEN);
  const across = load<i32>(GIVEN, 8);
  const along = load<i32>(GIVEN, 12);
  const rows = load<i32>(GIVEN, 16);
  const k = load<i32>(GIVEN, 20);
  const b = load<usize>(GIVEN, 28);
  const panelsB = load<i32>(GIVEN, 36);
  const tile = load<i32>(GIVEN, 40);
  for (;;) {
    const panel = atomic.add<i32>(NEXT, tile);
    const row = panel * ROWS;
    if (row >= rows) return;
    const lanes = min(tile * ROWS, rows - row);
    const panels = (lanes + ROWS - 1) / ROWS;
    const from = load<usize>(GIVEN, 4) + <usize>(row * across * size);
    const a = load<usize>(GIVEN, 24) + <usize>(row * k * size);
    const c = load<usize>(GIVEN, 32) + <usize>(row * panelsB) * 32;
    if (size == 4) {
      pack<f32>(from, across, along, lanes, k, ROWS, a);
      multiply<f32>(a, b, c, panels, panelsB, k);
    } else {
      pack<f64>(from, across, along, lanes, k, ROWS, a);
      multiply<f64>(a, b, c, panels, panelsB, k);
    }
  }
}

/** Takes tiles of every product that is asked for, until none has been for a while. */
export function serve(): void {
  atomic.add<i32>(SERVING, 1);
  for (;;) {
    const job = atomic.load<i32>(JOB);
    if (job & 1) {
      // Whoever asked writes the next product only after ACTIVE was 0: what is read from here on stays as it is.
      atomic.add<i32>(ACTIVE, 1);
      if (atomic.load<i32>(JOB) == job) takeTiles();
      atomic.sub<i32>(ACTIVE, 1);
      atomic.notify(ACTIVE, 1);
    }
    if (atomic.wait<i32>(JOB, job, IDLE_NS) == AtomicWaitResult.TIMED_OUT) break;
  }
  atomic.sub<i32>(SERVING, 1);
}
