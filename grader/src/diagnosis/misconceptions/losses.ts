import type { Catalogue } from './misconception.ts';

/** One-hot targets, log-likelihood and cross-entropy. */
export const LOSSES = {
  'M-PROBDIFF': {
    name: 'a difference of probabilities instead of a logarithm',
    message:
      'Your loss measures how far probabilities are from 0 and 1, so it can never become large. Being sure of the wrong class should cost far more than being unsure.',
    hints: [
      'How large can your loss become at most, when the model is as wrong as it can be?',
      'Look at what you do with the probability of the right class. Does it go into a subtraction?',
      'Cross-entropy is a measure of surprise: 0 when the right class had probability 1, and without a limit as that goes to 0. Which function of the probability behaves so, and with which sign?',
    ],
  },
  'M-NEG': {
    name: 'the minus is missing',
    message:
      'Your result is below 0, which no loss of this kind can be. The logarithm of a probability is at most 0.',
    hints: [
      'A perfect prediction has the loss 0. On which side of it should all the others lie?',
      'Look at the last step before you return. What sign has the number there, and what sign should it have?',
      'The log-likelihood says how well the model does, and a loss says how badly. What turns the one into the other, and at which one place do you want to do it?',
    ],
  },
  'M-MEANALL': {
    name: 'averages over samples and classes',
    message:
      'Your loss is too small by a factor equal to the number of classes. You average over every entry of the table, and most of them are zeros that stand for wrong classes.',
    hints: [
      'How many terms of a row are left once the one-hot target has taken out the others?',
      'Look at your `mean`, or at what you divide by. How many numbers go into it, samples or samples times classes?',
      'In each row the terms are added up, which leaves one number per sample; only those are averaged. Which axis has to disappear before the mean is taken?',
    ],
  },
  'M-SUM': {
    name: 'adds the batch up instead of averaging it',
    message:
      'Your value grows with the number of samples: twice the same batch gives twice the result. The batch was added up, and its mean is asked for; in training, the size of a step would grow with the batch.',
    hints: [
      'What should become of the result when every sample is there twice?',
      'Look at the reduction over the samples. Which one does the task ask for when nothing else is said?',
      'A mean is the sum divided by the number of its terms, and where a gradient is wanted the same division goes with it. Which number is that here, and which axis of the input tells it?',
    ],
  },
  'M-LOGBASE': {
    name: 'a logarithm of another base',
    message:
      'Your result differs from the right one by a constant factor, as nats differ from bits. The idea is right, and the unit is another one.',
    hints: [
      'Which base does the task ask for: e, 2 or 10?',
      'Find your logarithm. To which base is the function you call, and is the result converted afterwards?',
      'A nat is more than a bit: changing the base divides by the natural logarithm of the new base. In which direction do you have to go here, and is the conversion there, or there too often?',
    ],
  },
  'M-DOUBLESOFT': {
    name: 'takes the softmax twice',
    message:
      'Softmax ran on numbers that were probabilities already. They are all between 0 and 1, so even a perfect answer keeps a loss well above 0: with K classes it never gets below ln(e + K − 1) − 1.',
    hints: [
      'At which place do scores turn into probabilities, and is there a second one?',
      'Look at what your function is given, scores or probabilities, and at what each function you call expects. Where do the two not fit?',
      'Whoever takes a log-softmax must be given raw scores; whoever is given probabilities takes only a logarithm. Which of the two is your function, and what has to go?',
    ],
  },
  'M-NLLPROB': {
    name: 'the probability itself in place of its logarithm',
    message:
      'Your results lie between −1 and 0: they are probabilities with a minus in front. Negative log-likelihood reads log-probabilities.',
    hints: [
      'Where is the logarithm taken in your steps, or undone?',
      'Compare what each of your functions is given with what its comment asks for. Which one gets probabilities and takes them for their logarithms?',
      'Looking up the right class and changing the sign is all that nll does itself; the logarithm has to be there before, and exactly once. At which place of your function does that fit?',
    ],
  },
  'M-LOGZERO': {
    name: 'zero times the logarithm of zero',
    message:
      'The logarithm of 0 is minus infinity, and 0 times infinity is not a number. A class that is wrong took part in your sum, though it should not at all.',
    hints: [
      'What is 0 · log 0 for your program, and what should it count as here?',
      'Find the product of targets and logarithms. Which of its factors can be infinite while the other one is 0?',
      'A class with target 0 must be left out before its logarithm does harm: choose the right class first, or put a harmless number in its place where the target is 0. Which operation chooses entry by entry?',
    ],
  },
  'M-PREDNOTTRUE': {
    name: 'scores the predicted class',
    message:
      'Your loss looks at the class with the highest score, whether it is right or not. A model that is sure and wrong would seem to do well.',
    hints: [
      'Which argument says what the right class is, and does your result depend on it?',
      'Look for a max or an argmax over the classes. Whose choice does it find, the model’s or the teacher’s?',
      'The right class of a row is given to you, as an index or as the 1 of a one-hot row. How do you get one entry out of each row by its index, without asking which one is largest?',
    ],
  },
  'M-ONEHOTWIDTH': {
    name: 'the width is the largest label that occurs',
    message:
      'Your rows are only as wide as the labels of this batch need. When the last class happens not to occur, a column is missing.',
    hints: [
      'How wide must the rows be when all labels are 0 and there are four classes?',
      'Look at where the width of your result comes from. Is it taken from the labels?',
      'The number of classes is a property of the task and not of the batch, and your function is told it. Which argument is that, and which expression does it replace?',
    ],
  },
  'M-ONEHOTBASE1': {
    name: 'counts labels from 1',
    message: 'Your classes are shifted by one place. Labels are counted from 0, as array indices are.',
    hints: [
      'At which index does the first class stand?',
      'Look for a 1 that is added to a label or taken from it. Why is it there?',
      'A label is an index into the row as it stands, without any conversion. What is left of your line when the shift is gone?',
    ],
  },
} as const satisfies Catalogue;
