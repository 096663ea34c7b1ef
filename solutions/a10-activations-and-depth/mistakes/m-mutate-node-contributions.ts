import type { nn, Tensor } from '#torch';
import { nodeContributions as right } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A10.16'],
  summary: 'turns its input into a column in place',
} as const;

export function nodeContributions(
  model: nn.Module & { main: nn.Sequential },
  x: Tensor,
): { nodes: Tensor; bias: number } {
  if (x.ndim === 1) x.unsqueeze_(1);
  return right(model, x);
}
