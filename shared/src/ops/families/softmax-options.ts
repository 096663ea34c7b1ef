import type { Dtype } from '../../core/dtype.ts';
import { ArgumentError, describe } from '../../core/errors.ts';
import { checkOptions } from '../../core/options.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { dtypeComplaint, requireTensor } from './operand.ts';

/** `softmax(x, -1)` or `softmax(x, { dim: -1 })`. */
export interface SoftmaxOptions {
  /** The dimension along which the results sum to 1. */
  readonly dim?: number;
  /** Convert to this dtype first. */
  readonly dtype?: Dtype;
}

/** The two forms brought together and checked. */
export function softmaxOptions(
  who: string,
  x: Tensor,
  dim: number | SoftmaxOptions,
  rest: SoftmaxOptions = {},
): { dim: number; dtype: Dtype } {
  requireTensor(who, x);
  const options = { ...(typeof dim === 'object' ? dim : { dim }), ...rest };
  checkOptions(who, options, ['dim', 'dtype']);
  if (typeof options.dim !== 'number') {
    throw new ArgumentError({
      who,
      seen: `dim is ${describe(options.dim)}`,
      expected: 'the dimension that is to sum to 1',
      hint: `${who}(x, -1) works along the last dimension`,
    });
  }
  const dtype = options.dtype ?? x.dtype;
  if (!dtype.isFloatingPoint) throw dtypeComplaint(who, dtype, 'a floating point dtype');
  return { dim: options.dim, dtype };
}
