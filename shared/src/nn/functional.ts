import * as functional from '../ops/functional/index.ts';
import * as ops from '../ops/index.ts';
import * as losses from './losses/functions.ts';

/**
 * PyTorch's `torch.nn.functional`. A plain object whose functions are looked up when they are called, as `torch` is.
 */
export const F = {
  sigmoid: ops.sigmoid,
  tanh: ops.tanh,
  prelu: ops.prelu,
  celu: ops.celu,
  selu: ops.selu,
  threshold: ops.threshold,
  hardshrink: ops.hardshrink,
  softmax: ops.softmax,
  logSoftmax: ops.logSoftmax,
  ...functional,
  ...losses,
};
