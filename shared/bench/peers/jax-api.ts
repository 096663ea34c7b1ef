/**
 * What the benchmarks use of `@jax-js/jax` 0.1: it is not installed where this is compiled. Every call takes its
 * arguments over and frees them; `x.ref` is one more use of x.
 */
export interface JaxArray {
  readonly ref: this;
  readonly shape: number[];
  add(other: JaxArray | number): JaxArray;
  sub(other: JaxArray | number): JaxArray;
  mul(other: JaxArray | number): JaxArray;
  div(other: JaxArray | number): JaxArray;
  neg(): JaxArray;
  sum(axis?: number): JaxArray;
  max(axis?: number): JaxArray;
  mean(axis?: number): JaxArray;
  reshape(shape: number[]): JaxArray;
  transpose(): JaxArray;
  astype(dtype: string): JaxArray;
  /** Rows by their numbers. */
  slice(rows: JaxArray): JaxArray;
  item(): number;
  /** Awaited; it frees the array as `dataSync` does. */
  data(): Promise<ArrayLike<number>>;
  dataSync(): ArrayLike<number>;
  dispose(): void;
}

type Unary = (x: JaxArray) => JaxArray;

/** Arrays in an array or in the fields of an object, as deep as need be. */
export type JaxTree = JaxArray | readonly JaxTree[] | { readonly [name: string]: JaxTree };

export interface Jax {
  init(device: 'wasm' | 'webgpu'): Promise<unknown>;
  defaultDevice(device: 'wasm' | 'webgpu'): unknown;
  readonly numpy: {
    readonly Array: abstract new (...args: never) => JaxArray;
    readonly float64: string;
    array(values: Float32Array | Int32Array): JaxArray;
    zerosLike(x: JaxArray): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
    readonly exp: Unary;
    readonly tanh: Unary;
    readonly sqrt: Unary;
    readonly square: Unary;
    argmax(x: JaxArray, axis?: number): JaxArray;
    power(x: JaxArray | number, exponent: JaxArray | number): JaxArray;
    absolute(x: JaxArray): JaxArray;
  };
  readonly nn: {
    readonly relu: Unary;
    readonly sigmoid: Unary;
    readonly softplus: Unary;
    softmax(x: JaxArray, axis?: number): JaxArray;
    logSoftmax(x: JaxArray, axis?: number): JaxArray;
    oneHot(labels: JaxArray, classes: number): JaxArray;
  };
  readonly lax: {
    conv(x: JaxArray, filter: JaxArray, strides: number[], padding: 'VALID' | 'SAME'): JaxArray;
    reduceWindow(
      x: JaxArray,
      computation: (window: JaxArray) => JaxArray,
      window: number[],
      strides: number[],
    ): JaxArray;
  };
  readonly tree: {
    map<T extends JaxTree>(f: (...leaves: JaxArray[]) => JaxArray, tree: T, ...rest: readonly T[]): T;
    ref<T extends JaxTree>(tree: T): T;
    dispose(tree: JaxTree): void;
  };
  jit<Args extends readonly JaxTree[], Result extends JaxTree>(
    f: (...args: Args) => Result,
  ): (...args: Args) => Result;
  grad<T extends JaxTree, Rest extends readonly JaxTree[]>(
    f: (first: T, ...rest: Rest) => JaxArray,
  ): (first: T, ...rest: Rest) => T;
  valueAndGrad<T extends JaxTree, Rest extends readonly JaxTree[]>(
    f: (first: T, ...rest: Rest) => JaxArray,
  ): (first: T, ...rest: Rest) => [JaxArray, T];
  blockUntilReady(tree: JaxTree): Promise<unknown>;
}
