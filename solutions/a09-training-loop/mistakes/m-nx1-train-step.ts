import type { nn, Tensor } from '#torch';
import { lossOf } from '../mistaken/trainer-with.ts';
import type { Optimizer } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A09.3'],
  summary: 'leaves the predictions a column',
} as const;

export function trainStep(
  model: nn.Module,
  criterion: nn.Module,
  optimizer: Optimizer,
  X: Tensor,
  y: Tensor,
  _flatten = true,
): number {
  optimizer.zeroGrad();
  const loss = lossOf(model, criterion, X, y, false);
  loss.backward();
  optimizer.step();
  return loss.item();
}
