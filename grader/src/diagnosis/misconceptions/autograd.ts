import type { Catalogue } from './misconception.ts';

/** The graph of a calculation, and the walk back through it. */
export const AUTOGRAD = {
  'M-OVERWRITE': {
    name: 'replaces a gradient instead of adding to it',
    message:
      'A value that is used in two places receives gradient from both, and the second one wiped out the first.',
    hints: [
      'In y = x · x, from how many places does x receive gradient?',
      'Find every line that writes to `.grad`, or clears it. What becomes of what stood there before?',
      'Contributions of several uses add up, in any order. What has such a line to do with the number that is already there, and where is the one place at which it starts from 0?',
    ],
  },
  'M-TOPO': {
    name: 'passes gradient on too early',
    message:
      'A node handed its gradient down before all of its consumers had contributed, so part of the gradient never went further.',
    hints: [
      'Draw a diamond: a leads to b and to c, and both lead to d. Which node must wait for which?',
      'Look at the moment at which a node enters your order. Are all of its operands in it already?',
      'A node is placed only after everything it was made from; walking that order from the end, each node meets all its consumers first. When, then, may a node be added to the list: on arriving at it, or on leaving it?',
    ],
  },
  'M-REVISIT': {
    name: 'processes a shared node once per path',
    message:
      'A node that can be reached on several paths ran its local step several times, so its gradient was counted once for each path.',
    hints: [
      'In a diamond, how often does your walk come to the node at the bottom, and how often should it do its work there?',
      'Look at the start of your visit. How could it know that it has been there before?',
      'A collection of the nodes already seen answers that, if it is asked before a node is entered and told right after. Which collection of JavaScript finds an object again by itself?',
    ],
  },
  'M-SEED1': {
    name: 'the root has no gradient to start from',
    message:
      'Every gradient came out as 0. The walk hands on multiples of the root’s gradient, and that was 0.',
    hints: [
      'What is the derivative of the output with respect to itself?',
      'Look at the first line of `backward`. Which number has the root as its gradient before the walk begins?',
      'The chain rule starts from that one known derivative; all the others follow from it. On which node must it be written down, and before which line?',
    ],
  },
  'M-REPEAT': {
    name: 'the same operand twice counts once',
    message:
      'Where both operands are the same object, as in x − x, one of the two local derivatives was lost. They were kept per object, and the second replaced the first.',
    hints: [
      'What is the derivative of x − x, and what does yours come to?',
      'Look at where the local derivatives of a node are kept. What is the key that they are found by?',
      'The two positions of an operation have a derivative each, even when the same object stands in both. Which kind of collection keeps two entries for one object, and how do you walk it beside the parents?',
    ],
  },
  'M-RECURSION': {
    name: 'recursion overflows on a long chain',
    message:
      'Your function calls itself once for every node, and a chain of a hundred thousand nodes is deeper than the call stack.',
    hints: [
      'How many calls are open at once when your walk reaches the end of a chain?',
      'Find the function that calls itself. What does the call stack remember for you between two of its calls?',
      'A list that you manage yourself can hold the nodes still to be visited, together with how far each has come: a node is met once on the way down and once on the way back. Which of the two meetings adds it to the order?',
    ],
  },
  'M-RELU0': {
    name: 'derivative of relu at zero',
    message:
      'At exactly 0 your derivative of relu is 1. The corner has no derivative of its own, and PyTorch takes 0 there.',
    hints: [
      'What does your function answer for an input of exactly 0?',
      'Look at the comparison that decides what passes. Does it include 0?',
      'Only what was truly above 0 lets gradient through. Which of the two comparisons, with or without equality, says that?',
    ],
  },
  'M-POWRULE': {
    name: 'power rule with the old exponent',
    message:
      'Your derivative of x to the power k still has the exponent k, so it is too large by a factor of x.',
    hints: [
      'For k = 2 the derivative is 2x. What does your formula give for it?',
      'Look at the exponent in the derivative, not at the factor in front of it. Which one is left after k was brought down?',
      'Differentiating brings the exponent down as a factor and lowers it at the same time. By how much, and does your line do both?',
    ],
  },
  'M-SIGOVER': {
    name: 'sigmoid or tanh overflows',
    message:
      'For a large input your formula divides infinity by infinity. It is right in mathematics and too wide for the numbers of a computer.',
    hints: [
      'What is exp(1000), and what does your formula make of it?',
      'The same function can be written with exp(−x) or with exp(x). Which form is safe for positive x, and which for negative?',
      'Choose the form by the sign of x, so that the exponent is never above 0 (a tanh is a sigmoid that was stretched and shifted). Which two forms are they, and what does each give at ±1000?',
    ],
  },
  'M-STALE': {
    name: 'old gradients inside the graph',
    message:
      'Going backward twice should exactly double the gradients of the leaves. Gradients of intermediate nodes from the first pass were still there in the second.',
    hints: [
      'Which nodes should remember their gradient from one call to the next, and which should not?',
      'Look at what `backward` does before the walk. What does an inner node of the graph hold at that moment, on the second call?',
      'Leaves collect over calls; what was made from other nodes starts from 0 in each call. By what can you tell the two apart, and when must the reset happen?',
    ],
  },
} as const satisfies Catalogue;
