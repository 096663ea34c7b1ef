import { type nn, torch } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-ASCENT',
  tasks: ['A08.3'],
  summary: 'adds the gradient instead of subtracting it',
} as const;

export function manualUpdate(model: nn.Module, lr: number): void {
  torch.noGrad(() => {
    for (const p of model.parameters()) {
      if (p.grad !== null) p.add_(p.grad.mul(lr));
    }
  });
}
