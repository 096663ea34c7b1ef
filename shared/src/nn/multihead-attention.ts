import { AssertionError, RuntimeError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { add } from '../ops/add.ts';
import { bmm } from '../ops/bmm.ts';
import { div } from '../ops/div.ts';
import { dropout } from '../ops/functional/dropout.ts';
import { linear } from '../ops/functional/linear.ts';
import { maskedFill } from '../ops/masked-fill.ts';
import { mean } from '../ops/mean.ts';
import { reshape } from '../ops/reshape.ts';
import { softmax } from '../ops/softmax.ts';
import { chunk } from '../ops/split.ts';
import { squeeze } from '../ops/squeeze.ts';
import { transpose } from '../ops/transpose.ts';
import { unsqueeze } from '../ops/unsqueeze.ts';
import { argumentsByName } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { zeros_ } from './init/constant.ts';
import { xavierUniform_ } from './init/xavier.ts';
import { layerArguments, newParameter, type ParameterOptions } from './layer-arguments.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';

export interface MultiheadAttentionOptions extends ParameterOptions {
  /** The probability of a weight to be dropped while training; 0 unless given. */
  readonly dropout?: number;
  /** Whether biases are learned; true unless given. */
  readonly bias?: boolean;
  /** The size of each key and of each value; that of a query unless given. */
  readonly kdim?: number | null;
  readonly vdim?: number | null;
  /** Whether inputs and output are (batch, place, …) rather than (place, batch, …); false unless given. */
  readonly batchFirst?: boolean;
}

export interface AttentionOptions {
  /** (N, S): keys that are not to be looked at: true, or a number that is added to their scores. */
  readonly keyPaddingMask?: Tensor | null;
  /** Whether to give the weights, too; true unless given. */
  readonly needWeights?: boolean;
  /** (L, S) or (N · heads, L, S): places not to be looked at: true, or a number that is added to the scores. */
  readonly attnMask?: Tensor | null;
  /** Whether the weights given are the mean over the heads; true unless given. */
  readonly averageAttnWeights?: boolean;
}

/** The layer behind the heads: PyTorch's own name of it, which prints. */
class NonDynamicallyQuantizableLinear extends Linear {}

/**
 * softmax(Q Kᵀ / √d) V for each of several heads, whose Q, K and V, of size d, are linear in the inputs; the heads'
 * results side by side go through a linear layer: PyTorch's `nn.MultiheadAttention`.
 *
 * - Args: `embedDim`, the size of queries and outputs; `numHeads`, which divides it; `dropout`; `bias`; `kdim`;
 *   `vdim`; `batchFirst`.
 * - Shape: queries (L, N, embedDim), keys (S, N, kdim), values (S, N, vdim) → [outputs (L, N, embedDim), weights
 *   (N, L, S), or null]; the batch N may be missing.
 * - Parameters: `in_proj_weight` (3 · embedDim, embedDim), or `q_proj_weight`, `k_proj_weight` and `v_proj_weight` where
 *   the sizes differ, `in_proj_bias` (3 · embedDim), and those of `out_proj`.
 * - Init: Xavier's uniform for the projections of the inputs, zeros for the biases, `out_proj.weight` as a `Linear`.
 *
 * ```ts
 * const attention = new nn.MultiheadAttention(4, 2);
 * const x = torch.ones(2, 1, 4);
 * const [outputs, weights] = attention.call(x, x, x);
 * weights.tolist(); // → [ [ [ 0.5, 0.5 ], [ 0.5, 0.5 ] ] ]
 * ```
 *
 * @throws AssertionError where the heads do not divide embedDim.
 */
export class MultiheadAttention extends Module {
  readonly embedDim: number;
  readonly numHeads: number;
  dropout: number;
  readonly batchFirst: boolean;
  readonly kdim: number;
  readonly vdim: number;
  declare inProjWeight: Parameter | null;
  declare qProjWeight: Parameter | null;
  declare kProjWeight: Parameter | null;
  declare vProjWeight: Parameter | null;
  declare inProjBias: Parameter | null;
  declare outProj: Linear;

  constructor(
    embedDim: number,
    numHeads: number,
    dropout?: number | MultiheadAttentionOptions,
    options?: MultiheadAttentionOptions,
  );
  constructor(...args: readonly unknown[]) {
    super();
    const names = ['dropout', 'bias', 'kdim', 'vdim', 'batchFirst'];
    const given = layerArguments('MultiheadAttention', args, ['embedDim', 'numHeads'], names);
    const embedDim = given.whole('embedDim', 0);
    const bias = given.flag('bias', true);
    this.embedDim = embedDim;
    this.numHeads = given.whole('numHeads', 1);
    this.dropout = given.number('dropout', 0);
    this.batchFirst = given.flag('batchFirst', false);
    this.kdim = given.whole('kdim', embedDim);
    this.vdim = given.whole('vdim', embedDim);
    if (!(this.numHeads > 0) || embedDim % this.numHeads !== 0) {
      throw new AssertionError({
        who: 'MultiheadAttention',
        seen: `embed_dim is ${embedDim}, num_heads is ${this.numHeads}`,
        expected: 'embed_dim must be divisible by num_heads',
      });
    }
    const same = this.kdim === embedDim && this.vdim === embedDim;
    this.registerParameter('q_proj_weight', same ? null : newParameter(given, [embedDim, embedDim]));
    this.registerParameter('k_proj_weight', same ? null : newParameter(given, [embedDim, this.kdim]));
    this.registerParameter('v_proj_weight', same ? null : newParameter(given, [embedDim, this.vdim]));
    this.registerParameter('in_proj_weight', same ? newParameter(given, [3 * embedDim, embedDim]) : null);
    this.registerParameter('in_proj_bias', bias ? newParameter(given, [3 * embedDim]) : null);
    const options = { bias, ...(given.has('dtype') && { dtype: this.parameters()[0]?.dtype }) };
    this.addModule('out_proj', new NonDynamicallyQuantizableLinear(embedDim, embedDim, options));
    this.resetParameters();
  }

  /** Draws the projections of the inputs anew and sets the biases to 0. */
  resetParameters(): void {
    for (const weight of [this.inProjWeight, this.qProjWeight, this.kProjWeight, this.vProjWeight]) {
      if (weight !== null) xavierUniform_(weight);
    }
    if (this.inProjBias !== null) zeros_(this.inProjBias);
    if (this.outProj.bias !== null) zeros_(this.outProj.bias);
  }

  override forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    keyPaddingMask?: Tensor | null | AttentionOptions,
    ...rest: readonly unknown[]
  ): [outputs: Tensor, weights: Tensor | null] {
    const names = ['keyPaddingMask', 'needWeights', 'attnMask', 'averageAttnWeights'];
    const given = argumentsByName('MultiheadAttention', [keyPaddingMask, ...rest], names, []);
    const options: AttentionOptions = Object.fromEntries(given);
    this.#check(query, key, value);
    const single = query.ndim === 2;
    const inner = (x: Tensor) => (single ? unsqueeze(x, 1) : this.batchFirst ? transpose(x, 0, 1) : x);
    const [q, k, v] = this.#projected(inner(query), inner(key), inner(value));
    const [places, batch] = [q.sizes[0] as number, q.sizes[1] as number];
    const weights = this.#weights(this.#heads(q), this.#heads(k), batch, options);
    // (N · heads, L, d) → (L, N, embedDim)
    const seen = transpose(
      bmm(dropout(weights, { p: this.dropout, training: this.training }), this.#heads(v)),
      0,
      1,
    );
    const outputs = this.outProj.call(reshape(seen, [places, batch, this.embedDim]));
    const outer = single ? squeeze(outputs, 1) : this.batchFirst ? transpose(outputs, 0, 1) : outputs;
    if (options.needWeights === false) return [outer, null];
    const each = reshape(weights, [batch, this.numHeads, places, k.sizes[0] as number]);
    const shown = options.averageAttnWeights === false ? each : mean(each, 1);
    return [outer, single ? squeeze(shown, 0) : shown];
  }

  /** Queries, keys and values of all heads side by side. */
  #projected(query: Tensor, key: Tensor, value: Tensor): readonly [Tensor, Tensor, Tensor] {
    const { inProjWeight, inProjBias } = this;
    const [q, k, v] =
      inProjWeight === null ? [this.qProjWeight, this.kProjWeight, this.vProjWeight] : chunk(inProjWeight, 3);
    const [b, c, d] = inProjBias === null ? [null, null, null] : chunk(inProjBias, 3);
    return [
      linear(query, q as Tensor, b ?? null),
      linear(key, k as Tensor, c ?? null),
      linear(value, v as Tensor, d ?? null),
    ];
  }

  /** (L, N, embedDim) → (N · heads, L, d). */
  #heads(x: Tensor): Tensor {
    const [places, batch] = x.sizes as readonly [number, number];
    return transpose(reshape(x, [places, batch * this.numHeads, this.embedDim / this.numHeads]), 0, 1);
  }

  /** softmax(Q Kᵀ / √d), what the masks say left out. */
  #weights(q: Tensor, k: Tensor, batch: number, options: AttentionOptions): Tensor {
    const { keyPaddingMask = null, attnMask = null } = options;
    const scaled = div(q, Math.sqrt(this.embedDim / this.numHeads));
    let scores = bmm(scaled, transpose(k, -2, -1));
    if (attnMask !== null) scores = masked(scores, attnMask);
    if (keyPaddingMask !== null) {
      const [places, keys] = scores.sizes.slice(1) as [number, number];
      const each = reshape(scores, [batch, this.numHeads, places, keys]);
      const mask = reshape(keyPaddingMask, [batch, 1, 1, keys]);
      scores = reshape(masked(each, mask), scores.sizes);
    }
    return softmax(scores, -1);
  }

  /** @throws RuntimeError where the inputs have not the sizes or the ranks that belong together. */
  #check(query: Tensor, key: Tensor, value: Tensor): void {
    const inputs = [
      ['query', query, this.embedDim],
      ['key', key, this.kdim],
      ['value', value, this.vdim],
    ] as const;
    for (const [name, x, size] of inputs) {
      if (x.ndim === query.ndim && (x.ndim === 2 || x.ndim === 3) && x.sizes.at(-1) === size) continue;
      throw new RuntimeError({
        who: 'MultiheadAttention',
        seen: `${name} has the shape ${shapeText(x.sizes)}`,
        expected: `all three with 2 dimensions or all with 3, the last size of ${name} being ${size}`,
      });
    }
  }
}

/** Scores with the places of a mask left out: true, or what is added. */
function masked(scores: Tensor, mask: Tensor): Tensor {
  return mask.dtype.isFloatingPoint ? add(scores, mask) : maskedFill(scores, mask, Number.NEGATIVE_INFINITY);
}
