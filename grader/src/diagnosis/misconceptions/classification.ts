import type { Catalogue } from './misconception.ts';

/** Labels, thresholds, and the last layer of a classifier. */
export const CLASSIFICATION = {
  'M-SOFTMULTI': {
    name: 'labels compete that may all be true',
    message:
      'You let the labels of a sample share one total, so that one label becomes less probable when another becomes more so. Here several may be true at once.',
    hints: [
      'Can two labels of a sample both have a probability of 0.9 in your result?',
      'Look for a step that mixes the entries of a row: a softmax, or a division by a sum. What is it for?',
      'Each label answers a yes-or-no question of its own and needs no other entry of its row. Which function, or which comparison, works on a single entry?',
    ],
  },
  'M-THRESH': {
    name: 'the threshold is read differently',
    message:
      'You compare against the threshold in another way than the task says: another kind of number, or another answer for a value that equals it.',
    hints: [
      'To which side does a value belong that is exactly at the threshold?',
      'Look at the comparison alone. Is it a probability that you hold against a threshold for probabilities? A score of 0 is a probability of 0.5.',
      'The task says whether “at least” or “more than” is meant, and each has an operation of its own. Which one did you call, and on probabilities or on scores?',
    ],
  },
  'M-WRONGSIDE': {
    name: 'takes the other side of the threshold',
    message: 'You take the wrong side of the threshold: yes where the probability is below it.',
    hints: [
      'A probability of 0.9 at a threshold of 0.5: what should your function answer, and what does it?',
      'Look at the condition under which a label counts as true. Which way does the comparison point?',
      'A label applies when its probability is more than the threshold. Read your comparison aloud with the operands in their order: which of the two does it call the larger one?',
    ],
  },
  'M-FLOATLABEL': {
    name: 'labels that are not whole numbers in dtype',
    message:
      'Your labels are right as numbers, and of a dtype for fractions. A label is the number of a class, is used as an index, and its dtype is int64.',
    hints: [
      'What does the dtype of your result say, and what does the task ask for?',
      'Look at the step that makes the labels. Rounding and arithmetic give whole numbers, but of which dtype?',
      'One cast is missing, from fractions to whole numbers of 64 bits, after everything else is done. What does PyTorch call that kind of number?',
    ],
  },
  'M-TRUNCATE': {
    name: 'cuts the fraction off instead of rounding',
    message: 'Casting to whole numbers drops what comes after the point: 1.9 becomes 1, and not 2.',
    hints: [
      'Which label is the nearest one to 1.9, and which one do you give?',
      'Look at how a prediction becomes a whole number. Is there any step between the number and the cast?',
      'The cast only changes the dtype. The choice of the nearest whole number is an operation of its own: which one, and on which side of the cast must it stand?',
    ],
  },
  'M-LABELRANGE': {
    name: 'labels that no class has',
    message:
      'Some of your labels belong to no class. A regression may predict any number, also below the first class and above the last one.',
    hints: [
      'Which labels are there for C classes, and which ones does your function give for −2 and for 100?',
      'Look at what happens after the rounding. Is anything done to a number outside of the classes?',
      'A number outside is taken to the nearest class: the first or the last. Which operation keeps numbers between two bounds, and what are the two for C classes?',
    ],
  },
  'M-HALFUP': {
    name: 'rounds every half up',
    message:
      'All is well but exactly halfway between two labels. PyTorch takes the even one there: 0.5 gives 0 and 1.5 gives 2.',
    hints: [
      'What does your way of rounding give for 0.5 and for 2.5?',
      'Look at whether you round by yourself: with Math.round, or by adding a half and cutting. What happens to a half there?',
      'The tensor has a method of its own for rounding, and it treats halves as the task wants. Which of your operations does it replace?',
    ],
  },
  'M-ACTLAST': {
    name: 'a squashing function at the end',
    message:
      'Your network ends with a function that squeezes its outputs. What comes out are then no longer logits or free numbers.',
    hints: [
      'What is the largest number that your network can give out, and should there be one?',
      'Look at the last module. Who applies softmax or sigmoid later, and what happens if both do?',
      'A head returns what its last Linear layer gives; losses that take logits apply their own function. Which module of yours comes after that layer?',
    ],
  },
  'M-HEADSIZE': {
    name: 'accepts a head with the wrong number of outputs',
    message: 'Your function builds a network that cannot do what it is for, and says nothing about it.',
    hints: [
      'How many scores does a yes-or-no question need?',
      'Look at what you do with the last size. Is it ever compared with what the kind of head needs?',
      'Sizes that contradict the kind are the caller’s slip, and an error that names both is the kindest answer. Before which step should your function stop, and under which condition?',
    ],
  },
} as const satisfies Catalogue;
