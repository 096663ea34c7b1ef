import { linear } from '../ops/functional/linear.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { kaimingUniform_ } from './init/kaiming.ts';
import { uniform_ } from './init/uniform.ts';
import { layerArguments, newParameter, type ParameterOptions } from './layer-arguments.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';

export interface LinearOptions extends ParameterOptions {
  /** Whether b is learned; otherwise there is none. */
  readonly bias?: boolean;
}

/**
 * y = x Wᵀ + b: PyTorch's `nn.Linear`.
 *
 * - Args: `inFeatures`, the size of each input; `outFeatures`, that of each output; `bias`.
 * - Shape: (…, inFeatures) → (…, outFeatures). `weight` is (outFeatures, inFeatures), `bias` (outFeatures).
 * - Init: both uniform in ±1/√inFeatures.
 *
 * ```ts
 * const layer = new nn.Linear(2, 3);
 * layer; // → Linear(in_features=2, out_features=3, bias=True)
 * layer.call(torch.ones(4, 2)).shape; // → torch.Size([4, 3])
 * ```
 */
export class Linear extends Module {
  readonly inFeatures: number;
  readonly outFeatures: number;
  weight: Parameter;
  bias: Parameter | null;

  constructor(inFeatures: number, outFeatures: number, bias?: boolean | LinearOptions);
  constructor(...args: readonly unknown[]) {
    super();
    const given = layerArguments('Linear', args, ['inFeatures', 'outFeatures'], ['bias']);
    this.inFeatures = given.whole('inFeatures', 0);
    this.outFeatures = given.whole('outFeatures', 0);
    this.weight = newParameter(given, [this.outFeatures, this.inFeatures]);
    this.bias = given.flag('bias', true) ? newParameter(given, [this.outFeatures]) : null;
    this.resetParameters();
  }

  /** Draws initial values anew. */
  resetParameters(): void {
    kaimingUniform_(this.weight, { a: Math.sqrt(5) });
    if (this.bias === null) return;
    const bound = this.inFeatures > 0 ? 1 / Math.sqrt(this.inFeatures) : 0;
    uniform_(this.bias, -bound, bound);
  }

  override forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias);
  }

  override extraRepr(): string {
    const bias = this.bias === null ? 'False' : 'True';
    return `in_features=${this.inFeatures}, out_features=${this.outFeatures}, bias=${bias}`;
  }
}
