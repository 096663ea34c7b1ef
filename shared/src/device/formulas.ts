import { type Dtype, type FloatArray, float32 } from '../core/dtype.ts';

/*
 * What an operation declares for the higher-order functions of a device: formulas as data, under a name. A device
 * takes from a declaration what it can run. Formulas come in three domains. `float` computes in JavaScript numbers,
 * for float32 (rounded when stored), float64 and bool (0 and 1; whatever is not 0 is true). `integer` computes in
 * bigints, for int64. `narrow` computes in numbers for the integers of up to 32 bits; it is `float` where that is
 * exact there too. What is stored into an integer wraps around.
 */

/** The formulas for one element of the result. `Longs` is the form of those for int64. */
export interface Formulas<Numbers, Longs> {
  /** The name of the operation, by which a device may know it. */
  readonly name: string;
  readonly float: Numbers;
  readonly integer?: Longs | null;
  /** For float32, where PyTorch's result shows that it is rounded on the way. */
  readonly single?: Numbers;
  /** For integers of up to 32 bits, where `float` is not exact. */
  readonly narrow?: Numbers;
}

/** y = f(x). */
export type MapFormulas = Formulas<MapFormula, (x: bigint) => bigint>;

/** y = f(a, b). */
export type ZipFormulas = Formulas<ZipFormula, (a: bigint, b: bigint) => bigint>;

/*
 * A loop that serves all formulas calls one for each element, and JavaScript makes an object of every number that goes
 * into such a call or comes out of it. The formulas of which training mostly consists therefore bring a loop of their
 * own for float32, into which they are compiled.
 */

/** From how many elements on SIMD kernels are faster than loops. */
export const MANY_ELEMENTS = 128;

/** The SIMD kernels by the kind of formula that they compute (device/cpu/wasm). */
export type MapKernel =
  | 'relu'
  | 'neg'
  | 'abs'
  | 'square'
  | 'sqrt'
  | 'exp'
  | 'log'
  | 'tanh'
  | 'sigmoid'
  | 'softplus'
  | 'logSigmoid';
export type ZipKernel =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'maximum'
  | 'minimum'
  | 'reluGradient'
  | 'sigmoidGradient'
  | 'logitLoss';
export type ReductionKernel =
  | 'vectorSum'
  | 'columnSum'
  | 'largest'
  | 'smallest'
  | 'largestPlace'
  | 'smallestPlace';
/** Of lanes along rows, or across them, which are added up in another order. */
export type LaneKernel =
  `${'softmax' | 'logSoftmax' | 'softmaxGradient' | 'logSoftmaxGradient'}${'' | 'Across'}`;

/** A formula for which the CPU may have a SIMD kernel in float32. */
export type WithKernel<Formula, Kernel> = Formula & { readonly kernel?: Kernel };

/**
 * Names the kernel that computes a formula in float32 where there are many elements. It goes with the function: a
 * declaration that is made of another, with a formula of its own, does not inherit the other's kernel.
 */
export function simd<Kernel extends string, Formula extends object>(
  kernel: Kernel,
  formula: Formula,
): Formula & { readonly kernel: Kernel } {
  return Object.assign(formula, { kernel });
}

/** An expression in WGSL in the operands `x`, or `a`, `b` and `c`, and up to four constants: `k().x` … `k().w`. */
export interface Wgsl {
  readonly code: string;
  readonly constants: readonly number[];
}

/** A formula with the form that a GPU may compute it in, in float32. */
export interface WithWgsl {
  readonly wgsl?: Wgsl;
}

/**
 * Gives a formula its form in WGSL, written with the functions of device/gpu/prelude.ts and special.ts. Like a kernel it
 * goes with the function.
 */
export function wgsl<Formula extends object>(
  code: string,
  formula: Formula,
  ...constants: number[]
): Formula & { readonly wgsl: Wgsl } {
  return Object.assign(formula, { wgsl: { code, constants } });
}

/** f, for one element. */
export interface MapFormula extends WithWgsl {
  (x: number): number;
  readonly loop?: MapLoop;
  readonly kernel?: MapKernel;
}

/** y[i] = f(x[i]) for all of y. */
export type MapLoop = (x: Float32Array, y: Float32Array) => void;

/** f, for one pair of elements. */
export interface ZipFormula extends WithWgsl {
  (a: number, b: number): number;
  readonly loop?: ZipLoop;
  readonly kernel?: ZipKernel;
}

/** y[start … end] = f(a, b), where the operands are read from p and q on, in their steps. */
export type ZipLoop = (
  a: Float32Array,
  p: number,
  stepA: number,
  b: Float32Array,
  q: number,
  stepB: number,
  y: Float32Array,
  start: number,
  end: number,
) => void;

