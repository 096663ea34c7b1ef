import { mistakenWith } from '../mistaken/mistaken-with.ts';
import { Value as Right } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-RELU0',
  tasks: ['A06.2'],
  summary: 'takes 1 as the derivative of relu at 0',
} as const;

export const { Value, MLP, gradCheck } = mistakenWith({
  localGrads() {
    if (this.op === 'relu') return [this.parents[0].data >= 0 ? 1 : 0];
    return Right.prototype.localGrads.call(this);
  },
});
