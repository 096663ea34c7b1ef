import { add } from '../../ops/add.ts';
import { linear } from '../../ops/functional/linear.ts';
import { matmul } from '../../ops/matmul.ts';
import { mul } from '../../ops/mul.ts';
import { relu } from '../../ops/relu.ts';
import { sigmoid } from '../../ops/sigmoid.ts';
import { chunk } from '../../ops/split.ts';
import { sub } from '../../ops/sub.ts';
import { t } from '../../ops/t.ts';
import { tanh } from '../../ops/tanh.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/*
 * One step of each recurrent network: from the input's part W x + b, which for a sequence is computed at once, and
 * the state to the next state. A state is a list of tensors, of which the first is h, the output.
 */

/** What multiplies the state in a step. */
export interface StateWeights {
  readonly weight: Tensor;
  readonly bias: Tensor | null;
  /** LSTMs with a projection: makes h smaller. */
  readonly projection?: Tensor | null;
}

export type State = readonly Tensor[];

export type Step = (fromInput: Tensor, state: State, weights: StateWeights) => State;

/** h′ = tanh(W x + b + U h + c). */
export const tanhStep: Step = (fromInput, state, { weight, bias }) => [
  tanh(add(fromInput, linear(output(state), weight, bias))),
];

/** h′ = max(0, W x + b + U h + c). */
export const reluStep: Step = (fromInput, state, { weight, bias }) => [
  relu(add(fromInput, linear(output(state), weight, bias))),
];

/** i, f, g, o = σ, σ, tanh, σ of W x + b + U h + c; c′ = f · c + i · g; h′ = o · tanh(c′). */
export const lstmStep: Step = (fromInput, state, { weight, bias, projection = null }) => {
  const gates = add(fromInput, linear(output(state), weight, bias));
  const [i, f, g, o] = chunk(gates, 4, -1) as [Tensor, Tensor, Tensor, Tensor];
  const cell = add(mul(sigmoid(f), state[1] as Tensor), mul(sigmoid(i), tanh(g)));
  const h = mul(sigmoid(o), tanh(cell));
  return [projection === null ? h : matmul(h, t(projection)), cell];
};

/** r, z = σ of W x + b + U h + c; n = tanh(W x + b + r · (U h + c)); h′ = n + z · (h − n). */
export const gruStep: Step = (fromInput, state, { weight, bias }) => {
  const h = output(state);
  const [inputR, inputZ, inputN] = chunk(fromInput, 3, -1) as [Tensor, Tensor, Tensor];
  const [stateR, stateZ, stateN] = chunk(linear(h, weight, bias), 3, -1) as [Tensor, Tensor, Tensor];
  const r = sigmoid(add(inputR, stateR));
  const z = sigmoid(add(inputZ, stateZ));
  const n = tanh(add(inputN, mul(r, stateN)));
  return [add(n, mul(z, sub(h, n)))];
};

function output(state: State): Tensor {
  return state[0] as Tensor;
}
