import { ValueError } from '../../core/errors.ts';
import { groupNorm } from '../../ops/functional/group-norm.ts';
import { pythonText } from '../../tensor/python-text.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { layerArguments, newParameter, type ParameterOptions } from '../layer-arguments.ts';
import { Module } from '../module.ts';
import type { Parameter } from '../parameter.ts';

export interface GroupNormOptions extends ParameterOptions {
  /** What is added to the variance, so that nothing is divided by 0; 1e-5 unless given. */
  readonly eps?: number;
  /** Whether weight and bias are learned; true unless given. */
  readonly affine?: boolean;
}

/**
 * y = (x − mean) / √(variance + eps) · weight + bias, with mean and variance over each group of channels of each
 * example: PyTorch's `nn.GroupNorm`.
 *
 * - Args: `numGroups`; `numChannels`, a multiple of it; `eps`; `affine`.
 * - Shape: (N, C, …) → the same. `weight` and `bias` are (C).
 * - Init: weight 1, bias 0.
 *
 * ```ts
 * new nn.GroupNorm(1, 2).call(torch.tensor([[1.5, 3.5]])).detach(); // → tensor([[-1.0000,  1.0000]])
 * ```
 *
 * @throws ValueError where the groups do not divide the channels.
 */
export class GroupNorm extends Module {
  readonly numGroups: number;
  readonly numChannels: number;
  eps: number;
  readonly affine: boolean;
  weight: Parameter | null;
  bias: Parameter | null;

  constructor(
    numGroups: number,
    numChannels: number,
    eps?: number | GroupNormOptions,
    affine?: boolean | GroupNormOptions,
  );
  constructor(...args: readonly unknown[]) {
    super();
    const given = layerArguments('GroupNorm', args, ['numGroups', 'numChannels'], ['eps', 'affine']);
    this.numGroups = given.whole('numGroups', 1);
    this.numChannels = given.whole('numChannels', 0);
    if (this.numChannels % this.numGroups !== 0) {
      throw new ValueError({
        who: 'GroupNorm',
        seen: `num_channels is ${this.numChannels}, num_groups is ${this.numGroups}`,
        expected: 'num_channels must be divisible by num_groups',
      });
    }
    this.eps = given.number('eps', 1e-5);
    this.affine = given.flag('affine', true);
    this.weight = this.affine ? newParameter(given, [this.numChannels], 1) : null;
    this.bias = this.affine ? newParameter(given, [this.numChannels]) : null;
  }

  override forward(x: Tensor): Tensor {
    return groupNorm(x, this.numGroups, { weight: this.weight, bias: this.bias, eps: this.eps });
  }

  override extraRepr(): string {
    const { numGroups, numChannels, eps, affine } = this;
    return `${numGroups}, ${numChannels}, eps=${pythonText(eps)}, affine=${pythonText(affine)}`;
  }
}
