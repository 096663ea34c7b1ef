import { simd, wgsl } from '../../device/formulas.ts';
import { activation } from '../families/activation.ts';
import { gt } from '../gt.ts';
import { mul } from '../mul.ts';
import { sigmoid } from '../sigmoid.ts';
import { sub } from '../sub.ts';
import { where } from '../where.ts';

/**
 * log(1 + e^(`beta` x)) / `beta`, a smooth max(x, 0); x itself where `beta` x is above `threshold`. PyTorch's
 * `F.softplus`.
 */
export const softplus = activation({
  name: 'softplus',
  parameters: { beta: 1, threshold: 20 },
  float: ({ beta, threshold }) => {
    const formula = (x: number): number => (x * beta > threshold ? x : Math.log1p(Math.exp(x * beta)) / beta);
    // Above a threshold of 20 the kernel gives x, too.
    const isPlain = beta === 1 && threshold === 20;
    return wgsl(
      'softPlusUpTo(x, k().x, k().y)',
      isPlain ? simd('softplus', formula) : formula,
      beta,
      threshold,
    );
  },
  gradient: ({ beta, threshold }) =>
    wgsl(
      'select(a * logistic(b * k().x), a, greater(b * k().x, k().y))',
      (grad, x) => (x * beta > threshold ? grad : grad / (1 + Math.exp(-x * beta))),
      beta,
      threshold,
    ),
  curvature: (x, { beta, threshold }) => {
    const scaled = mul(x, beta);
    const s = sigmoid(scaled);
    return where(gt(scaled, threshold), 0, mul(mul(s, sub(1, s)), beta));
  },
  samples: [-4, -0.5, 0, 0.5, 30],
});
