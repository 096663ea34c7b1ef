import { F, type nn, optim, type Tensor, torch } from '#torch';
import type { Loader } from '../multiclass-capstone.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-ITEM',
  tasks: ['A12.5'],
  summary: 'adds up the loss tensors and returns their means',
} as const;

export function trainMulticlass(
  model: nn.Module,
  loader: Loader,
  o: { lr: number; epochs: number },
): Tensor[] {
  const optimizer = new optim.Adam(model.parameters(), { lr: o.lr });
  return Array.from({ length: o.epochs }, () => {
    let total = torch.tensor(0, { dtype: torch.float64 });
    for (const [x, labels] of loader) {
      optimizer.zeroGrad();
      const loss = F.crossEntropy(model.call(x), labels);
      loss.backward();
      optimizer.step();
      total = total.add(loss);
    }
    return total.div(loader.length);
  });
}
