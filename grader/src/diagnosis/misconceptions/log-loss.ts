import type { Catalogue } from './misconception.ts';

/** Yes-or-no questions: logits, probabilities, their loss, and pictures of the decision. */
export const LOG_LOSS = {
  'M-SIG2': {
    name: 'squashes twice',
    message:
      'A sigmoid runs on numbers that a sigmoid made already, so no probability leaves the range from 0.5 to 0.73, and with as many yes as no the loss cannot fall below about 0.50.',
    hints: [
      'What is the largest probability that your model can give?',
      'Follow a score from the last linear layer to the end. Where is it squashed for the first time, and where again?',
      'A loss of logits squashes by itself, so whatever feeds it must not; whoever wants probabilities squashes once, behind the model. Which of your two places has to go?',
    ],
  },
  'M-BCENAN': {
    name: 'takes the logarithm of a probability that was rounded',
    message:
      'For very sure predictions your loss is infinite or not a number. A probability next to 0 or 1 is stored as exactly 0 or 1.',
    hints: [
      'For a score of 1000, which logarithm do you take, and by what is it multiplied?',
      'Look at what your function is given: probabilities, or logits. Could the loss be had without any probability?',
      'Where probabilities are all you have, each logarithm gets a lower bound. Where you have the logit z, the loss is the larger of 0 and z, less z times the target, and a small correction: which exponent keeps that correction safe on both sides?',
    ],
  },
  'M-CLIP': {
    name: 'a loss that stops growing too early',
    message:
      'Predictions that are sure and wrong cost less than they should: from some point on your loss does not grow any further.',
    hints: [
      'What do you charge for a score of 1000 on the wrong side?',
      'Look for a bound in your function. What is it laid on: a probability, its logarithm, or a score?',
      'A loss of probabilities bounds the logarithm alone, at the value that the task names; a loss of logits needs no bound at all. Which of the two is yours, and is the bound where it belongs?',
    ],
  },
  'M-ONETERM': {
    name: 'one of the two answers costs nothing',
    message:
      'Samples whose answer is no add nothing to your loss, so a model that always says yes would be perfect.',
    hints: [
      'What should a sample with y = 0 and p = 0.9 cost, and what does it cost in yours?',
      'Look at the factor before your logarithm. What becomes of the whole term when the target is 0?',
      'The loss has two logarithms, that of p and that of 1 − p, and the target decides how much each of them counts. Which factor belongs to the second one?',
    ],
  },
  'M-MSEFORBCE': {
    name: 'squared error in place of log loss',
    message:
      'Your loss is the square of a distance between two numbers in 0 … 1, so even the worst prediction costs 1 at most. Squared error barely punishes mistakes that were made with confidence.',
    hints: [
      'What should a model pay that gives the right answer a probability of one in a million?',
      'Look for a square in your function, or in the criterion that you chose. What does it measure?',
      'Log loss takes the negative logarithm of the probability that the right answer was given. How do you get that probability out of p and the target?',
    ],
  },
  'M-LOG1P': {
    name: 'a small number is lost beside 1',
    message: 'Far to the left your result is exactly 0, where it should be small and positive.',
    hints: [
      'What does the dtype make of 1 plus a hundred-millionth, and what is the logarithm of that?',
      'Find the place where 1 is added to something. How small can that something become?',
      'One function computes the logarithm of 1 + t without ever adding the two. What is it called, and what do you hand to it?',
    ],
  },
  'M-NOSIG': {
    name: 'scores handed on as probabilities',
    message: 'Some of your probabilities lie below 0 or above 1. They are scores that nobody has squashed.',
    hints: [
      'What does the model end with, and what do its outputs mean then?',
      'Look at what happens between the call of the model and what you return. Is there any step at all?',
      'Between a logit and a probability stands one function, and nothing in the model applies it. Which one is it, and where does it belong?',
    ],
  },
  'M-DETACH': {
    name: 'hands out the graph with the numbers',
    message:
      'The numbers are right, and they still require gradients. Whoever keeps them keeps the whole calculation behind them, and turning them into plain arrays is refused.',
    hints: [
      'Will anybody differentiate through what your function returns?',
      'Ask your result whether it requires gradients. From which step on does it?',
      'There is a method that gives the same numbers without their history, and a call inside of which no history is written. Which of the two fits here?',
    ],
  },
  'M-THRESHFIXED': {
    name: 'ignores the threshold it is given',
    message: 'Your labels are right at one half, and the same at every other threshold.',
    hints: [
      'Where does the argument enter your comparison?',
      'Look for a rounding, or for a number that you wrote down yourself. Which threshold does it stand for?',
      'Rounding a probability is a comparison too, one whose threshold cannot be chosen. Which comparison can be told the threshold?',
    ],
  },
  'M-GRIDT': {
    name: 'rows and columns of the grid swapped',
    message: 'Your picture is mirrored along its diagonal, which a round pattern never shows.',
    hints: [
      'Take a model that looks at x alone. Along which direction of the table should its numbers change?',
      'Look at the order of your two loops, or at the shape that you give the numbers in the end. Which of x and y runs faster?',
      'A row is one y and walks through all x. Which of the two belongs to the outer loop?',
    ],
  },
  'M-GRIDEND': {
    name: 'the grid stops one step too early',
    message: 'Your points begin where they should and do not reach the upper end.',
    hints: [
      'Draw three points from 0 to 1 on paper, both ends among them. How far apart are they?',
      'Look at the number that you divide the width by. Does it count points, or the gaps between them?',
      'There is one gap fewer than there are points. What does that make of your step, and where does the last point lie then?',
    ],
  },
} as const satisfies Catalogue;
