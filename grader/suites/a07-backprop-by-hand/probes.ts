/**
 * What runs beside the student's code in A07: a function to differentiate, made of plain data, and a walk back through
 * several layers. Only tensors come back. Nothing here knows an answer.
 */
import type { Tensor } from '#torch';

type Submission = typeof import('../../../solutions/a07-backprop-by-hand/backprop-by-hand.ts');

/** The weight and the bias of one layer. */
export type Layer = readonly [W: Tensor, b: Tensor];

/** What `numericalGradient` finds for the sum of `coefficients · t³`; with `h`, by that step. */
export function slopes(student: Submission, coefficients: Tensor, t: Tensor, h?: number): Tensor {
  const f = (x: Tensor): number => x.pow(3).mul(coefficients).sum().item();
  return h === undefined ? student.numericalGradient(f, t) : student.numericalGradient(f, t, h);
}

/**
 * The gradients of all weights and biases in a stack of linear layers, first layer first, by `linearBackward` alone:
 * the way forward is calculated here.
 */
export function stackGradients(
  student: Submission,
  layers: readonly Layer[],
  X: Tensor,
  dOut: Tensor,
): Tensor[][] {
  const inputs = [X];
  for (const [W, b] of layers) inputs.push(inputs[inputs.length - 1].matmul(W.t()).add(b));
  const grads: Tensor[][] = [];
  let flowing = dOut;
  for (let k = layers.length - 1; k >= 0; k--) {
    const { dX, dW, db } = student.linearBackward(flowing, { X: inputs[k], W: layers[k][0] });
    grads.unshift([dW, db]);
    flowing = dX;
  }
  return grads;
}
