import { lossOf, trainerWith } from '../mistaken/trainer-with.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-ORDER',
  tasks: ['A09.4'],
  summary: 'makes the step before the gradients are there',
} as const;

export const trainer = trainerWith((model, criterion, optimizer, X, y, flatten) => {
  optimizer.zeroGrad();
  const loss = lossOf(model, criterion, X, y, flatten);
  optimizer.step();
  loss.backward();
  return loss.item();
});
