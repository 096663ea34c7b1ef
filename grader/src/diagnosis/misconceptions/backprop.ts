import type { Catalogue } from './misconception.ts';

/** Gradients of whole tensors, by hand. */
export const BACKPROP = {
  'M-NODIVN': {
    name: 'the mean’s 1/N is missing',
    message:
      'Your gradient is too large by a factor: the number of terms that the loss is the mean of. It is the gradient of their sum.',
    hints: [
      'A mean is a sum and a division. What does the division do to the derivative?',
      'Compare your gradient of two samples with that of the same two samples given twice. Does each entry become smaller, as it should?',
      'One constant belongs in front of the whole gradient, and it can be read off the shape of the input. Which axis, or which number of entries, is the loss the mean over?',
    ],
  },
  'M-NOCHAIN': {
    name: 'leaves out what came back from above',
    message:
      'You return the slope of this one step. The loss lies further on: `dOut` says how much it changes with the output of your step, and it plays no part in your answer.',
    hints: [
      'If `dOut` were twice as large, what should become of your result?',
      'Look for `dOut` in your function. Does it take part in what you return?',
      'The chain rule makes one rate of the two, entry by entry. Which operation joins how the loss changes with the output and how the output changes with the input?',
    ],
  },
  'M-SIGPRIME': {
    name: 'takes the sigmoid of its output again',
    message:
      'The sigmoid runs once too often: what it gave out, between 0 and 1 already, goes through it a second time.',
    hints: [
      'The slope is 0.25 where the output is 0.5. What does your formula give there?',
      'Which value is your s: what went into the sigmoid, what came out of it, or what comes out of two?',
      'With its output s alone the slope of the sigmoid is a product of two factors, and it vanishes at s = 0 and at s = 1. Which two factors do that?',
    ],
  },
  'M-RELUGATE': {
    name: 'opens by the gradient instead of the input',
    message:
      'You let gradient through where the gradient itself is positive. What passes was decided in the forward pass, by what went into the relu, and what comes back may have either sign.',
    hints: [
      'Try a negative gradient where the input was positive. What should come out, and what does?',
      'Look at the tensor that you compare with 0. Is it the one that went into the relu?',
      'Two tensors of one shape are multiplied: what came back, and a gate of zeros and ones. From which of the tensors that you have at hand is the gate made?',
    ],
  },
  'M-DBNOSUM': {
    name: 'leaves the samples of a bias gradient apart',
    message:
      'Your bias gradient has a row for each sample. The layer has only one bias for each output, and it serves all samples.',
    hints: [
      'If one bias grows a little, which entries of the output change?',
      'Compare the shape of your gradient with the shape of the bias. Which axis is too many?',
      'What is used several times collects from every use. Which reduction does that, and along which axis, so that one number per output is left?',
    ],
  },
  'M-UNBCAST': {
    name: 'a stretched operand keeps its stretched gradient',
    message:
      'A gradient has the shape of what it belongs to, and yours still has the shape that broadcasting made.',
    hints: [
      'An axis of size 1 that was stretched uses each number several times. What happens to the gradients of several uses of one number?',
      'Lay the two shapes below one another, aligned at the right. Which axes were put in front, and which were stretched from 1?',
      'Added axes are summed away; stretched ones are summed too, but stay with size 1. Which of the two kinds does your function leave as it is?',
    ],
  },
  'M-JACDIAG': {
    name: 'only the diagonal of the softmax’s derivatives',
    message:
      'You have the change of each probability with its own score. But raising one score lowers all the other probabilities, for they share one total.',
    hints: [
      'The probabilities always add up to 1. What must each row of the table of their changes add up to?',
      'Look at the entries off the diagonal. What should the change of one probability with another’s score be: positive, negative or 0?',
      'The table is a diagonal minus an outer product of the probabilities with themselves. How do you make a table of all products of two vectors out of a column and a row?',
    ],
  },
  'M-ONEHOTFORGOT': {
    name: 'the right class is not subtracted',
    message:
      'Your gradient consists of probabilities only: every entry is positive, so a step against it would lower the score of the right class too.',
    hints: [
      'Shifting all scores of a row changes no loss. What must each row of the gradient add up to, then?',
      'Compare the entry of the right class with the others. Which sign should it have?',
      'The gradient of a row is the difference of two distributions: what the model believes, and what is true. Which one is missing in yours, and in which form is the true class a row of the same width?',
    ],
  },
  'M-ONESIDED': {
    name: 'measures the slope to one side only',
    message:
      'You compare the value a step ahead with the value here. On a curve such a slope is off by an amount that grows with the step itself.',
    hints: [
      'Measure the slope of x² at 3 with a step of 0.1. What do you get, and what should it be?',
      'Look at the two points whose values you subtract. Where would the second one have to lie for the bends on both sides to cancel?',
      'Take one step ahead and one step back from the same place, and restore what you changed. How far are those two points apart, and is that what you divide by?',
    ],
  },
} as const satisfies Catalogue;
