import { F, type Tensor } from '#torch';
import { crossEntropyBackward, linearBackward, linearForward, reluBackward } from '../backprop-by-hand.ts';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-BIAS2D',
  tasks: ['A07.9'],
  summary: 'gives the bias gradients as columns',
} as const;

export function mlpGradients(params: Tensor[], X: Tensor, y: Tensor): { loss: number; grads: Tensor[] } {
  const [W1, b1, W2, b2] = params;
  const hidden = linearForward(X, W1, b1);
  const scores = linearForward(hidden.out.relu(), W2, b2);
  const dScores = crossEntropyBackward(scores.out, y);
  const second = linearBackward(dScores, scores.cache);
  const dHidden = reluBackward(second.dX, hidden.out);
  const first = linearBackward(dHidden, hidden.cache);
  return {
    loss: F.crossEntropy(scores.out, y).item(),
    grads: [first.dW, first.db.unsqueeze(1), second.dW, second.db.unsqueeze(1)],
  };
}
