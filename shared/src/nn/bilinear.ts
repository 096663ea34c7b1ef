import { bilinear } from '../ops/functional/bilinear.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { uniform_ } from './init/uniform.ts';
import { layerArguments, newParameter } from './layer-arguments.ts';
import type { LinearOptions } from './linear.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';

/**
 * y = x₁ᵀ A x₂ + b, with one matrix A for each output: PyTorch's `nn.Bilinear`.
 *
 * - Args: `in1Features` and `in2Features`, the sizes of the two inputs; `outFeatures`; `bias`.
 * - Shape: (…, in1Features), (…, in2Features) → (…, outFeatures). `weight` is (outFeatures, in1Features,
 *   in2Features), `bias` (outFeatures).
 * - Init: both uniform in ±1/√in1Features.
 *
 * ```ts
 * new nn.Bilinear(2, 3, 4).call(torch.ones(5, 2), torch.ones(5, 3)).shape; // → torch.Size([5, 4])
 * ```
 */
export class Bilinear extends Module {
  readonly in1Features: number;
  readonly in2Features: number;
  readonly outFeatures: number;
  weight: Parameter;
  bias: Parameter | null;

  constructor(in1Features: number, in2Features: number, outFeatures: number, bias?: boolean | LinearOptions);
  constructor(...args: readonly unknown[]) {
    super();
    const given = layerArguments('Bilinear', args, ['in1Features', 'in2Features', 'outFeatures'], ['bias']);
    this.in1Features = given.whole('in1Features', 0);
    this.in2Features = given.whole('in2Features', 0);
    this.outFeatures = given.whole('outFeatures', 0);
    this.weight = newParameter(given, [this.outFeatures, this.in1Features, this.in2Features]);
    this.bias = given.flag('bias', true) ? newParameter(given, [this.outFeatures]) : null;
    this.resetParameters();
  }

  /** Draws initial values anew. */
  resetParameters(): void {
    const bound = 1 / Math.sqrt(this.in1Features);
    for (const parameter of this.parameters()) uniform_(parameter, -bound, bound);
  }

  override forward(x1: Tensor, x2: Tensor): Tensor {
    return bilinear(x1, x2, this.weight, this.bias);
  }

  override extraRepr(): string {
    const { in1Features, in2Features, outFeatures } = this;
    const bias = this.bias === null ? 'False' : 'True';
    return `in1_features=${in1Features}, in2_features=${in2Features}, out_features=${outFeatures}, bias=${bias}`;
  }
}
