import { leakyRelu } from '../../ops/functional/leaky-relu.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

export interface LeakyReLUOptions extends InPlaceOptions {
  /** The slope below 0; 0.01 unless given. */
  readonly negativeSlope?: number;
}

/**
 * x for x > 0, `negativeSlope` · x below, element by element: PyTorch's `nn.LeakyReLU`.
 *
 * ```ts
 * new nn.LeakyReLU(0.1).call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-0.1500,  0.0000,  1.5000])
 * ```
 */
export class LeakyReLU extends Activation {
  negativeSlope: number;

  constructor(negativeSlope?: number | LeakyReLUOptions, inplace?: boolean | LeakyReLUOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['negativeSlope', 'inplace']);
    this.negativeSlope = this.number('negativeSlope', 0.01);
  }

  protected override formula(x: Tensor): Tensor {
    return leakyRelu(x, this.negativeSlope);
  }
}
