import type { Catalogue } from './misconception.ts';

/** Modules, their parameters, and the rules that change them. */
export const PARAMETERS = {
  'M-REBIND': {
    name: 'changes a variable instead of the model',
    message:
      'The new numbers are right, and nobody else ever sees them: they went to a variable of yours. A name for a tensor is not the tensor.',
    hints: [
      'After your function has run, which numbers do the parameters themselves hold?',
      'Look at the left side of your update. Does it name a variable, or does it write into the tensor that was there?',
      'Methods with a trailing underscore write into the tensor that is there, and the update is no part of what is recorded. Which of them fits, and inside which call do you make it?',
    ],
  },
  'M-STEPW': {
    name: 'some parameters never move',
    message:
      'The weights move and the other parameters stay where they began. A model may have biases, scales, parameters of its own, modules within modules.',
    hints: [
      'Which parameters of the model are the same before and after your step?',
      'Look at how you find what is to be changed. Do you ask for certain names, or for certain layers?',
      'A module can list all of its parameters, whatever they are called and however deep they lie. Which method is that, and what does your loop run over instead?',
    ],
  },
  'M-ALIAS': {
    name: 'keeps a tensor that changes later',
    message:
      'All your results are one and the same tensor, and every later call added to it. They all agree with the last one.',
    hints: [
      'Are the entries of your result different tensors, or one tensor under several names?',
      'Look at what you put into the list after each call. Does anybody write into it afterwards?',
      'The numbers as they are now have to be kept apart from the tensor that goes on changing. Which method makes an independent copy, and at which moment must it be called?',
    ],
  },
  'M-INDEX1': {
    name: 'counts layers by their place',
    message:
      'You reach a layer by its place in the row. Not every place holds one with parameters: an activation has none.',
    hints: [
      'Write down what stands at index 0, 1 and 2. Which of them have a weight?',
      'Look at the index, or the loop, by which you choose. What does it take for granted about the layers?',
      'A layer can be asked what kind it is, or what it has. Under which condition does a layer count, and which one of those that count do you need?',
    ],
  },
  'M-NULLGRAD': {
    name: 'a gradient that is not there',
    message:
      'A parameter that took no part in the loss, or is frozen, has no gradient: its `grad` is null, and you used it as a tensor.',
    hints: [
      'What should happen in a step to a parameter without a gradient, and what happens now?',
      'Find every place that reads `.grad`. Which of them takes for granted that something is there?',
      'No gradient is not a gradient of zeros: such a parameter is passed over, with its averages, or its entry says null. Where in your loop is the question to be asked?',
    ],
  },
  'M-GRAPHSTEP': {
    name: 'the update is recorded',
    message:
      'A parameter requires gradients, so the runtime records what is done with it, and refuses to let a recorded leaf be overwritten. The update is no part of the calculation that is differentiated.',
    hints: [
      'Should anybody ever differentiate through your update?',
      'Look at the lines that write into parameters. Are they inside of something that switches the recording off?',
      'The runtime has a call that runs a function while nothing is recorded, as Python has a `with` block. Which lines have to stand inside it?',
    ],
  },
  'M-UNREGISTERED': {
    name: 'parameters that the module does not know',
    message:
      'The calculation is right, but the module lists fewer parameters than it has, so an optimizer would leave them alone.',
    hints: [
      'How many entries does `parameters()` of your module give, and how many should it?',
      'A module sees what is assigned to its properties. What is in yours: a plain tensor, a list, or something that it recognises?',
      'It recognises an `nn.Parameter` and another module, each assigned to a property of its own. What do your tensors have to be wrapped in, or under which names do your modules have to be assigned?',
    ],
  },
  'M-INITSCALE': {
    name: 'initial weights on another scale',
    message:
      'Your first weights are spread too widely or too narrowly. Every output sums i products, and the range has to shrink with the root of i to keep such a sum at the size of the inputs.',
    hints: [
      'For 100 inputs, what are the largest and the smallest number that you may draw?',
      'Look at the bounds of your draw. Do they depend on the number of inputs, and in which way?',
      'Numbers between 0 and 1 become numbers between −a and a by stretching and shifting. What is a here, and does it hold for the bias too?',
    ],
  },
  'M-SHARED': {
    name: 'the same parameter counts twice',
    message:
      'One parameter stands in two places of the model, and you dealt with it in each. It is a single tensor: it has its numbers once, and moves once in a step.',
    hints: [
      'If two layers share one weight, how many numbers does the model have?',
      'Look at the list that you count or update. Can the same object stand in it twice?',
      'Two names for one tensor are equal as objects, whatever their numbers. Which kind of collection holds every object only once, and when do you put the parameters into it?',
    ],
  },
  'M-ADAMBIAS': {
    name: 'averages that begin at 0 are not corrected',
    message:
      'Your first step is not as long as the learning rate. Both averages begin at 0 and need many steps to forget it.',
    hints: [
      'After one step, which part of the gradient is in the first average, and which part of its square in the second?',
      'Look at what you do with the two averages before they meet in the quotient. Is the step’s number t used at all?',
      'Each average is short of its aim by a factor that approaches 1 as t grows, and it is made of that average’s own β and of t. By what must each be divided?',
    ],
  },
  'M-ADAMEPS': {
    name: 'ε inside the root',
    message:
      'For large gradients all is well; for small ones your steps are off. The ε stands in the wrong place.',
    hints: [
      'With gradients near 0, what is the smallest number that you ever divide by?',
      'Look at the divisor alone. Is ε added to the average of the squares, or to its root?',
      'ε has the size of a gradient, not of a gradient’s square. On which side of the root does it belong, then?',
    ],
  },
  'M-ADAMSTATE': {
    name: 'parameters share their averages',
    message:
      'With a single parameter you are right; with a second one both go wrong. They share what each should have for itself.',
    hints: [
      'How many first averages must there be for a weight and a bias?',
      'Look at where the averages and the step’s number are kept. Is there one place for all parameters?',
      'Averages and step count belong to a parameter, and have to be found again at the next step. By what can you look them up, and when are they made?',
    ],
  },
} as const satisfies Catalogue;
