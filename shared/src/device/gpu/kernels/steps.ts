import type { adamStep as Adam } from '../../kernels/adam.ts';
import type { descentStep as Descent } from '../../kernels/sgd.ts';
import { areFloats, type CodeOf } from './code.ts';
import { call, type Place, type Shader } from './shader-call.ts';

/*
 * Steps of optimizers: device/kernels/adam.ts and sgd.ts, in float32; those of the other rules are in adaptive-steps.ts. A
 * shader writes one array, so a step is one for each that it changes: the state first, then the parameter.
 */

/**
 * Changes the state by `value`, of what it was, `own`, and of `slope`, the gradient with the share of the parameter that
 * decays.
 */
export const change = (
  name: string,
  reads: readonly string[],
  floats: readonly string[],
  value: string,
): Shader => ({
  name: `step: ${name}`,
  reads: Object.fromEntries(['g', 'w', ...reads].map((operand) => [operand, 'f32'])),
  writes: 'f32',
  floats: ['sign', 'decay', ...floats],
  body: `
    let own = y[at(i)];
    let slope = sign * g(i) + decay * w(i);
    y[at(i)] = ${value};`,
});

/** w ← w − γ times `direction`, which may be made of the slope here. */
export const descent = (
  name: string,
  reads: readonly string[],
  floats: readonly string[],
  direction: string,
): Shader => ({
  name: `step: ${name}`,
  reads: Object.fromEntries(reads.map((operand) => [operand, 'f32'])),
  writes: 'f32',
  floats: ['sign', 'decay', 'rate', ...floats],
  body: `
    let own = y[at(i)];
    ${reads.includes('g') ? 'let slope = sign * g(i) + decay * own;' : ''}
    y[at(i)] = own - rate * (${direction});`,
});

/** Running means: y ← kept · y + share · the slope, or its square. */
export const means = change('mean', [], ['kept', 'share'], 'kept * own + share * slope');
export const squares = change('squares', [], ['kept', 'share'], 'kept * own + share * slope * slope');

const largestSquares: Shader = {
  name: 'step: largest squares',
  reads: { v: 'f32' },
  writes: 'f32',
  body: 'y[at(i)] = larger(y[at(i)], v(i));',
};

const adam: Shader = {
  name: 'step: adam',
  reads: { m: 'f32', v: 'f32' },
  writes: 'f32',
  floats: ['kept', 'rate', 'bias2', 'eps'],
  body: 'y[at(i)] = kept * y[at(i)] - rate * ratio(m(i), root(v(i)) / bias2 + eps);',
};

export const adamStep: CodeOf<typeof Adam> = {
  fits: (inputs, outputs) => areFloats([...inputs, ...outputs]),
  overwrites: false,
  run: ({ gpu }, [g], [w, m, v, largest], { sign, decay, isDecoupled, beta1, beta2, rate, bias2, eps }) => {
    const way = [sign, isDecoupled ? 0 : decay];
    call(gpu, means, m, [g, w], { floats: [...way, beta1, 1 - beta1] });
    call(gpu, squares, v, [g, w], { floats: [...way, beta2, 1 - beta2] });
    if (largest !== undefined) call(gpu, largestSquares, largest, [v]);
    call(gpu, adam, w, [m, largest ?? v], { floats: [isDecoupled ? decay : 1, rate, bias2, eps] });
  },
};

const plain = descent('descent', ['g'], [], 'slope');
const nesterovs = descent('nesterov', ['b', 'g'], ['momentum'], 'slope + momentum * b(i)');

/** Down by what is given. */
export const along = descent('along', ['b'], [], 'b(i)');

export const descentStep: CodeOf<typeof Descent> = {
  fits: (inputs, outputs) => areFloats([...inputs, ...outputs]),
  overwrites: false,
  run: ({ gpu }, [g], [w, b], { sign, weightDecay, lr, momentum, dampening, isFirst, nesterov }) => {
    const told = { floats: [sign, weightDecay, lr, momentum] };
    if (b === undefined) {
      call(gpu, plain, w, [g], told);
      return;
    }
    const shares = isFirst ? [0, 1] : [momentum, 1 - dampening];
    call(gpu, means, b, [g, w], { floats: [sign, weightDecay, ...shares] });
    const inputs: readonly Place[] = nesterov ? [b, g] : [b];
    call(gpu, nesterov ? nesterovs : along, w, inputs, told);
  },
};
