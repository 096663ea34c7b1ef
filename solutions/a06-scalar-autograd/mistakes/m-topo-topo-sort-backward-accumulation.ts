import { backwardAlong, mistakenWith } from '../mistaken/mistaken-with.ts';
import type { Value as Node } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-TOPO',
  tasks: ['A06.3', 'A06.4', 'A06.5'],
  summary: 'places a node as soon as it is met, whoever else was made from it',
} as const;

export function topoSort(root: Node): Node[] {
  const met = new Set<Node>();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (met.has(node)) continue;
    met.add(node);
    waiting.push(...node.parents.toReversed());
  }
  return [...met].reverse();
}

export const { Value, MLP, gradCheck } = mistakenWith({ backward: backwardAlong(topoSort) });
