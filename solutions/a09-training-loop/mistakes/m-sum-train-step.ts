import type { nn, Tensor } from '#torch';
import { lossOf } from '../mistaken/trainer-with.ts';
import type { Optimizer } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A09.3'],
  summary: 'multiplies the loss by the number of samples',
} as const;

export function trainStep(
  model: nn.Module,
  criterion: nn.Module,
  optimizer: Optimizer,
  X: Tensor,
  y: Tensor,
  flatten = true,
): number {
  optimizer.zeroGrad();
  const loss = lossOf(model, criterion, X, y, flatten).mul(y.shape[0]);
  loss.backward();
  optimizer.step();
  return loss.item();
}
