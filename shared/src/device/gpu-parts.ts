/*
 * What the GPU's code takes from the runtime, as values. That code is a file of its own, dist/gpu.cjs (dist/gpu-browser.js
 * in a browser), and must work with the very classes and dtypes of the runtime that opens it: so it imports values from
 * here alone, and the build hands them over (types it takes from anywhere: they are gone by then).
 */

export { toInt64 } from '../core/cast.ts';
export { bool, dtypes, float32, float64, int32, int64 } from '../core/dtype.ts';
export { describe, RuntimeError } from '../core/errors.ts';
export { scalarNumber } from '../core/python.ts';
export { broadcastStrides, contiguousStrides, isContiguous, product } from '../core/shape.ts';
export { CpuDevice } from './cpu/cpu-device.ts';
export { Device } from './device.ts';
export { numberFormula } from './formulas.ts';
export { tidyScope } from './tidy-scope.ts';
