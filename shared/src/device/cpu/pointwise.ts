import type { NumberArray, TypedArray } from '../../core/dtype.ts';
import type { MapKernel, WithKernel, ZipKernel } from '../formulas.ts';
import { kernelsForElements } from './path.ts';
import { mapSimd, zipSimd } from './wasm/elementwise.ts';

/*
 * The loops of element-wise operations over contiguous arrays. A step of 0 repeats an operand's only element,
 * so that `x + 2` needs no array of twos.
 */

type Operand = NumberArray;

type MapFormula = WithKernel<(x: number) => number, MapKernel>;
type ZipFormula = WithKernel<(a: number, b: number) => number, ZipKernel>;

export function mapNumbers(f: MapFormula, x: NumberArray, out: NumberArray): void {
  // Nearly every call is float32: a loop that sees one array type only runs several times faster.
  if (x instanceof Float32Array && out instanceof Float32Array) mapFloat32(f, x, out);
  else for (let i = 0; i < out.length; i++) out[i] = f(x[i] as number);
}

function mapFloat32(f: MapFormula, x: Float32Array, out: Float32Array): void {
  const kernels = kernelsForElements(out.length);
  if (kernels !== null && f.kernel !== undefined) mapSimd(kernels, f.kernel, x, out, f);
  else for (let i = 0; i < out.length; i++) out[i] = f(x[i] as number);
}

export function mapLongs(f: (x: bigint) => bigint, x: BigInt64Array, out: BigInt64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = f(x[i] as bigint);
}

export function zipNumbers(f: ZipFormula, a: Operand, b: Operand, out: NumberArray): void {
  if (a instanceof Float32Array && b instanceof Float32Array && out instanceof Float32Array) {
    zipFloat32(f, a, b, out);
    return;
  }
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  for (let i = 0; i < out.length; i++) out[i] = f(a[i * stepA] as number, b[i * stepB] as number);
}

function zipFloat32(f: ZipFormula, a: Float32Array, b: Float32Array, out: Float32Array): void {
  const kernels = kernelsForElements(out.length);
  if (kernels !== null && f.kernel !== undefined) {
    zipSimd(kernels, f.kernel, a, b, out);
    return;
  }
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  for (let i = 0; i < out.length; i++) out[i] = f(a[i * stepA] as number, b[i * stepB] as number);
}

export function zipLongs(
  f: (a: bigint, b: bigint) => bigint,
  a: BigInt64Array,
  b: BigInt64Array,
  out: BigInt64Array,
): void {
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  for (let i = 0; i < out.length; i++) out[i] = f(a[i * stepA] as bigint, b[i * stepB] as bigint);
}

export function zipThreeNumbers(
  f: (a: number, b: number, c: number) => number,
  a: Operand,
  b: Operand,
  c: Operand,
  out: NumberArray,
): void {
  const stepA = a.length === 1 ? 0 : 1;
  const stepB = b.length === 1 ? 0 : 1;
  const stepC = c.length === 1 ? 0 : 1;
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
  for (let i = 0; i < out.length; i++) {
    out[i] = (condition[i * stepC] === 0 ? b[i * stepB] : a[i * stepA]) as number;
  }
}
