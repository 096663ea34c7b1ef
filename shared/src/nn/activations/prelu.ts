import { prelu } from '../../ops/prelu.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { layerArguments, newParameter, type ParameterOptions } from '../layer-arguments.ts';
import { Module } from '../module.ts';
import type { Parameter } from '../parameter.ts';

export interface PReLUOptions extends ParameterOptions {
  /** One slope for all, or one for each channel (dimension 1); 1 unless given. */
  readonly numParameters?: number;
  /** What the slopes begin with; 0.25 unless given. */
  readonly init?: number;
}

/**
 * x for x > 0, w · x below, element by element, where the slope w is learned: PyTorch's `nn.PReLU`.
 *
 * - Args: `numParameters`; `init`.
 * - Shape: any → the same. `weight` is (numParameters,).
 * - Init: `weight` is `init` everywhere.
 *
 * ```ts
 * new nn.PReLU().call(torch.tensor([-1, 1.5])).detach(); // → tensor([-0.2500,  1.5000])
 * ```
 */
export class PReLU extends Module {
  readonly numParameters: number;
  weight: Parameter;

  constructor(numParameters?: number | PReLUOptions, init?: number | PReLUOptions);
  constructor(...args: readonly unknown[]) {
    super();
    const given = layerArguments('PReLU', args, [], ['numParameters', 'init']);
    this.numParameters = given.whole('numParameters', 1);
    this.weight = newParameter(given, [this.numParameters], given.number('init', 0.25));
  }

  override forward(x: Tensor): Tensor {
    return prelu(x, this.weight);
  }

  override extraRepr(): string {
    return `num_parameters=${this.numParameters}`;
  }
}
