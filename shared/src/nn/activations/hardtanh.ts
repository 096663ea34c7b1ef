import { AssertionError } from '../../core/errors.ts';
import { py } from '../../core/python.ts';
import { hardtanh } from '../../ops/functional/hardtanh.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

export interface HardtanhOptions extends InPlaceOptions {
  /** The least value; −1 unless given. */
  readonly minVal?: number;
  /** The greatest value; 1 unless given. */
  readonly maxVal?: number;
}

/**
 * x, but not below `minVal` nor above `maxVal`, element by element: PyTorch's `nn.Hardtanh`.
 *
 * ```ts
 * new nn.Hardtanh().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-1.,  0.,  1.])
 * ```
 *
 * @throws AssertionError unless `minVal` is below `maxVal`.
 */
export class Hardtanh extends Activation {
  minVal: number;
  maxVal: number;

  constructor(
    minVal?: number | HardtanhOptions,
    maxVal?: number | HardtanhOptions,
    inplace?: boolean | HardtanhOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, ['minVal', 'maxVal', 'inplace']);
    this.minVal = this.number('minVal', py.float(-1));
    this.maxVal = this.number('maxVal', py.float(1));
    if (this.maxVal > this.minVal) return;
    throw new AssertionError({
      who: 'Hardtanh',
      seen: `min_val is ${this.minVal}, max_val is ${this.maxVal}`,
      expected: 'max_val above min_val',
    });
  }

  protected override formula(x: Tensor): Tensor {
    return hardtanh(x, this.minVal, this.maxVal);
  }
}
