import { type Dtype, float64, type TypedArray } from '../core/dtype.ts';
import { inspect } from '../core/inspect.ts';
import type { Layout } from '../core/layout.ts';
import type { Scalar } from '../core/python.ts';
import type {
  Comparison,
  LaneMap,
  LaneReduction,
  MapFormulas,
  Test,
  ZipFormulas,
  ZipThreeFormulas,
} from './formulas.ts';
import type { InputArrays, Kernel, OutputArrays } from './kernel.ts';

/** Elements in the memory of a device, which alone can look inside. */
export interface DeviceBuffer {
  /** The number of elements. */
  readonly length: number;
}

/** The elements of a buffer that a layout names, in its order. Every tensor is one. */
export interface Strided extends Layout {
  readonly storage: { readonly buffer: DeviceBuffer };
  readonly dtype: Dtype;
}

/** What an element-wise operation takes: elements that stretch to the shape of the result, or one number for all. */
export type StridedOrScalar = Strided | Scalar;

/** How elements fall into lanes: `count` of them, each of `length` elements. */
export interface LaneCounts {
  readonly length: number;
  readonly count: number;
}

/** `n` by `k` matrices times `k` by `m` matrices, as many of either as `batches` says. */
export interface ProductShape {
  readonly batches: number;
  readonly n: number;
  readonly k: number;
  readonly m: number;
}

/**
 * Where the elements of tensors live, and what can be done with them there: memory, and a few higher-order functions,
 * of which every operation is made. `String(device)` is PyTorch's `str`, `cpu`.
 *
 * ```ts
 * torch.zeros(2).device; // → cpu
 * ```
 *
 * Operands of one call live on this device, with dtypes and shapes that the families of operations have checked.
 * Results come in row-major order, in a buffer of their own.
 */
export abstract class Device {
  readonly type: string;
  /** Which of several of its type; null where there can be one only. */
  readonly index: number | null;
  /** @internal The float with most digits here, for what operations keep between two kernels: see normalization. */
  readonly widest: Dtype = float64;

  constructor(type: string, index: number | null) {
    this.type = type;
    this.index = index;
  }

  toString(): string {
    return this.index === null ? this.type : `${this.type}:${this.index}`;
  }

  /** What Python's `repr` gives, which is how a device prints inside a list: `device(type='cpu')`. */
  repr(): string {
    const index = this.index === null ? '' : `, index=${this.index}`;
    return `device(type='${this.type}'${index})`;
  }

  [inspect](): string {
    return this.toString();
  }

  /** @internal Whether there are tensors of that dtype here. */
  holds(_dtype: Dtype): boolean {
    return true;
  }

  /** @internal @throws RuntimeError where a tensor is asked for here in a dtype that there is not. */
  requireDtype(_who: string, _dtype: Dtype): void {}

  /** @internal Room for so many elements, all 0. */
  abstract allocate(dtype: Dtype, length: number): DeviceBuffer;

  /** @internal The elements in a buffer. The array may become the buffer: it is not to be used any more. */
  abstract upload(elements: TypedArray): DeviceBuffer;

  /**
   * @internal The elements in row-major order, on the host, once all that was asked of the device before is done. They
   * may be the buffer itself: read them, never write them.
   */
  abstract read(x: Strided): TypedArray;

  /** @internal The memory of a buffer itself, where the host can index it; null where it cannot. */
  abstract hostMemory(buffer: DeviceBuffer): TypedArray | null;

  /** @internal The elements in row-major order, converted to `dtype`, in a buffer of their own. */
  abstract copy(x: Strided, dtype: Dtype): DeviceBuffer;

  /** @internal Writes the elements of `source`, stretched and converted, to the places of `target`. */
  abstract write(source: Strided, target: Strided): void;

  /** @internal y = f(x), computed in `dtype` and of that dtype. */
  abstract map(formulas: MapFormulas, x: Strided, dtype: Dtype): DeviceBuffer;

  /** @internal y = f(a, b), both stretched to `sizes`; computed in `dtype`. */
  abstract zip(
    formulas: ZipFormulas,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer;

  /** @internal y = f(a, b, c), all stretched to `sizes`; computed in `dtype`. */
  abstract zipThree(
    formulas: ZipThreeFormulas,
    a: StridedOrScalar,
    b: StridedOrScalar,
    c: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer;

  /** @internal Whether each element passes: bool. */
  abstract test(test: Test, x: Strided): DeviceBuffer;

  /** @internal Whether each pair of elements passes, both converted to `dtype` first: bool. */
  abstract compare(
    comparison: Comparison,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer;

  /** @internal The element of a where `condition` is not 0, else that of b; all stretched to `sizes`. */
  abstract select(
    condition: Strided,
    a: StridedOrScalar,
    b: StridedOrScalar,
    sizes: readonly number[],
    dtype: Dtype,
  ): DeviceBuffer;

  /**
   * @internal One element of dtype `result` for every lane. Lanes follow one another in row-major order of `x`. Floats
   * are computed in `dtype`; integers in int64 where the reduction has a form for them.
   */
  abstract reduce(
    reduction: LaneReduction,
    x: Strided,
    lanes: LaneCounts,
    dtype: Dtype,
    result: Dtype,
  ): DeviceBuffer;

  /** @internal Every lane of `x` mapped to one of the same length, in `dtype`. `beside` has the shape of `x`. */
  abstract mapLanes(
    map: LaneMap,
    x: Strided,
    beside: Strided | null,
    length: number,
    dtype: Dtype,
  ): DeviceBuffer;

  /** @internal A B for matrices, or batches of them, of one dtype, which is that of the result. */
  abstract multiply(a: Strided, b: Strided, shape: ProductShape): DeviceBuffer;

  /**
   * @internal Adds a row of elements to every row of a matrix, which is a result that nobody else has yet; false where it is
   * to be added as any two operands are.
   */
  addRow(_row: Strided, _matrix: DeviceBuffer): boolean {
    return false;
  }

  /** @internal Runs a kernel. The elements of every output lie in row-major order. */
  abstract run<Inputs extends InputArrays, Outputs extends OutputArrays, Parameters>(
    kernel: Kernel<Inputs, Outputs, Parameters>,
    inputs: KernelInputs<Inputs>,
    outputs: KernelOutputs<Outputs>,
    parameters: Parameters,
  ): void;
}

/** What becomes the arrays that a kernel reads: as many operands, and null only where the kernel takes null. */
export type KernelInputs<A extends InputArrays> = {
  readonly [I in keyof A]: null extends A[I] ? Strided | null : Strided;
};

/** What becomes the arrays that a kernel writes. */
export type KernelOutputs<A extends OutputArrays> = { readonly [I in keyof A]: Strided };
