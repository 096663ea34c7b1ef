import { sgdMovement } from '../mistaken/movements.ts';
import { MySGD as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-GRAPHSTEP',
  tasks: ['A08.9'],
  summary: 'updates while recording is on',
} as const;

export class MySGD extends Right {
  override step(): void {
    for (const p of this.params) {
      if (p.grad !== null) p.sub_(sgdMovement(this, p, p.grad));
    }
  }
}
