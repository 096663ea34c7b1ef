import type { Catalogue } from './misconception.ts';

/** Batches of several classes, and how a classifier is judged. */
export const JUDGING = {
  'M-FLATTEN': {
    name: 'the table of scores is flattened',
    message:
      'The loss cannot match your scores with the labels. Flattening suits a regression, which has one output for each row; here every row has a score for each class, and the rows run into one another.',
    hints: [
      'Which shape must the scores have when they meet N labels?',
      'Follow the shape from the model’s output to the loss. Which call takes the classes away?',
      'The loss of several classes wants the table as it comes, a row for each sample, and one label for each row. Is anything left to be done to the scores at all?',
    ],
  },
  'M-BATCHSIZE': {
    name: 'the last batch divided by the size of a full one',
    message: 'You are right as long as every batch is full. The last one has only what is left.',
    hints: [
      'Seven samples in batches of three: how many are in the last one, and by what do you divide there?',
      'Look at the number in your mean. Is it the size that was asked for, or the size that the batch has?',
      'The rows of this very batch can be counted. Which of your tensors can tell how many there are?',
    ],
  },
  'M-TRAINEVAL': {
    name: 'judged on rows that it has learned from',
    message:
      'The model has seen the rows that you judge it by, so your accuracy tells how well it remembers, and not how well it does on new ones.',
    hints: [
      'Of all the tensors that come in, which two were held out?',
      'Look at which rows your predictions are made for, and at the labels they are compared with. Do any of them stem from training?',
      'Training takes one pair of tensors and judging takes the other pair. Is there a line in which the two are mixed, or the first is used twice?',
    ],
  },
  'M-CONFT': {
    name: 'true and predicted classes have changed places',
    message: 'The diagonal of your table is right, and the rest is mirrored in it.',
    hints: [
      'Take one sample of class 0 that was taken for a 1. At which row and column must it be counted?',
      'Add up a row of your table. Does it say how often that class is true, or how often it is predicted?',
      'Rows are the true class, columns the predicted one. Which of your two labels comes first in the index?',
    ],
  },
  'M-LOSSCOMPARE': {
    name: 'compares losses of different kinds',
    message:
      'A smaller number is better only when both numbers measure the same thing. One of these losses is a squared distance between class numbers, the other a surprise in nats.',
    hints: [
      'In which unit is each of the two losses measured?',
      'Look at what both models give out in the end, whatever they were trained with. Can that be judged in one way?',
      'Both give a label for each row, and each label is right or wrong. Which number counts that?',
    ],
  },
} as const satisfies Catalogue;
