/*
 * The kernels, in AssemblyScript: TypeScript's syntax, WebAssembly's types. Neither tsc nor Biome knows it; `npm run
 * build` compiles it into ../module-text.ts. Memory belongs to the caller, who lays it out anew for every call: no
 * kernel may keep anything there, except the words by which threads agree (matmul.ts), and none has data of its own.
 */
export { adam } from './adam';
export { add, div, exp, log, mul, relu, reluGradient, sigmoid, sqrt, sub, tanh } from './elementwise';
export { softmax, sumRows } from './lanes';
export { narrow, packColumns, product, serve } from './matmul';
