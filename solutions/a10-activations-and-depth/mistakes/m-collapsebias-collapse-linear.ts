import type { LinearLayer } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-COLLAPSEBIAS',
  tasks: ['A10.13'],
  summary: 'keeps the last bias only',
} as const;

export function collapseLinear(layers: LinearLayer[]): LinearLayer {
  return layers.reduce((first, second) => ({ W: second.W.matmul(first.W), b: second.b }));
}
