import type { Catalogue } from './misconception.ts';

/** Loaders, the loop, and what it reports. */
export const TRAINING = {
  'M-NOZERO': {
    name: 'gradients of earlier steps take part',
    message:
      'Gradients of earlier calls were still there when the next ones were added: after three steps you follow the sum of three gradients, and the losses jump about in the thousands.',
    hints: [
      '`backward` adds to what `.grad` holds. When must it start from nothing again?',
      'Walk through two turns of your loop. What is in `.grad` when the second `backward` begins?',
      'The optimizer has a method that clears the gradients of all its parameters, and it is needed once for each step. Anywhere before which line may it stand, and does yours do something there?',
    ],
  },
  'M-ORDER': {
    name: 'the lines of a step in the wrong order',
    message:
      'Your update ran before its gradients were there, or after they had been cleared. Each line of a step needs what an earlier one left behind.',
    hints: [
      'What is in `.grad` at the moment your `step` runs, and which line put it there?',
      'Write beside each line what it reads and what it writes: `step` reads the gradients, `backward` writes them, clearing takes them away. Which line comes too early?',
      'Between the line that writes the gradients and the line that reads them nothing may clear them. Which order of clear, forward, loss, backward and step keeps to that?',
    ],
  },
  'M-EPOCHAVG': {
    name: 'the epoch’s loss divided by the wrong number',
    message:
      'All your epoch losses are off by one and the same factor, as those printed in a published chapter are. Each batch’s loss is a mean already.',
    hints: [
      'How many means did you add up in an epoch, and by which number did you divide?',
      'Look at the divisor. Is it the size of a batch, the number of samples, or the number of batches?',
      'A mean of means is their sum divided by how many there are. The loader can say how many it gives in an epoch: by which property?',
    ],
  },
  'M-ITEM': {
    name: 'keeps loss tensors instead of numbers',
    message:
      'You hand on a tensor where a number is wanted. A loss tensor remembers the graph it came from, so a sum of them keeps every batch of the epoch in memory.',
    hints: [
      'Is what you return, or add up, a number or a tensor of one number?',
      'Find the place where the loss leaves the step. What travels with it?',
      'A tensor of one entry has a method that takes the plain number out and leaves the graph behind. Which one is it, and what should your sum start from?',
    ],
  },
  'M-PAIRING': {
    name: 'samples and targets shuffled apart',
    message:
      'Your batches hold every row and every target, but a row no longer meets its own target. There is nothing left to learn from them.',
    hints: [
      'Shuffling is a new order of the sample numbers. How many such orders does an epoch need?',
      'Look at where the order is drawn. Is that once for an epoch, or once for each tensor?',
      'Draw the order first, then take from every tensor the entries that it names. What does the dataset give for one sample number, and does it keep the pair together?',
    ],
  },
  'M-LASTBATCH': {
    name: 'the last, shorter batch is lost',
    message:
      'When the batch size does not divide the number of samples, some samples never come. They are the last ones of the order, in a batch that would be shorter than the others.',
    hints: [
      'Seven samples in batches of three: how many batches are that?',
      'Look at how many batches you count, and at the condition under which the loop goes on. Which way do they round?',
      'A batch that has begun counts as a batch, unless the caller asked to drop it. Which rounding of n / batchSize says so, and where does the last batch end?',
    ],
  },
  'M-SHUFFLEONCE': {
    name: 'the same order in every epoch',
    message: 'Your batches are shuffled, and come in the same order in every epoch. It was drawn only once.',
    hints: [
      'What runs once for a loader, and what runs each time it is walked?',
      'Look for the line that draws the order. In which of the methods does it stand?',
      'A `for … of` over the loader asks it for a fresh iterator at the start of every epoch. What has to move into the method that answers, and what may stay where it is?',
    ],
  },
  'M-REINIT': {
    name: 'starts from a new model in every epoch',
    message:
      'What you return has learned for one epoch only, however many were asked for. Its model came into being again and again.',
    hints: [
      'Which lines have to run once, and which once for each epoch?',
      'Find where the model and its optimizer are made. Is that inside of a loop?',
      'Training goes on from where it was: only the walk over the batches is repeated. Which lines have to stand before the loop, and in what order?',
    ],
  },
  'M-OPTOLD': {
    name: 'the optimizer holds another model’s parameters',
    message:
      'The model that you return has not learned anything: its loss stays where it began. An optimizer changes the very parameters that it was given, and those were another model’s.',
    hints: [
      'Which model was there when the optimizer was made?',
      'Follow the name of the model through your function. Does it come to stand for another object after the optimizer was made?',
      'Model and optimizer are a pair: whoever makes the one anew makes the other anew, from the new one’s parameters. In which order do the two lines stand, and is there a second model at all?',
    ],
  },
} as const satisfies Catalogue;
