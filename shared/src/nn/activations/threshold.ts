import { threshold } from '../../ops/threshold.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

export interface ThresholdOptions extends InPlaceOptions {
  /** Where x begins to pass. */
  readonly threshold?: number;
  /** What stands elsewhere. */
  readonly value?: number;
}

/**
 * x for x > `threshold`, `value` otherwise, element by element: PyTorch's `nn.Threshold`.
 *
 * ```ts
 * new nn.Threshold(0.5, -1).call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-1.0000, -1.0000,  1.5000])
 * ```
 *
 * @throws TypeError unless both settings are given.
 */
export class Threshold extends Activation {
  threshold: number;
  value: number;

  constructor(
    threshold?: number | ThresholdOptions,
    value?: number | ThresholdOptions,
    inplace?: boolean | ThresholdOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, ['threshold', 'value', 'inplace']);
    this.threshold = this.number('threshold');
    this.value = this.number('value');
  }

  protected override formula(x: Tensor): Tensor {
    return threshold(x, this.threshold, this.value);
  }
}
