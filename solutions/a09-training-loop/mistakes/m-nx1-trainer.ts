import { lossOf, trainerWith } from '../mistaken/trainer-with.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A09.4'],
  summary: 'leaves the predictions a column',
} as const;

export const trainer = trainerWith((model, criterion, optimizer, X, y) => {
  optimizer.zeroGrad();
  const loss = lossOf(model, criterion, X, y, false);
  loss.backward();
  optimizer.step();
  return loss.item();
});
