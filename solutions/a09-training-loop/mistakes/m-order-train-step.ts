import type { nn, Tensor } from '#torch';
import { lossOf } from '../mistaken/trainer-with.ts';
import type { Optimizer } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-ORDER',
  tasks: ['A09.3'],
  summary: 'clears the gradients between backward and step',
} as const;

export function trainStep(
  model: nn.Module,
  criterion: nn.Module,
  optimizer: Optimizer,
  X: Tensor,
  y: Tensor,
  flatten = true,
): number {
  const loss = lossOf(model, criterion, X, y, flatten);
  loss.backward();
  optimizer.zeroGrad();
  optimizer.step();
  return loss.item();
}
