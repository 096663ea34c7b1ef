import { cast } from '../core/cast.ts';
import type { Dtype, TypedArray } from '../core/dtype.ts';
import { ArgumentError, ValueError } from '../core/errors.ts';
import { inspect } from '../core/inspect.ts';
import { positionsOf } from '../core/layout.ts';
import { contiguousStrides, isContiguous, product, shapeText } from '../core/shape.ts';
import { type DtypeLike, readDtype } from './arguments.ts';
import { readAxes } from './axis.ts';
import { elementValue, gather } from './elements.ts';
import { arrayText, reprText } from './printing.ts';
import { Shape } from './shape.ts';

/** Elements in arrays of arrays, as deep as the array has dimensions; booleans for dtype bool. */
export type Nested = number | readonly Nested[];

/**
 * NumPy's `ndarray`: what `np.array`, `x.numpy()` and the generators of `sk` give. Indexing and reshaping make
 * views of the same elements; arithmetic makes new arrays.
 *
 * ```ts
 * const a = np.array([[1, 2.5], [3, 4]]);
 * a; // → [[1.  2.5]\n [3.  4. ]]
 * a.shape; // → (2, 2)
 * a.T.at(0); // → [1. 3.]
 * a.at(0).repr(); // → 'array([1. , 2.5])'
 * ```
 *
 * Where NumPy gives a scalar, indexing gives an array without dimensions, which prints as the scalar does;
 * `item()` is its value. Reductions over everything give a plain number.
 */
export class NdArray {
  readonly dtype: Dtype;
  readonly sizes: readonly number[];
  /** How many elements of `data` lie between neighbours along each dimension; may be 0 or negative. */
  readonly strides: readonly number[];
  /** Where in `data` the first element stands. */
  readonly offset: number;
  /** The storage, which views share. */
  readonly data: TypedArray;

  /** An array over `data`, which is not copied. Without strides the elements stand in row-major order. */
  constructor(
    data: TypedArray,
    dtype: Dtype,
    sizes: readonly number[],
    strides: readonly number[] = contiguousStrides(sizes),
    offset = 0,
  ) {
    this.data = data;
    this.dtype = dtype;
    this.sizes = sizes;
    this.strides = strides;
    this.offset = offset;
  }

  get shape(): readonly number[] {
    return Shape.copy(this.sizes);
  }

  get ndim(): number {
    return this.sizes.length;
  }

  /** The number of elements. */
  get size(): number {
    return product(this.sizes);
  }

  /** The size of the first dimension: Python's `len(a)`. */
  get length(): number {
    const [first] = this.sizes;
    if (first === undefined) throw new ArgumentError({ who: 'length', seen: 'an array without dimensions' });
    return first;
  }

  /** The transpose: all dimensions in reverse order. */
  get T(): NdArray {
    return this.view([...this.sizes].reverse(), [...this.strides].reverse());
  }

  /** The dimensions in another order; without arguments in reverse. */
  transpose(...axes: readonly number[]): NdArray {
    if (axes.length === 0) return this.T;
    const order = readAxes('transpose', axes, this.ndim);
    if (order.length !== this.ndim) {
      throw new ValueError({
        who: 'transpose',
        seen: `${order.length} axes for an array of shape ${shapeText(this.sizes)}`,
        expected: 'every axis once',
      });
    }
    return this.view(
      order.map((dim) => this.sizes[dim] as number),
      order.map((dim) => this.strides[dim] as number),
    );
  }

  /**
   * The same elements in row-major order under other sizes; one of them may be -1 and follows from the others.
   *
   * ```ts
   * np.arange(6).reshape(2, -1); // → [[0 1 2]\n [3 4 5]]
   * ```
   */
  reshape(...shape: readonly number[] | readonly [readonly number[]]): NdArray {
    const [first] = shape;
    const sizes = resolveSizes(
      this.size,
      Array.isArray(first) ? [...first] : (shape as readonly number[]),
      this.sizes,
    );
    if (isContiguous(this.sizes, this.strides)) return this.view(sizes, contiguousStrides(sizes));
    return new NdArray(this.elements(), this.dtype, sizes);
  }

  /** A copy with one dimension. */
  flatten(): NdArray {
    return new NdArray(this.toTypedArray(), this.dtype, [this.size]);
  }

  /** One dimension; a view where the elements stand in row-major order. */
  ravel(): NdArray {
    return this.reshape(-1);
  }

