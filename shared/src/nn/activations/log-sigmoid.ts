import { logsigmoid } from '../../ops/functional/logsigmoid.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

/**
 * log(1 / (1 + e⁻ˣ)), element by element: PyTorch's `nn.LogSigmoid`.
 *
 * ```ts
 * new nn.LogSigmoid().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-1.7014, -0.6931, -0.2014])
 * ```
 */
export class LogSigmoid extends Activation {
  protected override formula(x: Tensor): Tensor {
    return logsigmoid(x);
  }
}
