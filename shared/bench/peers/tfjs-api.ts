/** What the benchmarks use of `@tensorflow/tfjs` 4: it is not installed where this is compiled. */
export interface TfTensor {
  readonly shape: number[];
  data(): Promise<Float32Array | Int32Array | Uint8Array>;
  dataSync(): Float32Array | Int32Array | Uint8Array;
  dispose(): void;
}
export interface TfVariable extends TfTensor {
  readonly name: string;
}
export interface TfOptimizer {
  minimize(loss: () => TfTensor, returnCost: true): TfTensor;
  applyGradients(gradients: Readonly<Record<string, TfTensor>>): void;
}

type Unary = (x: TfTensor) => TfTensor;
type Padding = 'valid' | 'same';

export interface Tfjs {
  readonly Tensor: abstract new (...args: never) => TfTensor;
  readonly version_core: string;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  getBackend(): string;
  tidy<T>(work: () => T): T;
  engine(): { startScope(): void; endScope(): void };
  tensor(values: Float32Array | Int32Array, shape?: number[], dtype?: 'float32' | 'int32'): TfTensor;
  oneHot(labels: TfTensor, classes: number): TfTensor;
  randomUniform(shape: number[], low: number, high: number): TfTensor;
  variable(initial: TfTensor): TfVariable;
  add(a: TfTensor, b: TfTensor): TfTensor;
  mul(a: TfTensor, b: TfTensor | number): TfTensor;
  matMul(a: TfTensor, b: TfTensor, transposeA?: boolean, transposeB?: boolean): TfTensor;
  readonly exp: Unary;
  readonly tanh: Unary;
  readonly sigmoid: Unary;
  readonly relu: Unary;
  readonly sum: Unary;
  readonly mean: Unary;
  softmax(x: TfTensor, axis?: number): TfTensor;
  logSoftmax(x: TfTensor, axis?: number): TfTensor;
  argMax(x: TfTensor, axis?: number): TfTensor;
  gather(x: TfTensor, indices: TfTensor): TfTensor;
  reshape(x: TfTensor, shape: number[]): TfTensor;
  conv2d(x: TfTensor, filter: TfTensor, strides: number, padding: Padding): TfTensor;
  maxPool(x: TfTensor, size: number, strides: number, padding: Padding): TfTensor;
  grads(f: (...args: TfTensor[]) => TfTensor): (args: TfTensor[]) => TfTensor[];
  valueAndGrads(
    f: (...args: TfTensor[]) => TfTensor,
  ): (args: TfTensor[]) => { value: TfTensor; grads: TfTensor[] };
  readonly losses: {
    meanSquaredError(labels: TfTensor, predictions: TfTensor): TfTensor;
    sigmoidCrossEntropy(labels: TfTensor, logits: TfTensor): TfTensor;
    softmaxCrossEntropy(labels: TfTensor, logits: TfTensor): TfTensor;
  };
  readonly train: {
    sgd(learningRate: number): TfOptimizer;
    adam(learningRate: number): TfOptimizer;
  };
  readonly util: { createShuffledIndices(count: number): Uint32Array };
}

/** What they use of `@tensorflow/tfjs-backend-wasm`. */
export interface TfjsWasm {
  setThreadsCount(threads: number): void;
}
