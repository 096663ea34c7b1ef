import { logisticWith } from '../mistaken/logistic-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A12.3'],
  summary: 'returns the weights as PyTorch keeps them',
} as const;

const right = logisticWith({});

export const logisticWay: typeof right = (...args) => {
  const { W, ...rest } = right(...args);
  return { W: W.t(), ...rest };
};
