import type { adamStep as Adam } from '../../kernels/adam.ts';
import type { descentStep as Descent } from '../../kernels/sgd.ts';
import type { CodeOf } from './code.ts';
import { step } from './step.ts';

/*
 * Steps of optimizers in float32: the kernels of device/kernels/sgd.ts and adam.ts, and of optim/rmsprop.ts, adagrad.ts,
 * adadelta.ts, adamax.ts, nadam.ts and radam.ts, which say what their parameters are. What is near 1 is taken from 1 before
 * it is rounded to float32.
 */

type Numbers<Names extends string> = Readonly<Record<Names, number>>;

export const descentStep: CodeOf<typeof Descent> = step(
  ({ sign, weightDecay, lr, momentum, dampening, isFirst, nesterov }, kept) => {
    if (kept === 0) {
      return {
        name: 'descent',
        changes: ['w'],
        numbers: { sign, weightDecay, lr },
        formula: 'w -= lr * (sign * g + weightDecay * w);',
      };
    }
    const share = isFirst ? 1 : 1 - dampening;
    return {
      name: nesterov ? 'nesterov' : 'momentum',
      changes: ['w', 'b'],
      numbers: { sign, weightDecay, lr, momentum, kept: isFirst ? 0 : momentum, share },
      formula: `
        let slope = sign * g + weightDecay * w;
        b = kept * b + share * slope;
        w -= lr * (${nesterov ? 'slope + momentum * b' : 'b'});`,
    };
  },
);

export const rmspropStep = step<
  Numbers<'sign' | 'weightDecay' | 'alpha' | 'eps' | 'momentum' | 'lr'> & { readonly centered: boolean }
>(({ sign, weightDecay, alpha, eps, centered, momentum, lr }, kept) => {
  const hasMomentum = kept === (centered ? 3 : 2);
  return {
    name: `rmsprop${centered ? ', centered' : ''}${hasMomentum ? ', momentum' : ''}`,
    changes: ['w', 'v', ...(centered ? ['mean'] : []), ...(hasMomentum ? ['b'] : [])],
    numbers: { sign, weightDecay, alpha, share: 1 - alpha, eps, momentum, lr },
    formula: `
      let slope = sign * g + weightDecay * w;
      v = alpha * v + share * slope * slope;
      ${centered ? 'mean = alpha * mean + share * slope;' : ''}
      let direction = ratio(slope, root(${centered ? 'v - mean * mean' : 'v'}) + eps);
      ${hasMomentum ? 'b = momentum * b + direction;' : ''}
      w -= lr * ${hasMomentum ? 'b' : 'direction'};`,
  };
});

export const adagradStep = step<Numbers<'sign' | 'weightDecay' | 'rate' | 'eps'>>(
  ({ sign, weightDecay, rate, eps }) => ({
    name: 'adagrad',
    changes: ['w', 's'],
    numbers: { sign, weightDecay, rate, eps },
    formula: `
      let slope = sign * g + weightDecay * w;
      s += slope * slope;
      w -= rate * ratio(slope, root(s) + eps);`,
  }),
);

export const adadeltaStep = step<Numbers<'sign' | 'weightDecay' | 'lr' | 'rho' | 'eps'>>(
  ({ sign, weightDecay, lr, rho, eps }) => ({
    name: 'adadelta',
    changes: ['w', 'v', 'u'],
    numbers: { sign, weightDecay, lr, rho, share: 1 - rho, eps },
    formula: `
      let slope = sign * g + weightDecay * w;
      v = rho * v + share * slope * slope;
      let delta = ratio(root(u + eps), root(v + eps)) * slope;
      u = rho * u + share * delta * delta;
      w -= lr * delta;`,
  }),
);

export const adamStep: CodeOf<typeof Adam> = step(
  ({ sign, decay, isDecoupled, beta1, beta2, rate, bias2, eps }, kept) => {
    const isLargest = kept === 3;
    return {
      name: isLargest ? 'amsgrad' : 'adam',
      changes: ['w', 'm', 'v', ...(isLargest ? ['largest'] : [])],
      numbers: {
        sign,
        penalty: isDecoupled ? 0 : decay,
        left: isDecoupled ? decay : 1,
        beta1,
        share1: 1 - beta1,
        beta2,
        share2: 1 - beta2,
        rate,
        bias2,
        eps,
      },
      formula: `
        let slope = sign * g + penalty * w;
        m = beta1 * m + share1 * slope;
        v = beta2 * v + share2 * slope * slope;
        ${isLargest ? 'largest = larger(largest, v);' : ''}
        w = left * w - rate * ratio(m, root(${isLargest ? 'largest' : 'v'}) / bias2 + eps);`,
    };
  },
);

export const adamaxStep = step<Numbers<'sign' | 'weightDecay' | 'beta1' | 'beta2' | 'rate' | 'eps'>>(
  ({ sign, weightDecay, beta1, beta2, rate, eps }) => ({
    name: 'adamax',
    changes: ['w', 'm', 'u'],
    numbers: { sign, weightDecay, beta1, share1: 1 - beta1, beta2, rate, eps },
    formula: `
      let slope = sign * g + weightDecay * w;
      m = beta1 * m + share1 * slope;
      u = larger(beta2 * u, absolute(slope) + eps);
      w -= rate * ratio(m, u);`,
  }),
);

export const nadamStep = step<
  Numbers<'weightDecay' | 'beta1' | 'beta2' | 'lr' | 'ofGrad' | 'ofMean' | 'bias2' | 'eps'>
>(({ weightDecay, beta1, beta2, lr, ofGrad, ofMean, bias2, eps }) => ({
  name: 'nadam',
  changes: ['w', 'm', 'v'],
  numbers: {
    weightDecay,
    beta1,
    share1: 1 - beta1,
    beta2,
    share2: 1 - beta2,
    lr,
    ofGrad,
    ofMean,
    bias2,
    eps,
  },
  formula: `
    let slope = g + weightDecay * w;
    m = beta1 * m + share1 * slope;
    v = beta2 * v + share2 * slope * slope;
    w -= lr * ratio(ofGrad * slope + ofMean * m, root(ratio(v, bias2)) + eps);`,
}));

export const radamStep = step<
  Numbers<'weightDecay' | 'beta1' | 'beta2' | 'rate' | 'eps'> & { readonly scale: number | null }
>(({ weightDecay, beta1, beta2, rate, scale, eps }) => ({
  name: scale === null ? 'radam, mean alone' : 'radam',
  changes: ['w', 'm', 'v'],
  numbers: {
    weightDecay,
    beta1,
    share1: 1 - beta1,
    beta2,
    share2: 1 - beta2,
    rate,
    scale: scale ?? 0,
    eps,
  },
  formula: `
    let slope = g + weightDecay * w;
    m = beta1 * m + share1 * slope;
    v = beta2 * v + share2 * slope * slope;
    w -= rate * m${scale === null ? '' : ' * ratio(scale, root(v) + eps)'};`,
}));
