import { type nn, type Tensor, torch } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-NULLGRAD',
  tasks: ['A08.3'],
  summary: 'takes for granted that every parameter has a gradient',
} as const;

export function manualUpdate(model: nn.Module, lr: number): void {
  torch.noGrad(() => {
    for (const p of model.parameters()) p.sub_((p.grad as Tensor).mul(lr));
  });
}
