import { F, type Tensor } from '#torch';
import { crossEntropyBackward, linearBackward, linearForward } from '../backprop-by-hand.ts';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-RELUGATE',
  tasks: ['A07.9'],
  summary: 'opens where the gradient of the hidden units is positive',
} as const;

export function mlpGradients(params: Tensor[], X: Tensor, y: Tensor): { loss: number; grads: Tensor[] } {
  const [W1, b1, W2, b2] = params;
  const hidden = linearForward(X, W1, b1);
  const scores = linearForward(hidden.out.relu(), W2, b2);
  const second = linearBackward(crossEntropyBackward(scores.out, y), scores.cache);
  const first = linearBackward(second.dX.relu(), hidden.cache);
  return { loss: F.crossEntropy(scores.out, y).item(), grads: [first.dW, first.db, second.dW, second.db] };
}
