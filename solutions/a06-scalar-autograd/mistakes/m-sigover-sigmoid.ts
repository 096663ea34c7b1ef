import { mistakenWith } from '../mistaken/mistaken-with.ts';
import { Value as Right } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-SIGOVER',
  tasks: ['A06.7'],
  summary: 'uses e^x / (1 + e^x) on either side',
} as const;

export const { Value, MLP, gradCheck } = mistakenWith({
  sigmoid() {
    const power = Math.exp(this.data);
    return new Right(power / (1 + power), [this], 'sigmoid');
  },
});
