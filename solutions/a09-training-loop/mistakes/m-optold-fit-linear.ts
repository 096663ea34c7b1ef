import { nn, type Tensor, torch } from '#torch';
import { begin } from '../mistaken/line-with.ts';
import { type FitOptions, trainer } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-OPTOLD',
  tasks: ['A09.6'],
  summary: 'makes a new model after the optimizer',
} as const;

export function fitLinear(X: Tensor, y: Tensor, o: FitOptions): nn.Module {
  const { loader, optimizer } = begin(X, y, o);
  torch.manualSeed(o.seed);
  const model = new nn.Linear(X.shape[1], 1);
  trainer(model, new nn.MSELoss(), optimizer, loader, { epochs: o.epochs, verbose: false });
  return model;
}
