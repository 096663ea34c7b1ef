import { nn, type Tensor } from '#torch';
import { begin } from '../mistaken/line-with.ts';
import { type FitOptions, trainer } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A09.6'],
  summary: 'leaves the predictions a column',
} as const;

export function fitLinear(X: Tensor, y: Tensor, o: FitOptions): nn.Module {
  const { model, loader, optimizer } = begin(X, y, o);
  trainer(model, new nn.MSELoss(), optimizer, loader, { epochs: o.epochs, verbose: false, flatten: false });
  return model;
}
