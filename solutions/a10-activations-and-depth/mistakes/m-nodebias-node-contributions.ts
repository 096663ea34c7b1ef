import type { nn, Tensor } from '#torch';
import { nodeContributions as right } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-NODEBIAS',
  tasks: ['A10.16'],
  summary: 'shares the output bias out among the nodes',
} as const;

export function nodeContributions(
  model: nn.Module & { main: nn.Sequential },
  x: Tensor,
): { nodes: Tensor; bias: number } {
  const { nodes, bias } = right(model, x);
  return { nodes: nodes.add(bias / nodes.shape[1]), bias: 0 };
}
