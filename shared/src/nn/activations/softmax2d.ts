import { RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { softmax } from '../../ops/softmax.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

/**
 * The softmax over the channels of each place of an image: PyTorch's `nn.Softmax2d`.
 *
 * - Shape: (N, C, H, W) or (C, H, W) → the same.
 *
 * ```ts
 * new nn.Softmax2d().call(torch.zeros(4, 1, 1)).tolist(); // → [ [ [ 0.25 ] ], [ [ 0.25 ] ], [ [ 0.25 ] ], [ [ 0.25 ] ] ]
 * ```
 *
 * @throws RuntimeError for another number of dimensions.
 */
export class Softmax2d extends Activation {
  protected override formula(x: Tensor): Tensor {
    if (x.ndim !== 3 && x.ndim !== 4) {
      throw new RuntimeError({
        who: 'Softmax2d',
        seen: `a tensor of shape ${shapeText(x.sizes)}`,
        expected: 'Softmax2d requires a 3D or 4D tensor as input',
      });
    }
    return softmax(x, -3);
  }
}
