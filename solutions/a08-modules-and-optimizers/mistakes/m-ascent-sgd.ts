import { torch } from '#torch';
import { sgdMovement } from '../mistaken/movements.ts';
import { MySGD as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-ASCENT',
  tasks: ['A08.9'],
  summary: 'adds the movement instead of subtracting it',
} as const;

export class MySGD extends Right {
  override step(): void {
    torch.noGrad(() => {
      for (const p of this.params) {
        if (p.grad !== null) p.add_(sgdMovement(this, p, p.grad));
      }
    });
  }
}
