import { noGrad } from '../autograd/grad-mode.ts';
import { AssertionError } from '../core/errors.ts';
import { overwrite } from '../ops/families/in-place.ts';
import { embedding } from '../ops/functional/embedding.ts';
import { select } from '../ops/select.ts';
import { filled } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { normal_ } from './init/normal.ts';
import { layerArguments, newParameter, type ParameterOptions } from './layer-arguments.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';

export interface EmbeddingOptions extends ParameterOptions {
  /** The row that stands for nothing: it begins as zeros and no gradient reaches it. Negative counts from the end. */
  readonly paddingIdx?: number | null;
}

/**
 * A table of vectors, looked up by index: PyTorch's `nn.Embedding`.
 *
 * - Args: `numEmbeddings`, the rows; `embeddingDim`, the size of each; `paddingIdx`.
 * - Shape: indices of any shape → that shape with embeddingDim behind. `weight` is (numEmbeddings, embeddingDim).
 * - Init: standard normal, the row `paddingIdx` zeros.
 *
 * ```ts
 * new nn.Embedding(10, 3).call(torch.tensor([[1, 2], [4, 5]])).shape; // → torch.Size([2, 2, 3])
 * ```
 *
 * @throws IndexError, when called, for an index that is no row; RuntimeError for indices that are no integers.
 */
export class Embedding extends Module {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  readonly paddingIdx: number | null;
  weight: Parameter;

  constructor(numEmbeddings: number, embeddingDim: number, paddingIdx?: number | null | EmbeddingOptions);
  constructor(...args: readonly unknown[]) {
    super();
    const given = layerArguments('Embedding', args, ['numEmbeddings', 'embeddingDim'], ['paddingIdx']);
    this.numEmbeddings = given.whole('numEmbeddings', 0);
    this.embeddingDim = given.whole('embeddingDim', 0);
    this.paddingIdx = paddingRow(given.whole('paddingIdx', null), this.numEmbeddings);
    this.weight = newParameter(given, [this.numEmbeddings, this.embeddingDim]);
    this.resetParameters();
  }

  /** Draws initial values anew. */
  resetParameters(): void {
    normal_(this.weight);
    const { weight, paddingIdx } = this;
    if (paddingIdx === null) return;
    noGrad(() => overwrite('Embedding', select(weight, 0, paddingIdx), filled([], 0, weight.dtype)));
  }

  override forward(indices: Tensor): Tensor {
    return embedding(indices, this.weight, { paddingIdx: this.paddingIdx });
  }

  override extraRepr(): string {
    const padding = this.paddingIdx === null ? '' : `, padding_idx=${this.paddingIdx}`;
    return `${this.numEmbeddings}, ${this.embeddingDim}${padding}`;
  }
}

function paddingRow(index: number | null, rows: number): number | null {
  if (index === null) return null;
  if (index >= -rows && index < rows) return index < 0 ? index + rows : index;
  throw new AssertionError({
    who: 'Embedding',
    seen: `padding_idx is ${index}, with ${rows} embeddings`,
    expected: 'Padding_idx must be within num_embeddings',
  });
}
