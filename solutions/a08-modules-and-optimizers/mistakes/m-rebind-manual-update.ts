import { type nn, type Tensor, torch } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-REBIND',
  tasks: ['A08.3'],
  summary: 'calculates new parameters and gives them to a variable',
} as const;

export function manualUpdate(model: nn.Module, lr: number): void {
  torch.noGrad(() => {
    const updated = new Map<string, Tensor>(model.namedParameters());
    for (const [name, p] of updated) {
      if (p.grad !== null) updated.set(name, p.sub(p.grad.mul(lr)));
    }
  });
}
