import { simd, wgsl } from '../../device/formulas.ts';
import { activation } from '../families/activation.ts';
import { mul } from '../mul.ts';
import { sigmoid } from '../sigmoid.ts';
import { sub } from '../sub.ts';

/**
 * log σ(x) = −log(1 + e⁻ˣ), finite where σ(x) itself rounds to 0. PyTorch's `F.logsigmoid`.
 */
export const logsigmoid = activation({
  name: 'logsigmoid',
  parameters: {},
  float: () =>
    wgsl(
      'negated(softplus(negated(x)))',
      simd('logSigmoid', (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)))),
    ),
  gradient: () =>
    wgsl('a * logistic(negated(b))', (grad, x) => {
      const z = Math.exp(-Math.abs(x));
      return grad * (x < 0 ? 1 / (1 + z) : z / (1 + z));
    }),
  curvature: (x) => {
    const s = sigmoid(x);
    return mul(s, sub(s, 1));
  },
  node: 'LogSigmoidBackward0',
  samples: [-100, -0.5, 0, 0.5, 3],
});
