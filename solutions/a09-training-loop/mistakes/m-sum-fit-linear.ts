import { nn, type Tensor } from '#torch';
import { begin } from '../mistaken/line-with.ts';
import { type FitOptions, trainer } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A09.6'],
  summary: 'adds the squared errors of a batch up',
} as const;

export function fitLinear(X: Tensor, y: Tensor, o: FitOptions): nn.Module {
  const { model, loader, optimizer } = begin(X, y, o);
  const criterion = new nn.MSELoss({ reduction: 'sum' });
  trainer(model, criterion, optimizer, loader, { epochs: o.epochs, verbose: false });
  return model;
}
