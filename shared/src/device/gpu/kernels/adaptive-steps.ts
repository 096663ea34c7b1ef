import type { FloatArray } from '../../../core/dtype.ts';
import { areFloats, type Code } from './code.ts';
import { wholeOf } from './place.ts';
import { call } from './shader-call.ts';
import { along, change, descent, means, squares } from './steps.ts';

/*
 * Steps of the rules that scale each element: the kernels of optim/rmsprop.ts, adagrad.ts, adadelta.ts, adamax.ts, nadam.ts
 * and radam.ts, which say what their parameters are.
 */

type Step<Outputs extends readonly FloatArray[], Factors> = Code<
  readonly [g: FloatArray],
  Outputs,
  Factors & { readonly weightDecay: number }
>;

/** Parameters, and what one rule or another keeps of each: running means, sums, largest values. */
type One = readonly [w: FloatArray, kept: FloatArray];
type Two = readonly [w: FloatArray, first: FloatArray, second: FloatArray];

const step = <Outputs extends readonly FloatArray[], Factors>(
  run: Step<Outputs, Factors>['run'],
): Step<Outputs, Factors> => ({
  fits: (inputs, outputs) => areFloats([...inputs, ...outputs]),
  overwrites: false,
  run,
});

const overRoot = 'ratio(slope, root(v(i)) + eps)';
const overDeviation = 'ratio(slope, root(v(i) - mean(i) * mean(i)) + eps)';
const byRoot = descent('by root', ['g', 'v'], ['eps'], overRoot);
const byDeviation = descent('by deviation', ['g', 'v', 'mean'], ['eps'], overDeviation);
const momentum = (name: string, reads: readonly string[], term: string) =>
  change(`momentum ${name}`, reads, ['momentum', 'eps'], `momentum * own + ${term}`);
const momentumByRoot = momentum('by root', ['v'], overRoot);
const momentumByDeviation = momentum('by deviation', ['v', 'mean'], overDeviation);

export const rmspropStep = step<
  readonly [w: FloatArray, v: FloatArray, ...meanAndMomentum: FloatArray[]],
  {
    readonly sign: number;
    readonly alpha: number;
    readonly eps: number;
    readonly centered: boolean;
    readonly momentum: number;
    readonly lr: number;
  }
>(({ gpu }, [g], [w, v, ...kept], { sign, weightDecay, alpha, eps, centered, momentum, lr }) => {
  const mean = centered ? kept[0] : undefined;
  const b = kept[centered ? 1 : 0];
  const way = [sign, weightDecay];
  const shares = { floats: [...way, alpha, 1 - alpha] };
  call(gpu, squares, v, [g, w], shares);
  if (mean !== undefined) call(gpu, means, mean, [g, w], shares);
  const spread = mean === undefined ? [v] : [v, mean];
  if (b === undefined) {
    call(gpu, mean === undefined ? byRoot : byDeviation, w, [g, ...spread], { floats: [...way, lr, eps] });
    return;
  }
  const direction = mean === undefined ? momentumByRoot : momentumByDeviation;
  call(gpu, direction, b, [g, w, ...spread], { floats: [...way, momentum, eps] });
  call(gpu, along, w, [b], { floats: [...way, lr] });
});

export const adagradStep = step<One, { readonly sign: number; readonly rate: number; readonly eps: number }>(
  ({ gpu }, [g], [w, s], { sign, weightDecay, rate, eps }) => {
    const way = [sign, weightDecay];
    call(gpu, squares, s, [g, w], { floats: [...way, 1, 1] });
    call(gpu, byRoot, w, [g, s], { floats: [...way, rate, eps] });
  },
);

const delta = change('delta', ['v', 'u'], ['eps'], 'ratio(root(u(i) + eps), root(v(i) + eps)) * slope');

export const adadeltaStep = step<
  Two,
  { readonly sign: number; readonly lr: number; readonly rho: number; readonly eps: number }
>(({ gpu }, [g], [w, v, u], { sign, weightDecay, lr, rho, eps }) => {
  const way = [sign, weightDecay];
  // δ comes from both that it changes.
  const d = wholeOf(gpu.memory.array('step', w.count, 'f32'));
  call(gpu, squares, v, [g, w], { floats: [...way, rho, 1 - rho] });
  call(gpu, delta, d, [g, w, v, u], { floats: [...way, eps] });
  call(gpu, squares, u, [d, w], { floats: [1, 0, rho, 1 - rho] });
  call(gpu, along, w, [d], { floats: [...way, lr] });
});

const largest = change('largest', [], ['beta2', 'eps'], 'larger(beta2 * own, absolute(slope) + eps)');
const byLargest = descent('by largest', ['m', 'u'], [], 'ratio(m(i), u(i))');

export const adamaxStep = step<
  Two,
  {
    readonly sign: number;
    readonly beta1: number;
    readonly beta2: number;
    readonly rate: number;
    readonly eps: number;
  }
>(({ gpu }, [g], [w, m, u], { sign, weightDecay, beta1, beta2, rate, eps }) => {
  const way = [sign, weightDecay];
  call(gpu, means, m, [g, w], { floats: [...way, beta1, 1 - beta1] });
  call(gpu, largest, u, [g, w], { floats: [...way, beta2, eps] });
  call(gpu, byLargest, w, [m, u], { floats: [...way, rate] });
});

const nadam = descent(
  'nadam',
  ['g', 'm', 'v'],
  ['ofGrad', 'ofMean', 'bias2', 'eps'],
  'ratio(ofGrad * slope + ofMean * m(i), root(ratio(v(i), bias2)) + eps)',
);

export const nadamStep = step<
  Two,
  {
    readonly beta1: number;
    readonly beta2: number;
    readonly lr: number;
    readonly ofGrad: number;
    readonly ofMean: number;
    readonly bias2: number;
    readonly eps: number;
  }
>(({ gpu }, [g], [w, m, v], { weightDecay, beta1, beta2, lr, ofGrad, ofMean, bias2, eps }) => {
  const way = [1, weightDecay];
  call(gpu, means, m, [g, w], { floats: [...way, beta1, 1 - beta1] });
  call(gpu, squares, v, [g, w], { floats: [...way, beta2, 1 - beta2] });
  call(gpu, nadam, w, [g, m, v], { floats: [...way, lr, ofGrad, ofMean, bias2, eps] });
});

const radam = descent('radam', ['m', 'v'], ['scale', 'eps'], 'm(i) * ratio(scale, root(v(i)) + eps)');

export const radamStep = step<
  Two,
  {
    readonly beta1: number;
    readonly beta2: number;
    readonly rate: number;
    readonly scale: number | null;
    readonly eps: number;
  }
>(({ gpu }, [g], [w, m, v], { weightDecay, beta1, beta2, rate, scale, eps }) => {
  const way = [1, weightDecay];
  call(gpu, means, m, [g, w], { floats: [...way, beta1, 1 - beta1] });
  call(gpu, squares, v, [g, w], { floats: [...way, beta2, 1 - beta2] });
  if (scale === null) call(gpu, along, w, [m], { floats: [...way, rate] });
  else call(gpu, radam, w, [m, v], { floats: [...way, rate, scale, eps] });
});
