import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-ASCENT',
  tasks: ['A12.1'],
  summary: 'adds the gradient',
} as const;

export const softmaxRegressionEpoch = epochWith({
  update: (W, b, dW, db, lr) => {
    W.add_(dW.mul(lr));
    b.add_(db.mul(lr));
  },
});
