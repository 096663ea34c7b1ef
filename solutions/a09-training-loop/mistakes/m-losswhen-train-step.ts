import type { nn, Tensor } from '#torch';
import { lossOf } from '../mistaken/trainer-with.ts';
import type { Optimizer } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-LOSSWHEN',
  tasks: ['A09.3'],
  summary: 'returns the loss after the update',
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
  lossOf(model, criterion, X, y, flatten).backward();
  optimizer.step();
  return lossOf(model, criterion, X, y, flatten).item();
}
