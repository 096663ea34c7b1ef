import type { Catalogue } from './misconception.ts';

/** Linear models, their squared errors and their descent. */
export const REGRESSION = {
  'M-NX1': {
    name: 'a column where a vector belongs',
    message:
      'A column, (N, 1), meets a vector, (N), or is returned in its place. Subtracting one from the other gives a table, (N, N), that compares every prediction with every target; a model trained on it learns the mean of the targets.',
    hints: [
      'Print the shape after each step. Where does the extra axis come from?',
      'Look at where predictions and targets meet. Have both the same shape there, and what does your function do when they do not?',
      'An axis of size 1 is flattened or squeezed away before the subtraction, or never made; a loss may refuse two shapes that differ. Which of these does the task ask for?',
    ],
  },
  'M-BIASFORGOT': {
    name: 'the bias is left out',
    message:
      'Your answer is that of a model without a bias: its line goes through the origin, or its intercept never moves, or is not counted.',
    hints: [
      'Set all weights to 0. What should the model still predict?',
      'Follow the bias through your function. At which step should it take part, and does it?',
      'The bias is a parameter like the weights: it is added to every prediction, packed and counted with them, has a gradient and makes a step. It acts like the weight of a feature that is always 1. Which of these is missing?',
    ],
  },
  'M-BIASPLACE': {
    name: 'the bias at the wrong end',
    message:
      'A weight and the bias have changed places. Each number is right, and stands where the other belongs.',
    hints: [
      'Try it with one feature and two numbers that differ. Which of them is the bias, in your result and in the task?',
      'Look at the order in which you join or cut the numbers. At which end does the comment above the function put the bias?',
      'In the packed vector the bias stands last; in the design matrix the column of ones, and with it the intercept, stands first, and so it does in a table of results. Which of these orders does your function meet, and does it change over from one to another?',
    ],
  },
  'M-FACTOR': {
    name: 'half the gradient',
    message:
      'Your slopes are right up to a factor of one half. Learning still works, more slowly than it should, so that no picture shows it.',
    hints: [
      'Differentiate the square of one error by hand. Which number does it bring down?',
      'Compare your formula with the loss as the task writes it: is there a ½ in that loss which would cancel something?',
      'The derivative of the mean of squares is a mean of products, and each product has a constant in front. Where in your line would that constant stand?',
    ],
  },
  'M-SIGN': {
    name: 'the errors with the opposite sign',
    message:
      'All your slopes have the right size and the opposite sign. A step against them would make the loss larger.',
    hints: [
      'When a prediction is too large, does raising it further raise or lower the loss?',
      'Look at the difference that you start from. Is it the prediction minus the target, or the target minus the prediction?',
      'Raising a prediction, or a score, that is too large already raises the loss, so the slope there must be positive. Which order of the difference is positive when the prediction is the larger one?',
    ],
  },
  'M-ASCENT': {
    name: 'walks uphill',
    message:
      'Your loss grows with every step. The gradient points to where the loss grows fastest, and you follow it.',
    hints: [
      'In which direction does a step have to go, with the gradient or against it?',
      'Look at the line that changes the parameters, and only at that one. Which sign stands between the parameter and its step?',
      'A positive slope means that a larger parameter makes a larger loss, so the parameter has to become smaller. Which operation does that to it, whatever the sign of the slope?',
    ],
  },
  'M-LOSSWHEN': {
    name: 'notes the loss too late',
    message:
      'Your losses are right, and shifted by one place: the loss of the first parameters is missing. You note what the parameters give after the update.',
    hints: [
      'At which point of a step do the parameters change?',
      'Find the line that calculates the loss you keep, and the line that updates. Which of them runs first?',
      'The loss of a step is that of the parameters the step began with, the one whose gradient it uses. Where must it be calculated so that it is still theirs?',
    ],
  },
} as const satisfies Catalogue;
