import type { Tensor } from '#torch';
import { sgdMovement } from '../mistaken/movements.ts';
import { MySGD as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-REBIND',
  tasks: ['A08.9'],
  summary: 'gives the new numbers to a variable',
} as const;

export class MySGD extends Right {
  override step(): void {
    const current: Tensor[] = [...this.params];
    this.params.forEach((p, i) => {
      if (p.grad !== null) current[i] = p.sub(sgdMovement(this, p, p.grad));
    });
  }
}