/** A formula with its loop. */
export function looped<Formula extends object, Loop>(
  formula: Formula,
  loop: Loop,
): Formula & { readonly loop: Loop } {
  return Object.assign(formula, { loop });
}

/** y = f(a, b, c). */
export type ZipThreeFormulas = Formulas<ZipThreeFormula, (a: bigint, b: bigint, c: bigint) => bigint>;

/** f, for one element of each of three. */
export interface ZipThreeFormula extends WithWgsl {
  (a: number, b: number, c: number): number;
  readonly loop?: ZipThreeLoop;
}

/** y[i] = f(a, b, c) for all of y; each operand is read from its first element on, in steps of 1, or of 0 to repeat it. */
export type ZipThreeLoop = (
  a: Float32Array,
  stepA: number,
  b: Float32Array,
  stepB: number,
  c: Float32Array,
  stepC: number,
  y: Float32Array,
) => void;

/** A test of one element, as the number it stands for. */
export interface Test {
  readonly name: string;
  readonly test: (x: number) => boolean;
  /** The test in WGSL, of a float32 `x`. */
  readonly wgsl?: string;
}

/** A test of two elements of one dtype: numbers, or bigints for int64. */
export interface Comparison {
  readonly name: string;
  readonly test: <E extends number | bigint>(a: E, b: E) => boolean;
  /** The test in WGSL, of float32 `a` and `b`. */
  readonly wgsl?: string;
}

/**
 * A fold in WGSL: what the elements of a lane come to, whatever the order and the groups they are taken in. `s` is what
 * has come together so far, a float.
 */
export interface WgslFold {
  /** Folds that come first, whose results the others may use by name. */
  readonly before?: Readonly<Record<string, WgslFold>>;
  /** Of no elements. */
  readonly start: string;
  /** With the element `x`. */
  readonly each: string;
  /** With what another group has come to, `t`. */
  readonly both: string;
  /** The result, from `s` and the number of elements `n`; it is `s` unless said. */
  readonly last?: string;
  /** `k().x` … `k().w` in all of these. */
  readonly constants?: readonly number[];
}

/** A lane mapped in WGSL. */
export type WgslLanes = WgslLaneMap | WgslRunning;

/** Folds one after another, each of which may use those before it by name, and the element. */
export interface WgslLaneMap {
  readonly folds: Readonly<Record<string, WgslFold>>;
  /** The result, from `x`, the element `b` beside it, the folds by name and the length `n`. */
  readonly result: string;
}

/** What the elements up to each of them come to. */
export interface WgslRunning {
  readonly running: WgslFold;
}

/** What the lane `x[start … end]` comes to. */
export interface FloatReduction {
  (x: FloatArray, start: number, end: number): number;
  readonly kernel?: ReductionKernel;
  /** The same for all lanes at once, where they are the columns of a float32 matrix in row-major order. */
  readonly columns?: ColumnSums;
}

/** What the columns of the matrix of so many rows that begins at x[start] come to, as many as `results`. */
export type ColumnSums = (x: Float32Array, start: number, rows: number, results: Float32Array) => void;

/** What the lane `x[start … end]` comes to, in floats and in exact integers. */
export interface LaneReduction {
  readonly name: string;
  readonly float: FloatReduction;
  /** Whether `float` divides what its kernel, a sum, gives by the length of the lane. */
  readonly isMean?: boolean;
  readonly integer?: (x: BigInt64Array, start: number, end: number) => bigint;
  readonly wgsl?: WgslFold;
}

/**
 * What the lane `x[start … end]` becomes when its length stays; it is written to the same places of `y`. `beside` has
 * the elements of a second operand; it is `x` where there is none.
 */
export interface LaneMap {
  readonly name: string;
  readonly float: WithKernel<
    (x: FloatArray, start: number, end: number, y: FloatArray, beside: FloatArray) => void,
    LaneKernel
  >;
  readonly integer?: (x: BigInt64Array, start: number, end: number, y: BigInt64Array) => void;
  readonly wgsl?: WgslLanes;
}

/** The formula for elements of a dtype other than int64. */
export function numberFormula<Numbers>(
  { float, single = float, narrow = float }: Formulas<Numbers, never> | Formulas<Numbers, unknown>,
  dtype: Dtype,
): Numbers {
  if (dtype.kind === 'integer') return narrow;
  return dtype === float32 ? single : float;
}

/** The formula for int64. */
export function longFormula<Longs>({ name, integer }: Formulas<unknown, Longs>): Longs {
  if (integer !== undefined && integer !== null) return integer;
  throw new Error(`a fault of the runtime: ${name} has no formula for int64`);
}
