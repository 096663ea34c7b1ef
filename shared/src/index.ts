/**
 * The tensor runtime: PyTorch's semantics under a TypeScript surface. What is exported here is what students
 * import from '#torch'.
 */

import * as autograd from './autograd/index.ts';
import * as dtypes from './core/dtype.ts';
import { canCast, promoteTypes, resultType } from './core/promotion.ts';
import { data } from './data/namespace.ts';
import { cuda } from './device/cuda.ts';
import { getDefaultDevice, setDefaultDevice } from './device/default-device.ts';
import { device } from './device/devices.ts';
import { getNumThreads, setNumThreads } from './device/num-threads.ts';
import * as ops from './ops/index.ts';
import * as linalg from './ops/linalg/index.ts';
import { defaultGenerator, Generator } from './random/generator.ts';
import * as creation from './tensor/creation.ts';
import * as facts from './tensor/facts.ts';
import { fromNumpy } from './tensor/from-numpy.ts';
import { isGradEnabled, setGradEnabled } from './tensor/graph.ts';
import { setPrintoptions } from './tensor/print-options.ts';
import * as random from './tensor/random.ts';
import * as randomState from './tensor/random-state.ts';
import * as ranges from './tensor/ranges.ts';
import { Tensor } from './tensor/tensor.ts';
import { tidy } from './tensor/tidy.ts';

/**
 * PyTorch's `torch`: factories, operations and dtypes. A plain object whose functions are looked up when they
 * are called, so that a host may replace one; the runtime itself never goes through it.
 */
export const torch = {
  Tensor,
  device,
  setDefaultDevice,
  getDefaultDevice,
  cuda,

  bool: dtypes.bool,
  uint8: dtypes.uint8,
  int8: dtypes.int8,
  int16: dtypes.int16,
  int32: dtypes.int32,
  int64: dtypes.int64,
  float32: dtypes.float32,
  float64: dtypes.float64,
  // PyTorch's second names
  short: dtypes.int16,
  int: dtypes.int32,
  long: dtypes.int64,
  float: dtypes.float32,
  double: dtypes.float64,
  promoteTypes,
  resultType,
  canCast,

  tensor: creation.tensor,
  zeros: creation.zeros,
  ones: creation.ones,
  full: creation.full,
  arange: ranges.arange,
  linspace: ranges.linspace,
  logspace: ranges.logspace,
  eye: creation.eye,
  empty: creation.empty,
  fromNumpy,
  zerosLike: creation.zerosLike,
  onesLike: creation.onesLike,
  fullLike: creation.fullLike,
  emptyLike: creation.emptyLike,

  isTensor: facts.isTensor,
  isFloatingPoint: facts.isFloatingPoint,
  numel: facts.numel,

  Generator,
  defaultGenerator,
  manualSeed: randomState.manualSeed,
  initialSeed: randomState.initialSeed,
  seed: randomState.seed,
  getRngState: randomState.getRngState,
  setRngState: randomState.setRngState,
  rand: random.rand,
  randn: random.randn,
  randint: random.randint,
  randperm: random.randperm,
  randLike: random.randLike,
  randnLike: random.randnLike,
  randintLike: random.randintLike,

  ...ops,
  // A plain object too: the properties of a module cannot be replaced.
  linalg: { ...linalg },

  autograd: { grad: autograd.grad, gradcheck: autograd.gradcheck },
  utils: { data },
  noGrad: autograd.noGrad,
  enableGrad: autograd.enableGrad,
  isGradEnabled,
  setGradEnabled,
  setPrintoptions,
  setNumThreads,
  getNumThreads,
  tidy,
};

export type { Dtype } from './core/dtype.ts';
export { isNotFilled, NotFilled, notFilled } from './core/not-filled.ts';
export { NotImplementedError } from './core/not-implemented-error.ts';
export { py } from './core/python.ts';
export { data } from './data/namespace.ts';
export type { Device } from './device/device.ts';
export { type DrawGraphOptions, drawGraph, type GraphDrawing } from './inspect/draw-graph.ts';
export { type Summary, type SummaryOptions, summary } from './inspect/summary.ts';
export { safetensors } from './io/safetensors.ts';
export { F } from './nn/functional.ts';
export type { Reduction } from './nn/losses/reduction.ts';
export { nn } from './nn/namespace.ts';
export { DataFrame, NdArray, np } from './numpy/index.ts';
export { optim } from './optim/namespace.ts';
export type { Generator } from './random/generator.ts';
export { sk } from './sk/index.ts';
export { format } from './tensor/format.ts';
export { print } from './tensor/python-text.ts';
export { Tensor };
