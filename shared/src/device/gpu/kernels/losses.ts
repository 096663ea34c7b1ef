import type { FloatArray } from '../../../core/dtype.ts';
import { areFloats, type Code } from './code.ts';
import { call, type Shader } from './shader-call.ts';

/*
 * The negative log-likelihood: the kernel of nn/losses/nll-loss.ts, which says what its parameters are.
 */

const reads = { x: 'f32', factors: 'f32', positions: 'i32' };

const sum: Shader = {
  name: 'nllLoss: sum',
  reads,
  writes: 'f32',
  wholes: ['targets'],
  floats: ['divisor'],
  isTogether: true,
  body: `
    var sum = 0.0;
    for (var j = thread; j < targets; j += THREADS) { sum -= factors(j) * x(u32(positions(j))); }
    let whole = total(sum, thread);
    if (thread == 0u) { y[at(i)] = ratio(whole, divisor); }`,
};

const each: Shader = {
  name: 'nllLoss: each',
  reads: { ...reads, places: 'i32' },
  writes: 'f32',
  body: 'y[at(u32(places(i)))] = -factors(i) * x(u32(positions(i)));',
};

export const nllLoss: Code<
  readonly [FloatArray],
  readonly [FloatArray],
  {
    readonly positions: Int32Array;
    readonly places: Int32Array;
    readonly factors: Float64Array;
    readonly divisor: number;
    readonly isSum: boolean;
  }
> = {
  fits: areFloats,
  overwrites: false,
  run: ({ gpu, upload }, [x], [y], { positions, places, factors, divisor, isSum }) => {
    const inputs = [x, upload(factors), upload(positions)];
    const count = positions.length;
    if (isSum) call(gpu, sum, [y], inputs, { wholes: [count], floats: [divisor] });
    else call(gpu, each, [y], [...inputs, upload(places)], { count });
  },
};
