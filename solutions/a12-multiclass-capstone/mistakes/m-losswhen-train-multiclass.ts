import { F } from '#torch';
import { stepOn, trainWith } from '../mistaken/train-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-LOSSWHEN',
  tasks: ['A12.5'],
  summary: 'notes each loss after its step',
} as const;

const right = stepOn(F.crossEntropy);

export const trainMulticlass = trainWith((model, optimizer, x, labels) => {
  right(model, optimizer, x, labels);
  return F.crossEntropy(model.call(x), labels).item();
});
