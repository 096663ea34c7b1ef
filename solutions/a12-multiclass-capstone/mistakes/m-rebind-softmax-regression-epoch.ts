import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-REBIND',
  tasks: ['A12.1'],
  summary: 'gives new names to the new weights',
} as const;

export const softmaxRegressionEpoch = epochWith({
  update: (W, b, dW, db, lr) => {
    W = W.sub(dW.mul(lr));
    b = b.sub(db.mul(lr));
  },
});
