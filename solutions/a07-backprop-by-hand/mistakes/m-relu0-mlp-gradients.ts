import { F, type Tensor } from '#torch';
import { crossEntropyBackward, linearBackward, linearForward } from '../backprop-by-hand.ts';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-RELU0',
  tasks: ['A07.9'],
  summary: 'lets gradient through where a hidden unit was given exactly 0',
} as const;

export function mlpGradients(params: Tensor[], X: Tensor, y: Tensor): { loss: number; grads: Tensor[] } {
  const [W1, b1, W2, b2] = params;
  const hidden = linearForward(X, W1, b1);
  const scores = linearForward(hidden.out.relu(), W2, b2);
  const second = linearBackward(crossEntropyBackward(scores.out, y), scores.cache);
  const first = linearBackward(second.dX.mul(hidden.out.ge(0)), hidden.cache);
  return { loss: F.crossEntropy(scores.out, y).item(), grads: [first.dW, first.db, second.dW, second.db] };
}
