import type { nn, Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-NODEWEIGHT',
  tasks: ['A10.16'],
  summary: 'leaves the weights to the output out',
} as const;

export function nodeContributions(
  model: nn.Module & { main: nn.Sequential },
  x: Tensor,
): { nodes: Tensor; bias: number } {
  const layers = [...model.main];
  const last = layers.pop() as nn.Linear;
  const nodes = layers.reduce((values: Tensor, layer) => layer.call(values), x.reshape([-1, 1]));
  return { nodes: nodes.detach(), bias: (last.bias as Tensor).item() };
}
