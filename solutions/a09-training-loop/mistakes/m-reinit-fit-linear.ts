import { nn, optim, type Tensor } from '#torch';
import { begin } from '../mistaken/line-with.ts';
import { type FitOptions, trainer } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-REINIT',
  tasks: ['A09.6'],
  summary: 'makes the model and its optimizer anew in every epoch',
} as const;

export function fitLinear(X: Tensor, y: Tensor, o: FitOptions): nn.Module {
  const { loader, ...first } = begin(X, y, o);
  let model = first.model;
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    model = new nn.Linear(X.shape[1], 1);
    const optimizer = new optim.SGD(model.parameters(), { lr: o.lr });
    trainer(model, new nn.MSELoss(), optimizer, loader, { epochs: 1, verbose: false });
  }
  return model;
}
