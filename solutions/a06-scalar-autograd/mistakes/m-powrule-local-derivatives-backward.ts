import { mistakenWith } from '../mistaken/mistaken-with.ts';
import { Value as Right } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-POWRULE',
  tasks: ['A06.2', 'A06.4'],
  summary: 'brings the exponent down and leaves it up as well',
} as const;

export const { Value, MLP, gradCheck } = mistakenWith({
  localGrads() {
    if (this.op === 'pow') return [this.parents[1].data * this.data, 0];
    return Right.prototype.localGrads.call(this);
  },
});
