import { type Tensor, torch } from '#torch';
import { sgdMovement } from '../mistaken/movements.ts';
import { MySGD as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-NULLGRAD',
  tasks: ['A08.9'],
  summary: 'takes for granted that every parameter has a gradient',
} as const;

export class MySGD extends Right {
  override step(): void {
    torch.noGrad(() => {
      for (const p of this.params) p.sub_(sgdMovement(this, p, p.grad as Tensor));
    });
  }
}
