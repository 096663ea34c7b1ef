import type { nn } from '#torch';
import { type Loader, trainMulticlass as right } from '../multiclass-capstone.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-EPOCHAVG',
  tasks: ['A12.5'],
  summary: 'divides by the number of samples in a batch instead of the number of batches',
} as const;

export function trainMulticlass(
  model: nn.Module,
  loader: Loader,
  o: { lr: number; epochs: number },
): number[] {
  const batchSize = Math.max(...Array.from(loader, ([x]) => x.shape[0]));
  return right(model, loader, o).map((loss) => (loss * loader.length) / batchSize);
}
