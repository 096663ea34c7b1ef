import { shapeText } from '../../core/shape.ts';
import { layerNorm } from '../../ops/functional/layer-norm.ts';
import { pythonText } from '../../tensor/python-text.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { layerArguments, newParameter, type ParameterOptions } from '../layer-arguments.ts';
import { Module } from '../module.ts';
import type { Parameter } from '../parameter.ts';

export interface LayerNormOptions extends ParameterOptions {
  /** What is added to the variance, so that nothing is divided by 0; 1e-5 unless given. */
  readonly eps?: number;
  /** Whether weight and bias are learned; true unless given. */
  readonly elementwiseAffine?: boolean;
}

/**
 * y = (x − mean) / √(variance + eps) · weight + bias, with mean and variance over the last dimensions of each
 * example: PyTorch's `nn.LayerNorm`.
 *
 * - Args: `normalizedShape`, the sizes of those dimensions, or the size of the last one; `eps`; `elementwiseAffine`.
 * - Shape: (…, ...normalizedShape) → the same. `weight` and `bias` are normalizedShape.
 * - Init: weight 1, bias 0.
 *
 * ```ts
 * new nn.LayerNorm(2).call(torch.tensor([[1.5, 3.5]])).detach(); // → tensor([[-1.0000,  1.0000]])
 * ```
 *
 * @throws RuntimeError, when called, for an input whose last sizes are others.
 */
export class LayerNorm extends Module {
  readonly normalizedShape: readonly number[];
  eps: number;
  readonly elementwiseAffine: boolean;
  weight: Parameter | null;
  bias: Parameter | null;

  constructor(
    normalizedShape: number | readonly number[],
    eps?: number | LayerNormOptions,
    elementwiseAffine?: boolean | LayerNormOptions,
  );
  constructor(...args: readonly unknown[]) {
    super();
    const given = layerArguments('LayerNorm', args, ['normalizedShape'], ['eps', 'elementwiseAffine']);
    const shape = given.dims('normalizedShape') ?? 0;
    this.normalizedShape = typeof shape === 'number' ? [shape] : shape;
    this.eps = given.number('eps', 1e-5);
    this.elementwiseAffine = given.flag('elementwiseAffine', true);
    this.weight = this.elementwiseAffine ? newParameter(given, this.normalizedShape, 1) : null;
    this.bias = this.elementwiseAffine ? newParameter(given, this.normalizedShape) : null;
  }

  override forward(x: Tensor): Tensor {
    return layerNorm(x, this.normalizedShape, { weight: this.weight, bias: this.bias, eps: this.eps });
  }

  override extraRepr(): string {
    const { normalizedShape, eps, elementwiseAffine } = this;
    return `${shapeText(normalizedShape)}, eps=${pythonText(eps)}, elementwise_affine=${pythonText(elementwiseAffine)}`;
  }
}
