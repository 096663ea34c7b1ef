import { requireTensor } from '../../ops/families/operand.ts';
import { Tensor } from '../../tensor/tensor.ts';

/** The gradients of a parameter or of several, those that have one. @throws TypeError for what is no tensor. */
export function gradientsOf(who: string, parameters: Tensor | Iterable<Tensor>): Tensor[] {
  const grads: Tensor[] = [];
  for (const parameter of parameters instanceof Tensor ? [parameters] : parameters) {
    requireTensor(who, parameter);
    if (parameter.grad !== null) grads.push(parameter.grad);
  }
  return grads;
}