  /** Without the dimensions of size 1, or without the one given, which must be of size 1. */
  squeeze(axis?: number): NdArray {
    const dropped =
      axis === undefined
        ? this.sizes.flatMap((size, dim) => (size === 1 ? [dim] : []))
        : readAxes('squeeze', axis, this.ndim);
    if (dropped.some((dim) => this.sizes[dim] !== 1)) {
      throw new ValueError({
        who: 'squeeze',
        seen: `axis ${axis} of an array of shape ${shapeText(this.sizes)}`,
        expected: 'an axis of size 1',
      });
    }
    const kept = (_: number, dim: number): boolean => !dropped.includes(dim);
    return this.view(this.sizes.filter(kept), this.strides.filter(kept));
  }

  /** The elements in another dtype: `a.astype(torch.float32)` or `a.astype('float32')`. Always a copy. */
  astype(dtype: DtypeLike): NdArray {
    const target = readDtype('astype', dtype);
    return new NdArray(cast(this.elements(), target), target, this.sizes);
  }

  /** The same elements in storage of their own. */
  copy(): NdArray {
    return new NdArray(this.toTypedArray(), this.dtype, this.sizes);
  }

  /**
   * The only element, or the one at an index, as a number (a boolean for dtype bool, though the type says number).
   *
   * ```ts
   * np.array([[1, 2], [3, 4]]).item(1, 0); // → 3
   * ```
   */
  item(...index: readonly number[]): number;
  item(...index: readonly number[]): number | boolean {
    return elementValue('item', this.dtype, this.#only('item', index));
  }

  /** As `item`, as a bigint: exact for every int64. */
  itemBigInt(...index: readonly number[]): bigint {
    return BigInt(this.#only('itemBigInt', index));
  }

  #only(who: string, index: readonly number[]): number | bigint {
    const chosen = index.length === 0 ? this : this.at(...index);
    if (chosen.size !== 1) {
      throw new ValueError({
        who,
        seen: `an array of shape ${shapeText(chosen.sizes)}`,
        expected: 'can only convert an array of size 1 to a scalar',
        hint: 'tolist() gives all elements',
      });
    }
    return chosen.data[chosen.offset] as number | bigint;
  }

  /** The elements as nested arrays; a single value for an array without dimensions. */
  tolist(): Nested;
  tolist(): unknown {
    const elements = this.elements();
    let at = 0;
    const build = (dim: number): unknown =>
      dim === this.ndim
        ? elementValue('tolist', this.dtype, elements[at++] as number | bigint)
        : Array.from({ length: this.sizes[dim] as number }, () => build(dim + 1));
    return build(0);
  }

  /** A copy of the elements in row-major order, in the typed array of the dtype. */
  toTypedArray(): TypedArray {
    return this.elements().slice();
  }

  /** The elements in row-major order, for reading: storage itself where they stand in that order. */
  elements(): TypedArray {
    const { size, offset } = this;
    if (!isContiguous(this.sizes, this.strides)) {
      return gather(this.data, positionsOf(this), this.dtype);
    }
    return size === this.data.length ? this.data : this.data.subarray(offset, offset + size);
  }

  /** Other sizes over the same storage, for the runtime's own use. */
  view(sizes: readonly number[], strides: readonly number[], offset = this.offset): NdArray {
    return new NdArray(this.data, this.dtype, sizes, strides, offset);
  }

  /** The entries along the first dimension: rows of a matrix, arrays without dimensions of a vector. */
  *[Symbol.iterator](): Generator<NdArray> {
    const step = this.strides[0] as number;
    const { length } = this;
    for (let i = 0; i < length; i++) {
      yield this.view(this.sizes.slice(1), this.strides.slice(1), this.offset + i * step);
    }
  }

  /** What Python's `str(a)` gives, to the character. */
  toString(): string {
    return arrayText(this);
  }

  /** What Python's `repr(a)` gives: the elements with commas, in `array(…)`, with the dtype where it does not show. */
  repr(): string {
    return reprText(this);
  }

  /** What `console.log(a)` shows in Node. */
  [inspect](): string {
    return this.toString();
  }
}

function resolveSizes(size: number, asked: readonly number[], from: readonly number[]): readonly number[] {
  const open = asked.filter((one) => one === -1).length;
  const known = product(asked.filter((one) => one !== -1));
  const sizes = open === 1 && known > 0 ? asked.map((one) => (one === -1 ? size / known : one)) : asked;
  if (
    open > 1 ||
    product(sizes) !== size ||
    !sizes.every((one: unknown) => Number.isInteger(one) && Number(one) >= 0)
  ) {
    throw new ValueError({
      who: 'reshape',
      seen: `cannot reshape array of size ${size} into shape ${shapeText(asked)}`,
      expected: `sizes whose product is ${size}, one of them -1 at most`,
      hint: `the array has the shape ${shapeText(from)}`,
    });
  }
  return sizes;
}
