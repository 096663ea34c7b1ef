import { asLongs, asNumbers } from '../../core/cast.ts';
import type { NumberArray, TypedArray } from '../../core/dtype.ts';
import type { MapFormula, ZipFormula, ZipLoop, ZipThreeFormula } from '../formulas.ts';
import { kernelsForElements } from './path.ts';
import type { Grid } from './strided.ts';
import { mapSimd, zipSimd } from './wasm/elementwise.ts';

/*
 * The loops of element-wise operations: over a contiguous array, over a grid of two operands (see strided.ts), and over
 * three contiguous arrays. A step of 0 repeats an operand's only element, so that `x + 2` needs no array of twos.
 */

type Operand = NumberArray;

interface Elements<E> {
  readonly length: number;
  [index: number]: E;
}

export function mapNumbers(f: MapFormula, x: NumberArray, out: NumberArray): void {
  // Nearly every call is float32: a loop that sees one array type only runs several times faster.
  if (x instanceof Float32Array && out instanceof Float32Array) {
    const kernels = kernelsForElements(out.length);
    if (kernels !== null && f.kernel !== undefined) mapSimd(kernels, f.kernel, x, out, f);
    else if (f.loop === undefined) mapFloat32(f, x, out);
    else f.loop(x, out);
  } else for (let i = 0; i < out.length; i++) out[i] = f(x[i] as number);
}

function mapFloat32(f: MapFormula, x: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = f(x[i] as number);
}

export function mapLongs(f: (x: bigint) => bigint, x: BigInt64Array, out: BigInt64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = f(x[i] as bigint);
}

export function zipNumbers(f: ZipFormula, grid: Grid, out: NumberArray): void {
  const { a, b } = grid;
  if (out instanceof Float32Array && a instanceof Float32Array && b instanceof Float32Array) {
    const kernels = kernelsForElements(out.length);
    if (kernels !== null && f.kernel !== undefined) zipSimd(kernels, f.kernel, a, b, grid, out);
    else if (f.loop === undefined) zipFloat32(f, a, b, grid, out);
    else runLoop(f.loop, a, b, grid, out);
  } else zipElements(f, asNumbers(a), asNumbers(b), grid, out);
}

export function zipLongs(f: (a: bigint, b: bigint) => bigint, grid: Grid, out: BigInt64Array): void {
  zipElements(f, asLongs(grid.a), asLongs(grid.b), grid, out);
}

/** A formula's own loop, row by row. */
function runLoop(loop: ZipLoop, a: Float32Array, b: Float32Array, grid: Grid, out: Float32Array): void {
  const { rows, columns, startA, rowA, columnA, startB, rowB, columnB } = grid;
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    loop(a, startA + row * rowA, columnA, b, startB + row * rowB, columnB, out, start, start + columns);
  }
}

function zipElements<E>(
  f: (a: E, b: E) => E,
  a: Elements<E>,
  b: Elements<E>,
  { rows, columns, startA, rowA, columnA, startB, rowB, columnB }: Grid,
  out: Elements<E>,
): void {
  let at = 0;
  for (let row = 0; row < rows; row++) {
    let p = startA + row * rowA;
    let q = startB + row * rowB;
    for (let column = 0; column < columns; column++, p += columnA, q += columnB) {
      out[at++] = f(a[p] as E, b[q] as E);
    }
  }
}

/** The same for float32: a loop that sees one array type only runs several times faster. */
function zipFloat32(
  f: ZipFormula,
  a: Float32Array,
  b: Float32Array,
  { rows, columns, startA, rowA, columnA, startB, rowB, columnB }: Grid,
  out: Float32Array,
): void {
  let at = 0;
  for (let row = 0; row < rows; row++) {
    let p = startA + row * rowA;
    let q = startB + row * rowB;
    for (let column = 0; column < columns; column++, p += columnA, q += columnB) {
      out[at++] = f(a[p] as number, b[q] as number);
    }
  }
}

export function zipThreeNumbers(
  f: ZipThreeFormula,
  a: Operand,
  b: Operand,
  c: Operand,
  out: NumberArray,
): void {
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  const stepC = c.length === 1 ? 0 : 1;
  const areSingle = a instanceof Float32Array && b instanceof Float32Array && c instanceof Float32Array;
  if (f.loop !== undefined && areSingle && out instanceof Float32Array) {
    f.loop(a, stepA, b, stepB, c, stepC, out);
    return;
  }
  for (let i = 0; i < out.length; i++) {
    out[i] = f(a[i * stepA] as number, b[i * stepB] as number, c[i * stepC] as number);
  }
}

export function zipThreeLongs(
  f: (a: bigint, b: bigint, c: bigint) => bigint,
  a: BigInt64Array,
  b: BigInt64Array,
  c: BigInt64Array,
  out: BigInt64Array,
): void {
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  const stepC = c.length === 1 ? 0 : 1;
  for (let i = 0; i < out.length; i++) {
    out[i] = f(a[i * stepA] as bigint, b[i * stepB] as bigint, c[i * stepC] as bigint);
  }
}

/** `out[i]` is 1 where the test holds. `E` is number or bigint; both operands have it. */
export function testPairs<E>(
  test: (a: E, b: E) => boolean,
  a: ArrayLike<E>,
  b: ArrayLike<E>,
  out: Uint8Array,
): void {
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  for (let i = 0; i < out.length; i++) out[i] = test(a[i * stepA] as E, b[i * stepB] as E) ? 1 : 0;
}

/** `out[i]` is 1 where the test holds of the number that an element stands for. */
export function testEach(test: (x: number) => boolean, x: TypedArray): Uint8Array {
  const out = new Uint8Array(x.length);
  for (let i = 0; i < out.length; i++) out[i] = test(Number(x[i])) ? 1 : 0;
  return out;
}

/** The elements of `a` where `condition` is not 0, those of `b` elsewhere; all of one array type. */
export function choose(condition: TypedArray, a: TypedArray, b: TypedArray, out: TypedArray): void {
  const stepC = condition.length === 1 ? 0 : 1;
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  if (
    condition instanceof Uint8Array &&
    a instanceof Float32Array &&
    b instanceof Float32Array &&
    out instanceof Float32Array
  ) {
    // As above: a loop that sees one array type only.
    for (let i = 0, p = 0, q = 0, r = 0; i < out.length; i++, p += stepC, q += stepA, r += stepB) {
      out[i] = condition[p] === 0 ? (b[r] as number) : (a[q] as number);
    }
  } else
    for (let i = 0; i < out.length; i++) {
      out[i] = (condition[i * stepC] === 0 ? b[i * stepB] : a[i * stepA]) as number;
    }
}
