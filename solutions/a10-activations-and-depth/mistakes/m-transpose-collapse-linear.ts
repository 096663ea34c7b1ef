import { type LinearLayer, collapseLinear as right } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A10.13'],
  summary: 'gives the weight as inputs by outputs',
} as const;

export function collapseLinear(layers: LinearLayer[]): LinearLayer {
  const { W, b } = right(layers);
  return { W: W.t(), b };
}
