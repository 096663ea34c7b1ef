import { mistakenWith } from '../mistaken/mistaken-with.ts';
import { topoSort } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-SEED1',
  tasks: ['A06.2', 'A06.4', 'A06.5', 'A06.6'],
  summary: 'starts the walk from a root whose gradient is still 0',
} as const;

export const { Value, MLP, gradCheck } = mistakenWith({
  backward() {
    const order = topoSort(this);
    for (const node of order) {
      if (node.parents.length > 0) node.grad = 0;
    }
    for (const node of order.reverse()) {
      const local = node.localGrads();
      node.parents.forEach((parent, i) => {
        parent.grad += local[i] * node.grad;
      });
    }
  },
});
