import { lossOf, trainerWith } from '../mistaken/trainer-with.ts';

export * from '../training-loop.ts';

export const mistake = {
  code: 'M-NOZERO',
  tasks: ['A09.4'],
  summary: 'never clears the gradients',
} as const;

export const trainer = trainerWith((model, criterion, optimizer, X, y, flatten) => {
  const loss = lossOf(model, criterion, X, y, flatten);
  loss.backward();
  optimizer.step();
  return loss.item();
});
