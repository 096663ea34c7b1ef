import { DataFrame, type nn } from '#torch';
import type { LinearFit } from '../training-loop.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-BIASPLACE',
  tasks: ['A09.5'],
  summary: 'puts the bias of the model behind its weights',
} as const;

export function comparisonTable(sk: LinearFit, model: nn.Module): string {
  const rows = [
    [sk.intercept, ...sk.coef],
    model.parameters().flatMap((p) => p.flatten().tolist() as number[]),
  ];
  const columns = rows[0].map((_, i) => `w${i}`);
  return String(new DataFrame(rows, { index: ['sklearn', 'pytorch'], columns }).round(2));
}
