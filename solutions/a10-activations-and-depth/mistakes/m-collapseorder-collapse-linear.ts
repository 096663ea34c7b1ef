import type { LinearLayer } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-COLLAPSEORDER',
  tasks: ['A10.13'],
  summary: 'multiplies as if the last layer came first',
} as const;

export function collapseLinear(layers: LinearLayer[]): LinearLayer {
  return layers.reduce((first, second) => ({
    W: first.W.matmul(second.W),
    b: first.W.matmul(second.b).add(first.b),
  }));
}
