import { mistakenWith } from '../mistaken/mistaken-with.ts';
import { topoSort } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-REPEAT',
  tasks: ['A06.2', 'A06.4'],
  summary: 'keeps one local derivative for each operand instead of one for each position',
} as const;

export const { Value, MLP, gradCheck } = mistakenWith({
  backward() {
    const order = topoSort(this);
    for (const node of order) {
      if (node.parents.length > 0) node.grad = 0;
    }
    this.grad += 1;
    for (const node of order.reverse()) {
      const local = node.localGrads();
      const byParent = new Map(node.parents.map((parent, i) => [parent, local[i]]));
      for (const parent of node.parents) parent.grad += (byParent.get(parent) ?? 0) * node.grad;
    }
  },
});
