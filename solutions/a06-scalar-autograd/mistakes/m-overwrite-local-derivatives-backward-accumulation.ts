import { mistakenWith } from '../mistaken/mistaken-with.ts';
import { topoSort } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-OVERWRITE',
  tasks: ['A06.2', 'A06.4', 'A06.5'],
  summary: 'replaces the gradient of a parent instead of adding to it',
} as const;

export const { Value, MLP, gradCheck } = mistakenWith({
  backward() {
    this.grad = 1;
    for (const node of topoSort(this).reverse()) {
      const local = node.localGrads();
      node.parents.forEach((parent, i) => {
        parent.grad = local[i] * node.grad;
      });
    }
  },
});
