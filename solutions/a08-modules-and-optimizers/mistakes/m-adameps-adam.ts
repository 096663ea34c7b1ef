import { torch } from '#torch';
import { adamMovement } from '../mistaken/movements.ts';
import { MyAdam as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-ADAMEPS',
  tasks: ['A08.10'],
  summary: 'adds ε inside the root',
} as const;

export class MyAdam extends Right {
  override step(): void {
    torch.noGrad(() => {
      for (const p of this.params) {
        if (p.grad !== null) p.sub_(adamMovement(this, p, p.grad, { epsInside: true }));
      }
    });
  }
}
