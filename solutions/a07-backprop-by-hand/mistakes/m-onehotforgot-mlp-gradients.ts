import { F, type Tensor, torch } from '#torch';
import { linearBackward, linearForward, reluBackward } from '../backprop-by-hand.ts';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-ONEHOTFORGOT',
  tasks: ['A07.9'],
  summary: 'starts from the probabilities without the right classes',
} as const;

export function mlpGradients(params: Tensor[], X: Tensor, y: Tensor): { loss: number; grads: Tensor[] } {
  const [W1, b1, W2, b2] = params;
  const hidden = linearForward(X, W1, b1);
  const scores = linearForward(hidden.out.relu(), W2, b2);
  const [samples] = X.shape;
  const second = linearBackward(torch.softmax(scores.out, -1).div(samples), scores.cache);
  const first = linearBackward(reluBackward(second.dX, hidden.out), hidden.cache);
  return { loss: F.crossEntropy(scores.out, y).item(), grads: [first.dW, first.db, second.dW, second.db] };
}
