import type { nn, Tensor } from '#torch';
import type { LayerGradients } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-NULLGRAD',
  tasks: ['A08.1'],
  summary: 'copies gradients that may not be there',
} as const;

export function layerGradients(model: nn.Sequential): LayerGradients[] {
  return [...model]
    .map((layer) => new Map(layer.namedParameters()))
    .filter((own) => own.size > 0)
    .map((own) => ({
      weight: copied(own.get('weight')),
      bias: own.has('bias') ? copied(own.get('bias')) : null,
    }));
}

function copied(parameter: Tensor | undefined): Tensor {
  const { grad } = parameter as Tensor;
  return (grad as Tensor).clone();
}
