import type { Catalogue } from './misconception.ts';

/** What can happen in every task. */
export const ANY_TASK = {
  'M-STUB': {
    name: 'not written yet',
    message:
      'This function still holds its placeholder. Every other function is graded on its own, so it harms nothing else.',
    hints: [
      'Read the shapes in the comment above the function. What goes in, and what has to come out?',
      'The handout’s section on the task says it in mathematics. Which operation of the runtime is the first step of it?',
      'Write the steps as comments, one a line, with the shape after each. Which of them can you turn into code at once, and check by itself?',
    ],
  },
  'M-MUTATE': {
    name: 'changes its input',
    message:
      'After your function ran, the tensor it was given held other numbers. The caller may still need the old ones, so a function leaves its input alone.',
    hints: [
      'Which step of yours writes into its operand instead of making something new?',
      'Look for a method whose name ends in an underscore, for an assignment to an entry, and for a loop that fills its argument. Which of them gets hold of an argument of the function?',
      'Every in-place method has a twin without the trailing underscore, which returns a new tensor; where you must write entry by entry, write into a clone. Does every later line use that new tensor?',
    ],
  },
} as const satisfies Catalogue;
