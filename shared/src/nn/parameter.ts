import { ArgumentError, describe } from '../core/errors.ts';
import { Tensor } from '../tensor/tensor.ts';

/**
 * A tensor that is to be learned: assigned to a property of a module, it is among the module's parameters.
 * It shares the elements of `data` and is a leaf that requires a gradient. PyTorch's `nn.Parameter`.
 *
 * ```ts
 * new nn.Parameter(torch.zeros(1)).requiresGrad; // → true
 * ```
 */
export class Parameter extends Tensor {
  constructor(data: Tensor, requiresGrad = true) {
    if (!(data instanceof Tensor)) {
      throw new ArgumentError({
        who: 'Parameter',
        seen: describe(data),
        expected: 'a Tensor',
        hint: 'new nn.Parameter(torch.zeros(3))',
      });
    }
    super(data.storage, data.dtype, data.sizes, data.strides, data.offset);
    if (requiresGrad) this.requiresGrad_();
  }

  override toString(): string {
    return `Parameter containing:\n${super.toString()}`;
  }
}
