import { type nn, torch } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-STEPW',
  tasks: ['A08.3'],
  summary: 'updates the weights and no other parameters',
} as const;

export function manualUpdate(model: nn.Module, lr: number): void {
  torch.noGrad(() => {
    for (const [name, p] of model.namedParameters()) {
      if (name.endsWith('weight') && p.grad !== null) p.sub_(p.grad.mul(lr));
    }
  });
}
