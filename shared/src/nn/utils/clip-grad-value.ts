import { noGrad } from '../../autograd/grad-mode.ts';
import { ArgumentError, describe } from '../../core/errors.ts';
import { clamp } from '../../ops/clamp.ts';
import { overwrite } from '../../ops/families/in-place.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { gradientsOf } from './gradients.ts';

/**
 * Brings every element of the gradients into the range ±`clipValue`: g ← min(max(g, −clipValue), clipValue). In
 * place. PyTorch's `nn.utils.clip_grad_value_`.
 *
 * ```ts
 * const w = torch.tensor([0.25, 2], { requiresGrad: true });
 * w.square().sum().backward(); // the gradient is [0.5, 4]
 * nn.utils.clipGradValue_([w], 1);
 * w.grad; // → tensor([0.5000, 1.0000])
 * ```
 */
export function clipGradValue_(parameters: Tensor | Iterable<Tensor>, clipValue: number): void {
  const who = 'clipGradValue_';
  if (typeof clipValue !== 'number') {
    throw new ArgumentError({ who, seen: `clipValue is ${describe(clipValue)}`, expected: 'a number' });
  }
  const grads = gradientsOf(who, parameters);
  noGrad(() => {
    for (const grad of grads) overwrite(who, grad, clamp(grad, -clipValue, clipValue));
  });
}
