import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-BIASFORGOT',
  tasks: ['A12.1'],
  summary: 'never moves the biases',
} as const;

export const softmaxRegressionEpoch = epochWith({
  update: (W, _b, dW, _db, lr) => {
    W.sub_(dW.mul(lr));
  },
});
