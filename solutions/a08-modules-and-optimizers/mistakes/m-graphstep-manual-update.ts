import type { nn } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-GRAPHSTEP',
  tasks: ['A08.3'],
  summary: 'updates while recording is on',
} as const;

export function manualUpdate(model: nn.Module, lr: number): void {
  for (const p of model.parameters()) {
    if (p.grad !== null) p.sub_(p.grad.mul(lr));
  }
}
