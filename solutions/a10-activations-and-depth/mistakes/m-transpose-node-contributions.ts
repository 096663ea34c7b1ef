import type { nn, Tensor } from '#torch';
import { nodeContributions as right } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A10.16'],
  summary: 'gives a row for each node',
} as const;

export function nodeContributions(
  model: nn.Module & { main: nn.Sequential },
  x: Tensor,
): { nodes: Tensor; bias: number } {
  const { nodes, bias } = right(model, x);
  return { nodes: nodes.t(), bias };
}
