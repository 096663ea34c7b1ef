/*
 * The kernels, in AssemblyScript: TypeScript's syntax, WebAssembly's types. Neither tsc nor Biome knows it; `npm run
 * build` compiles it into ../module-text.ts. Memory belongs to the caller, who lays it out anew for every call: no
 * kernel may keep anything there, except the words by which threads agree (matmul.ts), and none has data of its own.
 */
export { adam } from './adam';
export {
  abs,
  add,
  div,
  exp,
  log,
  logitLoss,
  logSigmoid,
  maximum,
  minimum,
  mul,
  neg,
  relu,
  reluGradient,
  sigmoid,
  sigmoidGradient,
  softplus,
  sqrt,
  square,
  sub,
  tanh,
} from './elementwise';
export { softmax, softmaxGradient } from './lanes';
export { narrow, packColumns, product, serve } from './matmul';
export { descend, descendWithMomentum } from './sgd';
export { extremes, sumLanes, sumRows } from './sums';
export { largestInWindows, moveWindows } from './windows';
