import { type Tensor, torch } from '#torch';
import { softmaxDim } from '../softmax.ts';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A03.6'],
  summary: 'lets the samples compete with each other instead of each with its own 0',
} as const;

export function sigmoidFromSoftmax(z: Tensor): Tensor {
  const rows = torch.stack([z, torch.zerosLike(z)]);
  return softmaxDim(rows, -1).at(0);
}
