import type { Catalogue } from './misconception.ts';

/** From scores to probabilities, and how numbers break on the way. */
export const SOFTMAX = {
  'M-OVERFLOW': {
    name: 'exp overflows',
    message:
      'The exponential of a large score became infinity, and infinity divided by infinity is not a number. In float32 that happens above 88.',
    hints: [
      'Which of your steps is the first whose result is not finite?',
      'All scores of a row may be shifted by the same amount without changing the probabilities. Where, before exp, could you shift them?',
      'Choose the shift from the row itself, so that no exponent is above 0 and one of them is exactly 0. Which number of the row does that? A log-sum needs the shift back at the end.',
    ],
  },
  'M-GLOBALMAX': {
    name: 'one maximum for the whole batch',
    message:
      'You shift every row by the largest score of the whole batch. A row that lies far below it turns into zeros only, and so does the sum that you divide by.',
    hints: [
      'Take one row near 1000 and one near 0. What is left of the second after your shift and exp?',
      'Look at where you take the maximum. Over which axes does it go, and how many numbers come out of it?',
      'Each row needs a maximum of its own, standing beside its row so that broadcasting meets the right scores. What has to be said to the maximum so that it goes along one axis and keeps that axis?',
    ],
  },
  'M-DIVMAX': {
    name: 'divides by the maximum',
    message:
      'You divide the scores by their maximum. That changes the differences between them, and with them the probabilities.',
    hints: [
      'For the scores 1 and 2: what is their difference before your step, and what is it afterwards?',
      'Look at the line that should make the scores harmless for exp. Does its operation leave all differences alone?',
      'Only differences of scores count in softmax. Which operation moves all the scores by the same amount, and what does that do to the largest of them?',
    ],
  },
  'M-NOEXP': {
    name: 'leaves out exp (or its inverse)',
    message:
      'The scores go straight into the division, or the probabilities straight back out as scores. A negative score then stays negative, which no probability can be.',
    hints: [
      'What comes out for the scores [1, 2, −1], and can each of these numbers be a probability?',
      'Softmax has two steps: make every number positive, then make them add up to 1. Which of the two is missing in yours, or in its inverse?',
      'The function that makes any number positive turns sums into products; its inverse leads from probabilities back to scores. Which pair of functions is that, and which one belongs here?',
    ],
  },
  'M-SIGEACH': {
    name: 'a sigmoid for each class',
    message:
      'Each entry is a sensible answer to a yes-or-no question of its own, but together they do not add up to 1. When exactly one class is right, the classes share one total.',
    hints: [
      'What do the entries of one row add up to in your result?',
      'Look at how one entry is calculated. Do the scores of the other classes take part in it at all?',
      'Exponentials are positive numbers that can share a total. By what has each of them to be divided so that a row adds up to 1?',
    ],
  },
  'M-LOGOFSOFTMAX': {
    name: 'takes the log of a rounded probability',
    message:
      'A very small probability is stored as exactly 0, and its logarithm is minus infinity. The probability was rounded before its logarithm was taken.',
    hints: [
      'Take the scores 0 and −200. What is the second probability in float32, and what is its logarithm?',
      'Find the place where a probability is made only to have its logarithm taken. Can the logarithm be taken before the division?',
      'The logarithm of a quotient is a difference: a score, minus something that is the same for the whole row. You may have written a function for that something already: which one?',
    ],
  },
} as const satisfies Catalogue;
