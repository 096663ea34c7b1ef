import { MySGD as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-NOZERO',
  tasks: ['A08.9'],
  summary: 'leaves the gradients as they are when asked to clear them',
} as const;

export class MySGD extends Right {
  override zeroGrad(): void {}
}
