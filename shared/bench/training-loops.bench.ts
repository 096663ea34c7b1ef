import { type Case, milliseconds, type Question } from './question.ts';
import { jaxTrainer } from './trainings/jax-js.ts';
import { oursTrainer } from './trainings/ours.ts';
import { pytorchRun } from './trainings/pytorch.ts';
import { tfjsTrainer } from './trainings/tfjs.ts';
import { type Training, wholeRun } from './trainings/training.ts';

const regression = {
  activation: 'sigmoid',
  loss: 'mse',
  optimizer: 'sgd',
  samples: 500,
  batchSize: 50,
} as const;
const classification = { activation: 'relu', optimizer: 'adam', batchSize: 50 } as const;

/** The networks of a first course, from one line to four classes. */
const RUNS: readonly Training[] = [
  { ...regression, sizes: [1, 1], lr: 0.1, epochs: 5 },
  { ...regression, sizes: [3, 1], lr: 0.1, epochs: 5 },
  { ...regression, sizes: [1, 3, 1], lr: 0.3, epochs: 5 },
  { ...regression, sizes: [1, 5, 3, 1], lr: 0.3, epochs: 20 },
  { ...classification, sizes: [2, 5, 1], loss: 'bceWithLogits', samples: 300, lr: 0.1, epochs: 20 },
  { ...classification, sizes: [2, 5, 4], loss: 'crossEntropy', samples: 200, lr: 0.2, epochs: 10 },
];

function run(training: Training): Case {
  const { sizes, loss, optimizer, epochs, samples, batchSize } = training;
  return {
    size: `${sizes.join('-')} ${loss} ${optimizer}, ${epochs * Math.ceil(samples / batchSize)} steps`,
    figure: milliseconds,
    targets: [{ over: 'pytorch', times: 10 }],
    ours: (gradus) => wholeRun(oursTrainer(gradus, training), epochs),
    tfjs: (tf) => wholeRun(tfjsTrainer(tf, training), epochs),
    jaxJs: (jax) => wholeRun(jaxTrainer(jax, training), epochs),
    pytorch: pytorchRun(training),
  };
}

export const question: Question = {
  asks: 'what does a training run of a first course cost, with its loader and a look at every loss?',
  cases: RUNS.map(run),
  trial: RUNS.map((training) => run({ ...training, samples: 6, batchSize: 4, epochs: 1 })),
};
