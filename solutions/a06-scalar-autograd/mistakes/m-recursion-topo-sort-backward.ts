import { backwardAlong, mistakenWith } from '../mistaken/mistaken-with.ts';
import type { Value as Node } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-RECURSION',
  tasks: ['A06.3', 'A06.4'],
  summary: 'calls itself once for every node',
} as const;

export function topoSort(root: Node): Node[] {
  const placed = new Set<Node>();
  const place = (node: Node): void => {
    if (placed.has(node)) return;
    node.parents.forEach(place);
    placed.add(node);
  };
  place(root);
  return [...placed];
}

export const { Value, MLP, gradCheck } = mistakenWith({ backward: backwardAlong(topoSort) });
