import type { nn } from '#torch';
import type { LayerGradients } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-INDEX1',
  tasks: ['A08.1'],
  summary: 'gives an entry for every layer, those without parameters too',
} as const;

export function layerGradients(model: nn.Sequential): LayerGradients[] {
  return [...model].map((layer) => {
    const own = new Map(layer.namedParameters());
    return { weight: own.get('weight')?.grad ?? null, bias: own.get('bias')?.grad ?? null };
  });
}
