import { RuntimeError } from '../core/errors.ts';
import { named } from '../tensor/arguments.ts';
import { filled, roomFor } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { wholeNumber } from './families/whole-numbers.ts';
import { pow } from './pow.ts';
import { stack } from './stack.ts';

export interface VanderOptions {
  /** The number of columns; as many as rows unless said. */
  readonly N?: number | null;
  /** Whether the powers go up from left to right rather than down. */
  readonly increasing?: boolean;
}

/**
 * The powers x^(N−1), …, x², x, 1 of a vector as columns: `torch.vander`.
 *
 * ```ts
 * torch.vander(torch.tensor([2, 3])); // → tensor([[2, 1],\n        [3, 1]])
 * torch.vander(torch.tensor([2, 3]), 3, true); // → tensor([[1, 2, 4],\n        [1, 3, 9]])
 * ```
 */
export function vander(x: Tensor, N?: number | VanderOptions, increasing?: boolean | VanderOptions): Tensor {
  const who = 'vander';
  requireTensor(who, x);
  const given = named<VanderOptions>(who, ['N', 'increasing'], 0, [N, increasing]);
  if (x.ndim !== 1) {
    throw new RuntimeError({
      who,
      seen: `a tensor of ${x.ndim} dimensions`,
      expected: 'a one-dimensional tensor',
    });
  }
  const count = given.N ?? x.numel();
  if (wholeNumber(who, 'N', count) < 0) {
    throw new RuntimeError({ who, seen: `N is ${count}`, expected: 'N must be non-negative' });
  }
  roomFor(who, count * x.numel(), x.dtype);
  const powers = Array.from({ length: count }, (_, i) => (given.increasing === true ? i : count - 1 - i));
  if (count === 0) return filled([x.numel(), 0], 0, x.dtype, x.device);
  return stack(
    powers.map((power) => pow(x, power)),
    1,
  );
}
