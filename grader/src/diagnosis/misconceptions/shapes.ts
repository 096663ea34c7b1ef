import type { Catalogue } from './misconception.ts';

/** Axes, shapes and dtypes. */
export const SHAPES = {
  'M-AXIS': {
    name: 'works along the wrong axis',
    message:
      'You combine numbers that do not belong together: those of different samples where those of one sample are meant, or the other way round. A row is one sample, a column one feature or class.',
    hints: [
      'Try a table with a single row. Which numbers should be combined there, and which ones were?',
      'Find every reduction and every `dim` in your function. `dim` names the axis that disappears: which axis is that, the samples or what is known about each?',
      'What belongs to a sample (its sum, its probabilities, its best class) is taken across the row, so the columns disappear; what belongs to a feature goes down the column, so the rows disappear. Which of the two does the comment above the function ask for?',
    ],
  },
  'M-FIXEDDIM': {
    name: 'ignores dim',
    message:
      'Along one particular axis your function is right, and for every other `dim` it gives that same answer. The argument makes no difference to it.',
    hints: [
      'Where does the argument `dim` enter your calculation?',
      'List the reductions in your function (max, sum, and what they are used for). Which of them has a number of its own where the argument should be?',
      'Every reduction has to go along the axis that the caller names, and a negative one counts from the end; the runtime understands negative axes already. What is left of the axis you had written down?',
    ],
  },
  'M-KEEPDIM': {
    name: 'an axis of size 1 lost, or kept too long',
    message:
      'An axis of size 1 is missing where it is needed, or still there where nobody asked for it. Without it, broadcasting lines numbers up with the columns instead of with their own rows.',
    hints: [
      'Write down the shape after every step. Where is it not what you meant?',
      'Look at each reduction and at what happens to its result next. Does it meet a table once more, or is it what you return?',
      'What is divided or subtracted in a table must keep its reduced axis with size 1, and `keepdim` does that; a result has only the axes that the comment above the function names. Which of your reductions is of which kind?',
    ],
  },
  'M-TRANSPOSE': {
    name: 'rows and columns swapped',
    message:
      'Rows and columns have changed places in one of your tables. With equal sizes nothing complains, and the numbers are wrong.',
    hints: [
      'Write the shape below each operand. In A @ B, which size of A has to meet which size of B?',
      'The first index, like the first size, counts rows. Which of your operands, or of the shapes that you write down, stands the other way round?',
      'In (N, F) @ (F, C) the two inner sizes meet and the outer ones are left. PyTorch keeps the weight of a Linear layer as outputs by inputs, and turns it for the product. Which convention does this task use, and where does the other one come in?',
    ],
  },
  'M-BIAS2D': {
    name: 'the biases form a column',
    message:
      'Your biases form a column, a table of shape (C, 1). Added to scores, a column meets every score in every row.',
    hints: [
      'What shape does broadcasting make of a vector of C scores and a column of C biases?',
      'Follow the biases from where they are made. Which step gives them a second axis, or fails to take one away?',
      'One bias per class is a vector, of shape (C). An axis of size 1 can be squeezed away, or never be made: at which of your steps is that easier?',
    ],
  },
  'M-INTDTYPE': {
    name: 'whole numbers where fractions are needed',
    message:
      'A tensor of whole numbers (int64) took part where fractions are needed. It cannot hold one: a mean of it is refused, and so is a fraction added to it in place.',
    hints: [
      'Print the dtype before each step. Which one still counts in whole numbers?',
      'Look at what your function is given and at what it starts to add up in. Does the dtype of one of them decide the dtype of the result?',
      'A tensor becomes one of fractions by `.float()`; a plain number of JavaScript needs no cast at all. Before which of your steps has it to happen?',
    ],
  },
  'M-DDOF': {
    name: 'divides by N − 1 instead of N',
    message:
      'Your standard deviations are too large by one and the same factor, √(N/(N − 1)), and a single row gives nan. They are the sample’s, and the population’s are asked for.',
    hints: [
      'By which number is the sum of squared distances divided, in your result and in the task?',
      'Look at where you call `std` or `var`. What do they divide by when they are told nothing else?',
      'The population’s standard deviation divides by N. There is an option of `std` that says so, and it is also the root of a mean of squares. Which of the two do you want to write?',
    ],
  },
  'M-DIVZERO': {
    name: 'divides by a spread of 0',
    message:
      'A column that holds one and the same number has the spread 0, and you divide by it. After centring, every entry of that column is 0 as well.',
    hints: [
      'What is 0 / 0, and what should a column without any spread look like in the end?',
      'Look at your divisor alone, before the division. For which columns may it not be used as it is?',
      'A divisor of 1 leaves a centred column as it is. Which operation chooses between two values entry by entry, so that only the zeros are replaced?',
    ],
  },
  'M-SCALAR': {
    name: 'one number instead of a vector',
    message:
      'One number came back where several belong. Softmax turns a vector into a vector, one probability for each class, and every sample of a batch has an answer of its own.',
    hints: [
      'How many numbers should come back for three classes, or for three samples?',
      'Look for a reduction (max, sum, mean, argmax) in your last steps. Which one is one too many?',
      'A reduction may be needed on the way, as what every entry is compared or divided with; the entries themselves stay. Which of your tensors still has them all?',
    ],
  },
  'M-RESHAPE': {
    name: 'reshapes where it should transpose',
    message:
      'The shape is right, and the numbers stand in the wrong places. `reshape` keeps the numbers in reading order and only breaks the rows elsewhere.',
    hints: [
      'Number the entries of a 2 by 3 table from 1 to 6. Which of them should come to stand at row 0, column 1?',
      'Find the step that turns the shape round. Does it move any number past another one?',
      'Swapping two axes moves the entry at (i, j) to (j, i). The runtime has an operation for exactly that, with a name and with a short form. Which one is it?',
    ],
  },
} as const satisfies Catalogue;
