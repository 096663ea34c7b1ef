import { F, type Tensor, torch } from '#torch';
import { linearBackward, linearForward, reluBackward } from '../backprop-by-hand.ts';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-NODIVN',
  tasks: ['A07.9'],
  summary: 'differentiates the sum of the losses',
} as const;

export function mlpGradients(params: Tensor[], X: Tensor, y: Tensor): { loss: number; grads: Tensor[] } {
  const [W1, b1, W2, b2] = params;
  const hidden = linearForward(X, W1, b1);
  const scores = linearForward(hidden.out.relu(), W2, b2);
  const [_, classes] = scores.out.shape;
  const second = linearBackward(torch.softmax(scores.out, -1).sub(F.oneHot(y, classes)), scores.cache);
  const first = linearBackward(reluBackward(second.dX, hidden.out), hidden.cache);
  return { loss: F.crossEntropy(scores.out, y).item(), grads: [first.dW, first.db, second.dW, second.db] };
}
