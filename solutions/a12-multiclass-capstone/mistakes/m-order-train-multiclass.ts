import { F } from '#torch';
import { trainWith } from '../mistaken/train-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-ORDER',
  tasks: ['A12.5'],
  summary: 'clears the gradients between backward and step',
} as const;

export const trainMulticlass = trainWith((model, optimizer, x, labels) => {
  const loss = F.crossEntropy(model.call(x), labels);
  loss.backward();
  optimizer.zeroGrad();
  optimizer.step();
  return loss.item();
});
