import { torch } from '#torch';
import { adamMovement } from '../mistaken/movements.ts';
import { MyAdam as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-ASCENT',
  tasks: ['A08.10'],
  summary: 'adds the movement instead of subtracting it',
} as const;

export class MyAdam extends Right {
  override step(): void {
    torch.noGrad(() => {
      for (const p of this.params) {
        if (p.grad !== null) p.add_(adamMovement(this, p, p.grad));
      }
    });
  }
}
