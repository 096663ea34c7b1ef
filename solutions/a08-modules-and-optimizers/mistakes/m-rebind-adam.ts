import type { Tensor } from '#torch';
import { adamMovement } from '../mistaken/movements.ts';
import { MyAdam as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-REBIND',
  tasks: ['A08.10'],
  summary: 'gives the new numbers to a variable',
} as const;

export class MyAdam extends Right {
  override step(): void {
    const current: Tensor[] = [...this.params];
    this.params.forEach((p, i) => {
      if (p.grad !== null) current[i] = p.sub(adamMovement(this, p, p.grad));
    });
  }
}
