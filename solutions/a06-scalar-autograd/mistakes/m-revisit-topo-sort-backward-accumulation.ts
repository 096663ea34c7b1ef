import { backwardAlong, mistakenWith } from '../mistaken/mistaken-with.ts';
import type { Value as Node } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-REVISIT',
  tasks: ['A06.3', 'A06.4', 'A06.5'],
  summary: 'does not remember which nodes it has been to',
} as const;

export function topoSort(root: Node): Node[] {
  const order: Node[] = [];
  const waiting = [{ node: root, opened: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.opened) {
      order.push(next.node);
    } else {
      waiting.push({ node: next.node, opened: true });
      for (const node of next.node.parents) waiting.push({ node, opened: false });
    }
  }
  return order;
}

export const { Value, MLP, gradCheck } = mistakenWith({ backward: backwardAlong(topoSort) });
