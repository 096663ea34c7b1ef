import { type Tensor, torch } from '#torch';
import { adamMovement } from '../mistaken/movements.ts';
import { MyAdam as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-NULLGRAD',
  tasks: ['A08.10'],
  summary: 'takes for granted that every parameter has a gradient',
} as const;

export class MyAdam extends Right {
  override step(): void {
    torch.noGrad(() => {
      for (const p of this.params) p.sub_(adamMovement(this, p, p.grad as Tensor));
    });
  }
}
