import { nn, type Tensor } from '#torch';
import { begin } from '../mistaken/line-with.ts';
import type { FitOptions } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-NOZERO',
  tasks: ['A09.6'],
  summary: 'never clears the gradients',
} as const;

export function fitLinear(X: Tensor, y: Tensor, o: FitOptions): nn.Module {
  const { model, loader, optimizer } = begin(X, y, o);
  const criterion = new nn.MSELoss();
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    for (const [x, t] of loader) {
      criterion.call(model.call(x).flatten(), t).backward();
      optimizer.step();
    }
  }
  return model;
}
