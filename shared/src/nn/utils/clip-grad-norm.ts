import { noGrad } from '../../autograd/grad-mode.ts';
import { float32 } from '../../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../../core/errors.ts';
import { add } from '../../ops/add.ts';
import { clampMax } from '../../ops/clamp-max.ts';
import { div } from '../../ops/div.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { overwrite } from '../../ops/families/in-place.ts';
import { mul } from '../../ops/mul.ts';
import { norm } from '../../ops/norm.ts';
import { stack } from '../../ops/stack.ts';
import { filled } from '../../tensor/creation.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { gradientsOf } from './gradients.ts';

export interface ClipGradNormOptions {
  /** Which norm; 2, the length of a vector, unless said; Infinity is the largest absolute value. */
  readonly normType?: number;
  /** Whether to throw where the norm is NaN or infinite, rather than to scale by it. */
  readonly errorIfNonfinite?: boolean;
}

/**
 * Shortens the gradients of all parameters, taken as one vector, to `maxNorm` where they are longer: g ← g ·
 * min(1, maxNorm / (‖g‖ + 1e-6)). Returns ‖g‖ as it was. In place. PyTorch's `nn.utils.clip_grad_norm_`.
 *
 * ```ts
 * const w = torch.tensor([1.5, 2], { requiresGrad: true });
 * w.square().sum().backward(); // the gradient is [3, 4]
 * nn.utils.clipGradNorm_([w], 1); // → tensor(5.)
 * w.grad; // → tensor([0.6000, 0.8000])
 * ```
 */
export function clipGradNorm_(
  parameters: Tensor | Iterable<Tensor>,
  maxNorm: number,
  normType?: number | ClipGradNormOptions,
  options?: ClipGradNormOptions,
): Tensor {
  const who = 'clipGradNorm_';
  const given = bind(who, [normType, options], ['normType', 'errorIfNonfinite']);
  const p = given.number('normType', 2);
  if (typeof maxNorm !== 'number') {
    throw new ArgumentError({ who, seen: `maxNorm is ${describe(maxNorm)}`, expected: 'a number' });
  }
  const grads = gradientsOf(who, parameters);
  if (grads.length === 0) return filled([], 0, float32);
  return noGrad(() => {
    const total = norm(stack(grads.map((grad) => norm(grad, p))), p);
    if (given.flag('errorIfNonfinite', false) && !Number.isFinite(Number(total.item()))) {
      throw new RuntimeError({
        who,
        seen: `the total norm of order ${p} for gradients from 'parameters' is non-finite: ${total.item()}`,
        expected: 'finite gradients; without errorIfNonfinite they are scaled all the same',
      });
    }
    const factor = clampMax(div(maxNorm, add(total, 1e-6)), 1);
    for (const grad of grads) overwrite(who, grad, mul(grad, factor));
    return total;
  });
}
