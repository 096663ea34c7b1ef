import { type nn, type Tensor, torch } from '#torch';
import { lossOf } from '../mistaken/trainer-with.ts';
import type { Loader, Optimizer, TrainerOptions } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-ITEM',
  tasks: ['A09.4'],
  summary: 'adds up the loss tensors and returns their means',
} as const;

export function trainer(
  model: nn.Module,
  criterion: nn.Module,
  optimizer: Optimizer,
  loader: Loader,
  o: TrainerOptions = {},
): Tensor[] {
  const { epochs = 5, verbose = true, flatten = true, log = console.log } = o;
  return Array.from({ length: epochs }, (_, epoch) => {
    let total = torch.tensor(0, { dtype: torch.float64 });
    for (const [X, y] of loader) {
      optimizer.zeroGrad();
      const loss = lossOf(model, criterion, X, y, flatten);
      loss.backward();
      optimizer.step();
      total = total.add(loss);
    }
    const mean = total.div(loader.length);
    if (verbose) log(`epoch: ${epoch + 1}, loss: ${mean.item().toFixed(4)}`);
    return mean;
  });
}
