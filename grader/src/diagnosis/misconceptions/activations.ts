import type { Catalogue } from './misconception.ts';

/** Activation functions, their slopes, and what layers become with and without them. */
export const ACTIVATIONS = {
  'M-LINSTACK': {
    name: 'linear layers with nothing between them',
    message:
      'Your network cannot bend: whatever its numbers are, it acts as a single linear layer, and its predictions lie on a straight line.',
    hints: [
      'What do two linear layers make of a sample, one right after the other: which kind of function?',
      'Go through your network from the front. What stands between one linear layer and the next?',
      'A function that is not linear has to come behind every hidden layer. Which one does the task name, and as which module?',
    ],
  },
  'M-ACTGAP': {
    name: 'an activation is missing between two layers',
    message:
      'Your network has fewer layers that matter than it seems to: somewhere two linear ones meet, and those two are one.',
    hints: [
      'How many bends can your network have between its input and its output?',
      'Go through `main` from the front and say what follows each linear layer. Where do two of them meet?',
      'Every hidden layer needs an activation of its own behind it, and only the output layer has none. How many of each kind must there be?',
    ],
  },
  'M-SOFTPLUSOVER': {
    name: 'softplus overflows',
    message:
      'For a large argument your result is infinite, where it should hardly differ from the argument. The exponential overflowed long before the logarithm could bring it back.',
    hints: [
      'Follow 1000 through your formula. Which step leaves the numbers that can be stored?',
      'Far to the right the result is nearly the argument itself, far to the left nearly 0. Which part of the formula could stand outside of the logarithm?',
      'Take the larger of 0 and the argument out of the logarithm first. Which exponent is left inside, and can it ever be positive?',
    ],
  },
  'M-SELUCONST': {
    name: 'a constant of SELU is missing',
    message:
      'Your SELU has the right form and the wrong scale. It has two constants, and one of them does not act everywhere.',
    hints: [
      'What is your answer at 1, and which constant should that be?',
      'Compare with −λα far out on the left, too. On which of the two sides is your scale off?',
      'λ multiplies both sides, α the left one only. Where does each of them stand in your code, or in the slope?',
    ],
  },
  'M-MASKNAN': {
    name: 'infinity times 0',
    message:
      'Your results are right until the input is large, and then they are no numbers. You add the two sides of the formula, each times 0 or 1, and one of them is infinite.',
    hints: [
      'What is the exponential of 1000, and what is 0 times that?',
      'Look at the side that is not taken. Is it calculated, and multiplied, all the same?',
      'A choice between two results, entry by entry, never touches the one that is not taken. Which operation of the runtime makes it from a condition?',
    ],
  },
  'M-LEAKYSIGN': {
    name: 'the small slope has the wrong sign',
    message:
      'A negative input gives a positive number in your function, or a slope that goes down. Right of 0 all is well.',
    hints: [
      'Does the leaky ReLU rise or fall on the left of 0?',
      'Look at the side left of 0 only. With which sign does the small slope stand in your code?',
      'The curve goes on downwards to the left, gently: the more negative the input, the more negative the output. What does that say about the sign of the factor?',
    ],
  },
  'M-EXPSIGN': {
    name: 'the exponent has the wrong sign',
    message: 'Your curve is the right one seen in a mirror: it falls where it should rise.',
    hints: [
      'Put 5 into your formula. How large is its exponential, and how large should it be?',
      'Look at the exponent alone. Which sign has it in the task, and which in your code?',
      'Far to the right the curve has its upper end. Must the exponential be huge there, or nearly 0, for your formula to give that?',
    ],
  },
  'M-TANHSCALE': {
    name: 'a sigmoid that was stretched upwards only',
    message: 'Your curve has the right limits, and is not steep enough on the way between them.',
    hints: [
      'The slope of tanh at 0 is 1. What is yours there?',
      'You made it of a sigmoid. In which directions did you stretch that?',
      'A sigmoid becomes tanh when it is stretched by two upwards and squeezed by two sideways. What has to happen to x before the sigmoid is taken?',
    ],
  },
  'M-SLOPEINPUT': {
    name: 'the input where the output belongs',
    message:
      'Your slopes become enormous for large inputs, where the curve is flat. The formula of the slope speaks of what the function gives out, and you put in what goes in.',
    hints: [
      'How steep is the curve at 10, and what does your function say?',
      'Look at the letter in the formula of the slope. Is it the argument of the function, or its value?',
      'You are given x, and the formula wants what the function makes of it. Which value must be calculated before the formula can be used?',
    ],
  },
  'M-TANHPRIME': {
    name: 'the sigmoid’s rule for the slope of tanh',
    message: 'Your slope at 0 is 0, and tanh is steepest there. The rule s · (1 − s) belongs to the sigmoid.',
    hints: [
      'What are the values of tanh and of its slope at 0?',
      'Check your rule at both ends, where tanh is −1 and 1. Is the slope 0 at each of them?',
      'The rule for tanh is 0 where the output is 1 and where it is −1, and 1 where it is 0. Which power of the output does the same at −1 as at 1?',
    ],
  },
  'M-CORNER': {
    name: 'the corner belongs to the other side',
    message:
      'All your slopes are right but those at exactly 0. A corner has a slope to the left and one to the right.',
    hints: [
      'Which of the two slopes does the task want at the corner?',
      'Look at your comparison with 0. Does it take 0 in, or leave it out?',
      'There are two comparisons that differ only at equality. Which of them sends 0 to the side that the task names?',
    ],
  },
  'M-COLLAPSEORDER': {
    name: 'matrices multiplied in the wrong order',
    message:
      'Your layers are applied back to front. The order matters for matrices, and with it that of the biases.',
    hints: [
      'Which layer touches x first, and which of your matrices does?',
      'Write the formula for two layers, y = W₂ (W₁ x + b₁) + b₂. Which of the two matrices stands nearer to x, and which in your product?',
      'Each further layer comes from the left, and acts on all that was there before. On which side of the product so far does its matrix have to stand, and what does it do to the bias so far?',
    ],
  },
  'M-COLLAPSEBIAS': {
    name: 'the biases of earlier layers get lost',
    message:
      'Your weight is right, and the bias is not. What an earlier layer adds is changed by every later one, too.',
    hints: [
      'Send an input of nothing but zeros through the stack. What comes out at the end?',
      'Multiply W₂ (W₁ x + b₁) + b₂ out. Which parts of it have no x in them?',
      'The bias so far goes through the next layer as if it were an input. Which two steps does that layer do to it?',
    ],
  },
  'M-NODEBIAS': {
    name: 'the output’s bias shared out among the nodes',
    message:
      'Your rows add up to the prediction all right, but each node has got a little that is not its own.',
    hints: [
      'What should a node contribute whose unit is always 0?',
      'Look at where the bias of the last layer enters. Does it belong to any node?',
      'The rows hold products of units and weights only, and the bias is returned by itself. What is left of your line without it?',
    ],
  },
  'M-NODEWEIGHT': {
    name: 'the weights to the output are left out',
    message: 'You return what the hidden units hold, and not what they add to the prediction.',
    hints: [
      'How does the last layer make one number of several units?',
      'Add up one of your rows with the bias. Is that the prediction?',
      'Each unit is multiplied by the weight that leads from it to the output before the sum is taken. Which shape has that weight, and how does it line up with the table of units?',
    ],
  },
  'M-FIXEDACT': {
    name: 'takes every activation to be a sigmoid',
    message: 'For a network with sigmoids you are right, and for others you are not.',
    hints: [
      'Which activation has the model that was handed to you, and where does your function ask?',
      'Look at the parts of the model. Which of them do you call, and which did you write anew?',
      'Every layer but the last can be called as it stands, one after the other, whatever it is. Which part of your function does that replace?',
    ],
  },
  'M-HINGESIDE': {
    name: 'hinges that open to the other side',
    message: 'Your features are 0 where they should rise, and the other way round.',
    hints: [
      'Take a sample to the right of a hinge. Should its feature be 0 there?',
      'Look at the difference that you cut off at 0. Is it positive to the right of the hinge, or to the left?',
      'The feature is the part of x that lies beyond the hinge. Which of the two numbers is taken from which?',
    ],
  },
  'M-HINGESIGN': {
    name: 'hinges at the mirrored place',
    message: 'Your hinges open to the right side, and not at the right place.',
    hints: [
      'At which x does your feature leave 0, for a hinge of 2?',
      'Look at the sign with which the hinge enters. What does it do to a hinge of 0, and what to one of −2?',
      'A function moves to the right by 2 when 2 is taken from its argument. What happens to the argument in your code?',
    ],
  },
  'M-WITHINPUT': {
    name: 'counts the input as a layer',
    message: 'Your list is right from the second entry on. What goes in is no layer’s output.',
    hints: [
      'How many layers lie between the sizes of `[1, 3, 1]`?',
      'Look at your first entry. Which layer gives it?',
      'There is one layer fewer than there are sizes, and each gives the size at its right end. At which index does your list have to begin?',
    ],
  },
  'M-WEIGHTSHAPE': {
    name: 'the shapes of the weights, not of what flows',
    message: 'Your list says what the layers hold, and not what they give.',
    hints: [
      'Does anything in your list depend on the number of samples?',
      'A layer has a size for its inputs and one for its outputs. Which of the two is left in what it gives?',
      'What a layer gives is a table with a row for each sample. Which two numbers make up its shape, then?',
    ],
  },
} as const satisfies Catalogue;
