import { adamMovement } from '../mistaken/movements.ts';
import { MyAdam as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-GRAPHSTEP',
  tasks: ['A08.10'],
  summary: 'updates while recording is on',
} as const;

export class MyAdam extends Right {
  override step(): void {
    for (const p of this.params) {
      if (p.grad !== null) p.sub_(adamMovement(this, p, p.grad));
    }
  }
}
