import type { nn, Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A10.16'],
  summary: 'sends a vector of samples through the layers as it is',
} as const;

export function nodeContributions(
  model: nn.Module & { main: nn.Sequential },
  x: Tensor,
): { nodes: Tensor; bias: number } {
  const layers = [...model.main];
  const last = layers.pop() as nn.Linear;
  const hidden = layers.reduce((values: Tensor, layer) => layer.call(values), x);
  return { nodes: hidden.mul(last.weight.squeeze(0)).detach(), bias: (last.bias as Tensor).item() };
}
