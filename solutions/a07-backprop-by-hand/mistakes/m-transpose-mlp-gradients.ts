import { F, type Tensor } from '#torch';
import { crossEntropyBackward, linearBackward, linearForward, reluBackward } from '../backprop-by-hand.ts';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A07.9'],
  summary: 'gives the weight gradients as inputs by outputs',
} as const;

export function mlpGradients(params: Tensor[], X: Tensor, y: Tensor): { loss: number; grads: Tensor[] } {
  const [W1, b1, W2, b2] = params;
  const hidden = linearForward(X, W1, b1);
  const scores = linearForward(hidden.out.relu(), W2, b2);
  const second = linearBackward(crossEntropyBackward(scores.out, y), scores.cache);
  const first = linearBackward(reluBackward(second.dX, hidden.out), hidden.cache);
  return {
    loss: F.crossEntropy(scores.out, y).item(),
    grads: [first.dW.t(), first.db, second.dW.t(), second.db],
  };
}
