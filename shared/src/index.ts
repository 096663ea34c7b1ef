/**
 * The tensor runtime: PyTorch's semantics under a TypeScript surface. What is exported here is what students
 * import from '#torch'.
 */

import * as autograd from './autograd/index.ts';
import * as dtypes from './core/dtype.ts';
import { canCast, promoteTypes, resultType } from './core/promotion.ts';
import { device } from './device/device.ts';
import * as ops from './ops/index.ts';
import * as creation from './tensor/creation.ts';
import { isGradEnabled, setGradEnabled } from './tensor/graph.ts';
import { setPrintoptions } from './tensor/print-options.ts';
import { Tensor } from './tensor/tensor.ts';

/**
 * PyTorch's `torch`: factories, operations and dtypes. A plain object whose functions are looked up when they
 * are called, so that a host may replace one; the runtime itself never goes through it.
 */
export const torch = {
  Tensor,
  device,

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
  arange: creation.arange,
  linspace: creation.linspace,
  eye: creation.eye,
  zerosLike: creation.zerosLike,
  onesLike: creation.onesLike,
  fullLike: creation.fullLike,

  ...ops,

  autograd: { grad: autograd.grad },
  noGrad: autograd.noGrad,
  enableGrad: autograd.enableGrad,
  isGradEnabled,
  setGradEnabled,
  setPrintoptions,
};

/** PyTorch's `torch.nn.functional`. */
export const F = {
  relu: ops.relu,
  sigmoid: ops.sigmoid,
  softmax: ops.softmax,
  logSoftmax: ops.logSoftmax,
};

export type { Dtype } from './core/dtype.ts';
export { isNotFilled, NotFilled, notFilled } from './core/not-filled.ts';
export { NotImplementedError } from './core/not-implemented-error.ts';
export { py } from './core/python.ts';
export type { Device } from './device/device.ts';
export { print } from './tensor/python-text.ts';
export { Tensor };
