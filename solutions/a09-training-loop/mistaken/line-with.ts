import { data, nn, optim, type Tensor, torch } from '#torch';
import type { FitOptions } from '../training-loop.ts';

/** What `fitLinear` begins with: seed, model, batches and optimizer, in this order. */
export function begin(X: Tensor, y: Tensor, { seed, batchSize, lr }: FitOptions) {
  torch.manualSeed(seed);
  const model = new nn.Linear(X.shape[1], 1);
  const loader = new data.DataLoader(new data.TensorDataset(X, y), { batchSize, shuffle: true });
  const optimizer = new optim.SGD(model.parameters(), { lr });
  return { model, loader, optimizer };
}
