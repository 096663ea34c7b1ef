import type { nn } from '#torch';
import { type Loader, type Optimizer, type TrainerOptions, trainStep } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-EPOCHAVG',
  tasks: ['A09.4'],
  summary: 'divides by the number of samples in a batch instead of the number of batches',
} as const;

export function trainer(
  model: nn.Module,
  criterion: nn.Module,
  optimizer: Optimizer,
  loader: Loader,
  o: TrainerOptions = {},
): number[] {
  const { epochs = 5, verbose = true, flatten = true, log = console.log } = o;
  return Array.from({ length: epochs }, (_, epoch) => {
    let total = 0;
    let batchSize = 0;
    for (const [X, y] of loader) {
      total += trainStep(model, criterion, optimizer, X, y, flatten);
      batchSize = Math.max(batchSize, X.shape[0]);
    }
    const loss = total / batchSize;
    if (verbose) log(`epoch: ${epoch + 1}, loss: ${loss.toFixed(4)}`);
    return loss;
  });
}
