import type { Tensor } from '../../tensor/tensor.ts';
import { abs } from '../abs.ts';
import { add } from '../add.ts';
import { div } from '../div.ts';
import { requireTensor } from '../families/operand.ts';

/**
 * x / (1 + |x|). PyTorch's `F.softsign`.
 *
 * ```ts
 * F.softsign(torch.tensor([-3, 1])); // → tensor([-0.7500,  0.5000])
 * ```
 */
export function softsign(x: Tensor): Tensor {
  requireTensor('softsign', x);
  return div(x, add(abs(x), 1));
}
