import { nn, type Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-FIXEDACT',
  tasks: ['A10.16'],
  summary: 'takes the activation to be a sigmoid',
} as const;

export function nodeContributions(
  model: nn.Module & { main: nn.Sequential },
  x: Tensor,
): { nodes: Tensor; bias: number } {
  const layers = [...model.main];
  const [first, last] = [layers[0], layers[layers.length - 1]] as [nn.Linear, nn.Linear];
  const hidden = new nn.Sigmoid().call(first.call(x.reshape([-1, 1])));
  return { nodes: hidden.mul(last.weight).detach(), bias: (last.bias as Tensor).item() };
}
