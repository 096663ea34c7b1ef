/** A named wrong idea: its code in the catalogue, a short name for tables, and the repair in plain words. */
export interface Misconception {
  readonly name: string;
  readonly hint: string;
}

/** The catalogue, by code. A failure carries the code; every document takes name and hint from here. */
export const MISCONCEPTIONS = {
  'M-STUB': {
    name: 'not written yet',
    hint: 'This function still holds its placeholder. Read the shapes in the comment above it and write the first line; every other function is graded on its own.',
  },
  'M-MUTATE': {
    name: 'changes its input',
    hint: 'After your function ran, the tensor it was given held other numbers, and the caller may still need the old ones. Which step writes into its operand? Use the form without the trailing underscore, which makes a new tensor.',
  },
  'M-AXIS': {
    name: 'works along the wrong axis',
    hint: 'A row is one sample: what belongs to a sample (its sum, its probabilities) is taken across the row, what belongs to a feature down the column. `dim` names the axis that disappears. Try a table with a single row: which numbers should be combined there, and which ones were?',
  },
  'M-FIXEDDIM': {
    name: 'ignores dim',
    hint: 'Along one particular axis your function is right, and for every other dim it gives the same answer. Where does the argument `dim` enter your reductions? It may also be negative.',
  },
  'M-KEEPDIM': {
    name: 'an axis of size 1 lost, or kept too long',
    hint: 'Follow the axis of size 1. In a calculation on a table, keeping it puts each number beside its own row; without it, broadcasting lines the numbers up with the columns. In a result it stays only where the comment above the function says so. Write down the shape after every step: where is it not what you meant?',
  },
  'M-TRANSPOSE': {
    name: 'rows and columns swapped',
    hint: 'Rows and columns have changed places. Write the shape below each operand: in A @ B the last size of A meets the first size of B, and the sizes at the two outer ends are left. The first index, like the first size, counts rows. Which of your operands stands the other way round? (PyTorch keeps the weight of a Linear layer as outputs by inputs.)',
  },
  'M-BIAS2D': {
    name: 'the biases form a column',
    hint: 'Your biases form a column, a table of shape (C, 1). Added to a vector of C scores, a column meets every score in every row: what shape does broadcasting make of that? One bias per class is a vector, (C): which step leaves one axis too many?',
  },
  'M-INTDTYPE': {
    name: 'whole numbers where fractions are needed',
    hint: 'A tensor of whole numbers (int64) cannot hold a fraction: a mean of it is refused, and so is a fraction that is added to it in place. Print the dtype before each step. Which one has to be made a float first, with `.float()`?',
  },
  'M-DDOF': {
    name: 'divides by N − 1 instead of N',
    hint: 'Your standard deviations are too large by one and the same factor, which fades as N grows. `std` and `var` divide by N − 1 unless they are told otherwise, and a single row then gives nan. The population standard deviation divides by N: which option says so, or can you build it from a mean of squares?',
  },
  'M-DIVZERO': {
    name: 'divides by a spread of 0',
    hint: 'A column that holds one and the same number has the spread 0, and after centring every entry of it is 0 as well. What is 0 / 0? Which divisor would leave such a column as it is, and how do you put it in for those columns alone?',
  },
  'M-OVERFLOW': {
    name: 'exp overflows',
    hint: 'The exponential of a large score is infinity, and infinity divided by infinity is not a number. All scores of a row may be shifted by the same amount without changing the probabilities: which shift leaves no exponent above 0?',
  },
  'M-GLOBALMAX': {
    name: 'one maximum for the whole batch',
    hint: 'You shift every row by the largest score of the whole batch. A row that lies far below it turns into zeros only, and its sum is 0. Whose maximum does each row need?',
  },
  'M-DIVMAX': {
    name: 'divides by the maximum',
    hint: 'Dividing the scores by their maximum changes the differences between them, and with them the probabilities. Which operation moves all the scores and leaves their differences alone?',
  },
  'M-NOEXP': {
    name: 'leaves out exp (or its inverse)',
    hint: 'The scores go straight into the division (or the probabilities straight back out as scores). A negative score then stays negative, which no probability can be. Which function makes every number positive first, and which one undoes it?',
  },
  'M-SIGEACH': {
    name: 'a sigmoid for each class',
    hint: 'Each entry is a sensible answer to its own yes-or-no question, but together they do not add up to 1. When exactly one class is right, the classes share one total: divide by the sum over all of them.',
  },
  'M-SCALAR': {
    name: 'one number instead of a vector',
    hint: 'One number came back where several belong. Softmax gives one probability for each class, so its result has as many entries as its input; and every sample of a batch has an answer of its own. Which reduction is one too many?',
  },
  'M-LOGOFSOFTMAX': {
    name: 'takes the log of a rounded probability',
    hint: 'A very small probability is stored as exactly 0, and its logarithm is minus infinity. The logarithm of a quotient is a difference: can you write it down without computing the probability at all?',
  },
  'M-PROBDIFF': {
    name: 'a difference of probabilities instead of a logarithm',
    hint: 'Your loss measures how far probabilities are from 0 and 1, so it can never become large. Being sure of the wrong class should cost far more than being unsure. Which function of the right class’s probability grows without limit as that goes to 0?',
  },
  'M-NEG': {
    name: 'the minus is missing',
    hint: 'Your result is below 0. The logarithm of a probability is at most 0: what turns it into a loss, which is 0 at best?',
  },
  'M-MEANALL': {
    name: 'averages over samples and classes',
    hint: 'Your loss is too small by a factor equal to the number of classes. In each row only the right class’s term is left, so add up the row first. How many numbers remain to be averaged after that?',
  },
  'M-SUM': {
    name: 'adds the batch up instead of averaging it',
    hint: 'Your value grows with the number of samples: twice the same batch gives twice the result. Which reduction does the task ask for when nothing else is said?',
  },
  'M-NX1': {
    name: 'a column where a vector belongs',
    hint: 'A column, (N, 1), meets a vector, (N), or is returned in its place. Subtracting one from the other gives a table, (N, N), that compares every prediction with every target, and nothing complains. Its usual symptom: a model that learns nothing but the mean of the targets. Print the shape after each step. Where does the extra axis come from, and which shapes should your function refuse?',
  },
  'M-BIASFORGOT': {
    name: 'the bias is left out',
    hint: 'Your answer is that of a model without a bias: its line goes through the origin, or its intercept never moves. Set all weights to 0: what should the model still predict, and how fast does the loss change with that number? Every parameter takes part in each step.',
  },
  'M-BIASPLACE': {
    name: 'the bias at the wrong end',
    hint: 'A weight and the bias have changed places. In the packed vector the bias stands last; in the design matrix the column of ones, and with it the intercept, stands first. Try it with one feature and two numbers that differ: which of them is which?',
  },
  'M-FACTOR': {
    name: 'half the gradient',
    hint: 'Your slopes are right up to a factor of one half. Learning still works, more slowly than it should, so that no picture shows it. Differentiate the square of one error by hand: which number does it bring down?',
  },
  'M-SIGN': {
    name: 'the errors with the opposite sign',
    hint: 'All your slopes have the right size and the opposite sign. When a prediction is too large, raising it must raise the loss. Is your error the prediction minus the target, or the target minus the prediction, and which of the two is the inner derivative?',
  },
  'M-ASCENT': {
    name: 'walks uphill',
    hint: 'Your loss grows with every step. The gradient points to where the loss grows fastest: in which direction does a step have to go?',
  },
  'M-LOSSWHEN': {
    name: 'notes the loss too late',
    hint: 'Your losses are right, and shifted by one place: the loss of the first parameters is missing. At which point of a step do the parameters change, and which loss is to be noted, that before or that after it?',
  },
  'M-LOGBASE': {
    name: 'a logarithm of another base',
    hint: 'Your result differs from the right one by a constant factor, as nats differ from bits. Which base does the task ask for, and by which number do you get from one base to another?',
  },
  'M-DOUBLESOFT': {
    name: 'takes the softmax twice',
    hint: 'Softmax ran on numbers that were probabilities already, so even a perfect answer keeps a loss well above 0. At which place do scores turn into probabilities, and is there a second one?',
  },
  'M-NLLPROB': {
    name: 'the probability itself in place of its logarithm',
    hint: 'Your results lie between −1 and 0: they are probabilities with a minus in front. Negative log-likelihood reads log-probabilities. Where is the logarithm taken in your steps, or undone?',
  },
  'M-LOGZERO': {
    name: 'zero times the logarithm of zero',
    hint: 'The logarithm of 0 is minus infinity, and 0 times infinity is not a number. A class that is wrong should not take part at all. How can you leave it out before its logarithm does harm?',
  },
  'M-PREDNOTTRUE': {
    name: 'scores the predicted class',
    hint: 'Your loss looks at the class with the highest score, whether it is right or not. Which argument says what the right class is, and does your result depend on it?',
  },
  'M-ONEHOTWIDTH': {
    name: 'the width is the largest label that occurs',
    hint: 'Your rows are only as wide as the labels in this batch need. What is the width when the last class happens not to occur, and which argument tells you what it should be?',
  },
  'M-ONEHOTBASE1': {
    name: 'counts labels from 1',
    hint: 'Your classes are shifted by one place. Labels are counted from 0, as array indices are: at which index does the first class stand?',
  },
  'M-RESHAPE': {
    name: 'reshapes where it should transpose',
    hint: 'The shape is right, and the numbers stand in the wrong places. `reshape` keeps the numbers in reading order and only breaks the rows elsewhere. Number the entries of a 2 by 3 table: which one should come to stand at row 0, column 1, and which operation puts it there?',
  },
  'M-SOFTMULTI': {
    name: 'labels compete that may all be true',
    hint: 'You let the labels of a sample share one total, so that one label becomes less probable when another becomes more so. Here several may be true at once. Is each probability not an answer to a question of its own?',
  },
  'M-THRESH': {
    name: 'the threshold is read differently',
    hint: 'Look at what you compare, and which way. Is it a probability that you hold against a threshold for probabilities (a score of 0 is a probability of 0.5)? Which side of the threshold says yes, and to which side does a value belong that equals it?',
  },
  'M-WRONGSIDE': {
    name: 'takes the other side of the threshold',
    hint: 'You give back the labels that do not apply. A probability of 0.9 at a threshold of 0.5: should that label be in the list, and is it in yours?',
  },
  'M-FLOATLABEL': {
    name: 'labels that are not whole numbers in dtype',
    hint: 'Your labels are right as numbers, and of a dtype for fractions. A label is the number of a class: it is used as an index, and its dtype is int64. Which last step is missing?',
  },
  'M-TRUNCATE': {
    name: 'cuts the fraction off instead of rounding',
    hint: 'Casting to whole numbers drops what comes after the point: 1.9 becomes 1. Which label is the nearest one, and what has to happen before the cast?',
  },
  'M-LABELRANGE': {
    name: 'labels that no class has',
    hint: 'A regression may predict any number, also below the first class and above the last one. Which labels are there for C classes, and what should become of a prediction outside of them?',
  },
  'M-HALFUP': {
    name: 'rounds every half up',
    hint: 'All is well but exactly halfway between two labels. PyTorch takes the even one there: 0.5 gives 0 and 1.5 gives 2. What does your way of rounding give for 0.5, and does the library have one of its own?',
  },
  'M-ACTLAST': {
    name: 'a squashing function at the end',
    hint: 'Your network ends with a function that squeezes its outputs. What comes out are then no longer logits or free numbers. Who applies softmax or sigmoid later, and what happens if both do?',
  },
  'M-HEADSIZE': {
    name: 'accepts a head with the wrong number of outputs',
    hint: 'Your function builds a network that cannot do what it is for. How many scores does a yes-or-no question need, and what should happen when the sizes say otherwise?',
  },
  'M-LINSTACK': {
    name: 'linear layers with nothing between them',
    hint: 'Your network cannot bend: whatever its numbers are, its predictions lie on a straight line. Look at what stands between one linear layer and the next. A linear map of a linear map is a linear map again, so a function that is none has to come in between: which one does the task name?',
  },
  'M-DETACH': {
    name: 'hands out the graph with the numbers',
    hint: 'The numbers are right, and they still require gradients. Whoever keeps them keeps the whole calculation behind them, and turning them into plain arrays is refused. Which method gives the same numbers without their history?',
  },
  'M-FLATTEN': {
    name: 'the table of scores is flattened',
    hint: 'The loss cannot match your scores with the labels. Flattening suits a regression, which has one output for each row; here every row has a score for each class, and the rows run into one another. Which shape must the scores have when they meet N labels, and which call takes that shape away?',
  },
  'M-BATCHSIZE': {
    name: 'the last batch divided by the size of a full one',
    hint: 'You are right as long as every batch is full. Look at the last one, which has only what is left, and at the number that you divide its sum by. How many rows does this batch have, and which tensor can tell you?',
  },
  'M-TRAINEVAL': {
    name: 'judged on rows that it has learned from',
    hint: 'The model has seen the rows that you judge it by, so your accuracy tells how well it remembers. Look at which rows your predictions are made for, and at the labels they are compared with. Of all the tensors that come in, which two were held out, and does anything else enter the accuracy?',
  },
  'M-CONFT': {
    name: 'true and predicted classes have changed places',
    hint: 'The diagonal of your table is right, and the rest is mirrored in it. Add up a row: it should say how often that class is true, not how often it is predicted. Take one sample of class 0 that was taken for a 1: at which row and column must it be counted?',
  },
  'M-LOSSCOMPARE': {
    name: 'compares losses of different kinds',
    hint: 'A smaller number is better only when both numbers measure the same thing. One of these losses is a squared distance between class numbers, the other a surprise in nats. Which number means the same for every model that gives out labels, whatever it was trained with?',
  },
  'M-OVERWRITE': {
    name: 'replaces a gradient instead of adding to it',
    hint: 'A value that is used in two places receives gradient from both. The second one wiped out the first. Should the new part replace `.grad`, or be added to it?',
  },
  'M-TOPO': {
    name: 'passes gradient on too early',
    hint: 'A node handed its gradient down before all of its consumers had contributed. In which order must the nodes be visited so that each has its whole gradient when its turn comes?',
  },
  'M-REVISIT': {
    name: 'processes a shared node once per path',
    hint: 'A node that can be reached on several paths ran its local step several times. How do you make sure that each node runs exactly once?',
  },
  'M-SEED1': {
    name: 'the root has no gradient to start from',
    hint: 'Every gradient came out as 0. What is the derivative of the output with respect to itself, and where do you write it down before the walk begins?',
  },
  'M-REPEAT': {
    name: 'the same operand twice counts once',
    hint: 'Look at x − x: both operands are the same object. If local derivatives are stored per object, the second replaces the first. What changes if you store one for each position?',
  },
  'M-RECURSION': {
    name: 'recursion overflows on a long chain',
    hint: 'Your function calls itself once for every node, and a long chain is deeper than the call stack. Can a list that you manage yourself hold the nodes that are still to be visited?',
  },
  'M-RELU0': {
    name: 'derivative of relu at zero',
    hint: 'At exactly 0 the derivative of relu is taken as 0, as PyTorch does. Does your comparison include 0?',
  },
  'M-POWRULE': {
    name: 'power rule with the old exponent',
    hint: 'Check the derivative of x to the power k on k = 2 by hand: it is 2x. Which exponent is left after you bring k down?',
  },
  'M-SIGOVER': {
    name: 'sigmoid or tanh overflows',
    hint: 'For a large input your formula divides infinity by infinity. The same function can be written with exp(−x) or with exp(x): which form is safe for positive x, and which for negative?',
  },
  'M-STALE': {
    name: 'old gradients inside the graph',
    hint: 'Going backward twice should exactly double the gradients of the leaves. Gradients of intermediate nodes from the first pass were still there in the second. Which nodes have to start from 0 each time?',
  },
  'M-NODIVN': {
    name: 'the mean’s 1/N is missing',
    hint: 'Your gradient is too large by a factor, the number of terms that the loss is the mean of. A mean is a sum and a division: what does the division do to the derivative?',
  },
  'M-NOCHAIN': {
    name: 'leaves out what came back from above',
    hint: 'You return the slope of this one step. The loss lies further on: `dOut` says how much it changes with the output of your step. How do you get from the two rates to the rate of both steps together?',
  },
  'M-SIGPRIME': {
    name: 'takes the sigmoid of its output again',
    hint: 'The argument is what the sigmoid gave out, between 0 and 1 already, and you send it through the sigmoid a second time. Write the slope of the sigmoid with its output s alone: for s = 0.5 it is 0.25. What is it for s = 1?',
  },
  'M-RELUGATE': {
    name: 'opens by the gradient instead of the input',
    hint: 'Which entries pass is decided in the forward pass, by what went into the relu; the gradient that comes back may have either sign. Try a negative gradient where the input was positive: what should come out, and what does?',
  },
  'M-DBNOSUM': {
    name: 'leaves the samples of a bias gradient apart',
    hint: 'Your bias gradient has a row for each sample, and the layer has only one bias for each output, which serves them all. If that bias grows a little, which entries of the output change? What becomes of their gradients?',
  },
  'M-UNBCAST': {
    name: 'a stretched operand keeps its stretched gradient',
    hint: 'A gradient has the shape of what it belongs to, and yours still has the shape that broadcasting made. An axis of size 1 that was stretched uses each number several times: what happens to the gradients of several uses of one number?',
  },
  'M-JACDIAG': {
    name: 'only the diagonal of the softmax’s derivatives',
    hint: 'You have the change of each probability with its own score. But raising one score lowers all the other probabilities, for they share one total. What must each row of the table add up to, and which entries have to make up for the diagonal?',
  },
  'M-ONEHOTFORGOT': {
    name: 'the right class is not subtracted',
    hint: 'Your gradient consists of probabilities only: every entry is positive, so a step against it would lower the score of the right class too. Shifting all scores of a row changes no loss: what must each row add up to, then, and what is missing in yours?',
  },
  'M-ONESIDED': {
    name: 'measures the slope to one side only',
    hint: 'You compare the value at a step ahead with the value here. On a curve such a slope is off by an amount that grows with the step itself. Where would a second point have to lie for the bends on both sides to cancel, and what is the distance between the two points then?',
  },
  'M-NOZERO': {
    name: 'gradients of earlier steps take part',
    hint: 'The first step is right and the later ones are too large, or the first one already is when gradients were left over: your losses jump about in the thousands. `backward` adds to what `.grad` holds. When must it start from nothing again?',
  },
  'M-ORDER': {
    name: 'the lines of a step in the wrong order',
    hint: 'Each line of a step needs what an earlier one left behind. `step` reads the gradients, `backward` writes them, and clearing takes them away. What is in `.grad` at the moment your `step` runs, and which line put it there?',
  },
  'M-EPOCHAVG': {
    name: 'the epoch’s loss divided by the wrong number',
    hint: 'All your epoch losses are off by one and the same factor, as those printed in a published chapter are. Each batch’s loss is a mean already. How many such means did you add up, and by which number did you divide?',
  },
  'M-ITEM': {
    name: 'keeps loss tensors instead of numbers',
    hint: 'You hand on a tensor where a number is wanted. A loss tensor remembers the graph it came from, so a sum of them keeps every batch of the epoch in memory. Which method takes the plain number out?',
  },
  'M-PAIRING': {
    name: 'samples and targets shuffled apart',
    hint: 'Your batches hold every row and every target, but a row no longer meets its own target. Shuffling is a new order of the sample numbers: how many such orders does an epoch need?',
  },
  'M-LASTBATCH': {
    name: 'the last, shorter batch is lost',
    hint: 'When the batch size does not divide the number of samples, some samples never come. Seven samples in batches of three: how many batches are that, and which rounding gives this number?',
  },
  'M-SHUFFLEONCE': {
    name: 'the same order in every epoch',
    hint: 'Your batches are shuffled, and come in the same order in every epoch. What runs once for a loader, and what runs each time it is walked? In which of the two is the order drawn?',
  },
  'M-REINIT': {
    name: 'starts from a new model in every epoch',
    hint: 'What you return has learned for one epoch only, however many were asked for. Which lines have to run once, and which once for each epoch? Where does your model come into being?',
  },
  'M-OPTOLD': {
    name: 'the optimizer holds another model’s parameters',
    hint: 'The model that you return has not learned anything: its loss stays where it began. An optimizer changes the very parameters that it was given. Which model had them, and was it still the same one when training began?',
  },
  'M-REBIND': {
    name: 'changes a variable instead of the model',
    hint: 'The new numbers are right, and the model never sees them: they went to a variable of yours. A name for a tensor is not the tensor. Which methods write into the tensor that is there? And how do you tell the runtime not to record that?',
  },
  'M-STEPW': {
    name: 'some parameters never move',
    hint: 'The weights move and the other parameters stay where they began. A model may have biases, scales, parameters of its own, modules within modules. Which method lists them all, whatever they are called?',
  },
  'M-ALIAS': {
    name: 'keeps a tensor that changes later',
    hint: 'All your results are one and the same tensor, and every later call added to it. They agree with the last one. How do you keep the numbers as they are now?',
  },
  'M-INDEX1': {
    name: 'counts layers by their place',
    hint: 'Not every place in a row of layers holds one with parameters: an activation has none. Write down what stands at index 0, 1 and 2. How can you ask a layer what kind it is, or what it has?',
  },
  'M-NULLGRAD': {
    name: 'a gradient that is not there',
    hint: 'A parameter that took no part in the loss, or is frozen, has no gradient: its `grad` is null. What should happen to it in your step, and what happens now?',
  },
  'M-GRAPHSTEP': {
    name: 'the update is recorded',
    hint: 'A parameter requires gradients, so the runtime records what is done with it, and refuses to let a recorded leaf be overwritten. The update is no part of the calculation that is differentiated. Inside which call is nothing recorded?',
  },
  'M-UNREGISTERED': {
    name: 'parameters that the module does not know',
    hint: 'The calculation is right, but the module lists fewer parameters than it has, so an optimizer would leave them alone. It sees what is assigned to its properties: an `nn.Parameter`, or a module. What is in your properties?',
  },
  'M-INITSCALE': {
    name: 'initial weights on another scale',
    hint: 'Your first weights are spread too widely or too narrowly. Every output sums i products, and 1/√i keeps such a sum at the size of the inputs. Which range do you draw from, and does it hold for the bias too?',
  },
  'M-SHARED': {
    name: 'the same parameter counts twice',
    hint: 'One parameter stands in two places of the model, and you dealt with it in each. It is a single tensor: it has its numbers once, and moves once in a step. Which kind of collection holds everything only once?',
  },
  'M-ADAMBIAS': {
    name: 'averages that begin at 0 are not corrected',
    hint: 'Your first step is not as long as the learning rate. Both averages begin at 0 and need many steps to forget it. By what do you have to divide each, in step t?',
  },
  'M-ADAMEPS': {
    name: 'ε inside the root',
    hint: 'For large gradients all is well; for small ones your steps are off. Is ε added to the average of the squares, or to its root?',
  },
  'M-ADAMSTATE': {
    name: 'parameters share their averages',
    hint: 'With a single parameter you are right; with a second one both go wrong. Averages and step count belong to a parameter. Where do you keep them, and how many are there?',
  },
} as const satisfies Readonly<Record<string, Misconception>>;

export type MisconceptionCode = keyof typeof MISCONCEPTIONS;

export function misconception(code: string): Misconception | undefined {
  return Object.hasOwn(MISCONCEPTIONS, code) ? MISCONCEPTIONS[code as MisconceptionCode] : undefined;
}
