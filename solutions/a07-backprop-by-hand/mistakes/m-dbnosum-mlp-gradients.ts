import { F, type Tensor } from '#torch';
import { crossEntropyBackward, linearBackward, linearForward, reluBackward } from '../backprop-by-hand.ts';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-DBNOSUM',
  tasks: ['A07.9'],
  summary: 'leaves the samples apart in the bias gradients',
} as const;

export function mlpGradients(params: Tensor[], X: Tensor, y: Tensor): { loss: number; grads: Tensor[] } {
  const [W1, b1, W2, b2] = params;
  const hidden = linearForward(X, W1, b1);
  const scores = linearForward(hidden.out.relu(), W2, b2);
  const dScores = crossEntropyBackward(scores.out, y);
  const second = linearBackward(dScores, scores.cache);
  const dHidden = reluBackward(second.dX, hidden.out);
  const first = linearBackward(dHidden, hidden.cache);
  return { loss: F.crossEntropy(scores.out, y).item(), grads: [first.dW, dHidden, second.dW, dScores] };
}
