import { mistakenWith } from '../mistaken/mistaken-with.ts';
import { Value as Right } from '../scalar-autograd.ts';

export * from '../scalar-autograd.ts';

export const mistake = {
  code: 'M-SIGOVER',
  tasks: ['A06.8'],
  summary: 'divides exponentials that are both infinite',
} as const;

export const { Value, MLP, gradCheck } = mistakenWith({
  tanh() {
    const [up, down] = [Math.exp(this.data), Math.exp(-this.data)];
    return new Right((up - down) / (up + down), [this], 'tanh');
  },
});
