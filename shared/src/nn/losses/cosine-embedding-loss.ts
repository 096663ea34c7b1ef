import { RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { add } from '../../ops/add.ts';
import { clampMin } from '../../ops/clamp-min.ts';
import { div } from '../../ops/div.ts';
import { eq } from '../../ops/eq.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { requireTensor } from '../../ops/families/operand.ts';
import { mul } from '../../ops/mul.ts';
import { sqrt } from '../../ops/sqrt.ts';
import { sub } from '../../ops/sub.ts';
import { sum } from '../../ops/sum.ts';
import { where } from '../../ops/where.ts';
import { zerosLike } from '../../tensor/creation.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Loss } from './loss.ts';
import { requirePair } from './operands.ts';
import { type MarginOptions, reduced, reductionOf } from './reduction.ts';

const names = ['margin', 'reduction'];

/** Keeps the angle of a vector of zeros defined. */
const epsilon = 1e-12;

/**
 * For pairs of vectors, of shape (n, d), and targets that say whether they are to point the same way (1) or not
 * (−1): 1 − cos(a, b) where they are, max(0, cos(a, b) − margin) where not, averaged. The margin is 0 unless
 * said. PyTorch's `F.cosine_embedding_loss`.
 *
 * ```ts
 * const [a, b] = [torch.tensor([[1.5, 0]]), torch.tensor([[0, 2.5]])];
 * F.cosineEmbeddingLoss(a, b, torch.tensor([1])); // → tensor(1.)
 * ```
 *
 * @throws RuntimeError unless there is one target for each pair.
 */
export function cosineEmbeddingLoss(
  a: Tensor,
  b: Tensor,
  target: Tensor,
  margin?: number | MarginOptions,
  options?: MarginOptions,
): Tensor {
  const who = 'cosineEmbeddingLoss';
  requirePair(who, a, b);
  requireTensor(who, target);
  const given = bind(who, [margin, options], names);
  checkShapes(who, a, b, target);
  const dim = target.ndim;
  const squared = (x: Tensor): Tensor => add(sum(mul(x, x), dim), epsilon);
  const cos = div(sum(mul(a, b), dim), sqrt(mul(squared(a), squared(b))));
  const zeros = zerosLike(cos);
  const alike = where(eq(target, 1), sub(1, cos), zeros);
  const unlike = where(eq(target, -1), clampMin(sub(cos, given.number('margin', 0)), 0), zeros);
  return reduced(add(alike, unlike), reductionOf(who, given));
}

function checkShapes(who: string, a: Tensor, b: Tensor, target: Tensor): void {
  if (target.ndim > 1) {
    throw new RuntimeError({
      who,
      seen: `a target of shape ${shapeText(target.sizes)}`,
      expected: '0D or 1D target tensor, one for each pair: multi-target not supported',
    });
  }
  if (a.ndim !== target.ndim + 1) {
    throw new RuntimeError({
      who,
      seen: `a ${target.ndim}D target with inputs of sizes ${shapeText(a.sizes)} and ${shapeText(b.sizes)}`,
      expected: `${target.ndim + 1}D input tensors`,
    });
  }
}

/**
 * Learns directions: L = mean of 1 − cos(a, b) for pairs that are alike (t = 1), and of max(0, cos(a, b) − margin)
 * for others (t = −1). PyTorch's `nn.CosineEmbeddingLoss`.
 *
 * - Args: `margin`; `reduction`, 'mean', 'sum' or 'none'.
 * - Shape: (n, d), (n, d) and (n,) → a number; with 'none' (n,). Also (d,), (d,) and ().
 *
 * ```ts
 * const [a, b] = [torch.tensor([[1.5, 0]]), torch.tensor([[2.5, 0]])];
 * new nn.CosineEmbeddingLoss({ margin: 0.5 }).call(a, b, torch.tensor([-1])); // → tensor(0.5000)
 * ```
 */
export class CosineEmbeddingLoss extends Loss {
  margin: number;

  constructor(margin?: number | MarginOptions, options?: MarginOptions) {
    const given = bind('CosineEmbeddingLoss', [margin, options], names);
    super(given);
    this.margin = given.number('margin', 0);
  }

  override forward(a: Tensor, b: Tensor, target: Tensor): Tensor {
    return cosineEmbeddingLoss(a, b, target, { margin: this.margin, reduction: this.reduction });
  }
}
