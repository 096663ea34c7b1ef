import { mistakenWith } from '../mistaken/mistaken-with.ts';
import { topoSort } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-STALE',
  tasks: ['A06.5'],
  summary: 'lets inner nodes keep their gradient of the call before',
} as const;

export const { Value, MLP, gradCheck } = mistakenWith({
  backward() {
    this.grad = 1;
    for (const node of topoSort(this).reverse()) {
      const local = node.localGrads();
      node.parents.forEach((parent, i) => {
        parent.grad += local[i] * node.grad;
      });
    }
  },
});
