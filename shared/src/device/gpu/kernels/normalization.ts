import type { FloatArray, NumberArray } from '../../../core/dtype.ts';
import type * as kernels from '../../kernels/normalize.ts';
import { areFloats, type Code, type CodeOf } from './code.ts';
import { call, type Place, type Shader } from './shader-call.ts';

/*
 * Layers that normalise: device/kernels/normalize.ts, and the running moments of a batch norm.
 */

/** The mean, over a group, of what `term` makes of its elements. */
const meanOf = (name: string, term: string, reads: Readonly<Record<string, string>>): Shader => ({
  name,
  reads,
  writes: 'f32',
  wholes: ['outer', 'groups', 'inner'],
  isTogether: true,
  body: `
    var sum = 0.0;
    for (var j = thread; j < outer * inner; j += THREADS) {
      let value = x(((j / inner) * groups + i) * inner + j % inner);
      sum += ${term};
    }
    let whole = total(sum, thread);
    if (thread == 0u) { y[at(i)] = ratio(whole, f32(outer * inner)); }`,
});

const means = meanOf('moments: mean', 'value', { x: 'f32' });
const variances = meanOf('moments: variance', '(value - mean(i)) * (value - mean(i))', {
  x: 'f32',
  mean: 'f32',
});

export const moments: CodeOf<typeof kernels.moments> = {
  fits: ([x], outputs) => areFloats([x, ...outputs]),
  overwrites: true,
  run: ({ gpu }, [x], [mean, variance], { outer, groups, inner }) => {
    const told = { wholes: [outer, groups, inner] };
    call(gpu, means, [mean], [x], told);
    call(gpu, variances, [variance], [x, mean], told);
  },
};

/** With a weight and a bias, or without. */
function normalization(weight: Place | null, bias: Place | null): Shader {
  return {
    name: 'normalize',
    reads: {
      x: 'f32',
      mean: 'f32',
      variance: 'f32',
      ...(weight && { weight: 'f32' }),
      ...(bias && { bias: 'f32' }),
    },
    writes: 'f32',
    wholes: ['groups', 'inner', 'span', 'weights', 'biases'],
    floats: ['epsilon'],
    body: `
    let group = (i / inner) % groups;
    var value = (x(i) - mean(group)) * ratio(1.0, root(variance(group) + epsilon));
    ${weight === null ? '' : 'value *= weight((i / span) % weights);'}
    ${bias === null ? '' : 'value += bias((i / span) % biases);'}
    y[at(i)] = value;`,
  };
}

export const normalize: CodeOf<typeof kernels.normalize> = {
  fits: areFloats,
  overwrites: true,
  run: ({ gpu }, [x, mean, variance, weight, bias], [y], { groups: { groups, inner }, epsilon, span }) => {
    const inputs = [x, mean, variance, weight, bias].filter((operand) => operand !== null);
    call(gpu, normalization(weight, bias), [y], inputs, {
      wholes: [groups, inner, span, weight?.count ?? 1, bias?.count ?? 1],
      floats: [epsilon],
    });
  },
};

const moved: Shader = {
  name: 'movedMoments',
  reads: { running: 'f32', found: 'f32' },
  writes: 'f32',
  floats: ['kept', 'share'],
  body: 'y[at(i)] = kept * running(i) + share * found(i);',
};

/** As ops/functional/batch-norm.ts has it. */
export const movedMoments: Code<
  readonly [NumberArray, FloatArray],
  readonly [NumberArray],
  { readonly momentum: number; readonly times: number; readonly over: number }
> = {
  fits: areFloats,
  overwrites: true,
  run: ({ gpu }, [running, found], [y], { momentum, times, over }) => {
    call(gpu, moved, [y], [running, found], { floats: [1 - momentum, (momentum * times) / over] });
  },
};
