import { noGrad } from '../../autograd/grad-mode.ts';
import { ValueError } from '../../core/errors.ts';
import { overwrite } from '../../ops/families/in-place.ts';
import { eye } from '../../tensor/creation.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { requireParameter } from './write.ts';

/**
 * Ones on the diagonal and zeros elsewhere: a linear layer that keeps as many inputs as it has outputs.
 *
 * ```ts
 * nn.init.eye_(torch.zeros(2, 3)); // → tensor([[1., 0., 0.],\n        [0., 1., 0.]])
 * ```
 *
 * @throws ValueError unless there are two dimensions.
 */
export function eye_<T extends Tensor>(x: T): T {
  const who = 'eye_';
  requireParameter(who, x);
  const [rows, columns] = x.sizes;
  if (x.ndim !== 2 || rows === undefined || columns === undefined) {
    throw new ValueError({
      who,
      seen: `a tensor of ${x.ndim} dimensions`,
      expected: 'Only tensors with 2 dimensions are supported',
    });
  }
  noGrad(() => overwrite(who, x, eye(rows, columns, { dtype: x.dtype })));
  return x;
}
