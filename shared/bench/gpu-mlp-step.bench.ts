import { DIGITS, steps, trainingOf } from './mlp-step.bench.ts';
import type { Case, Question } from './question.ts';
import { jaxTrainer } from './trainings/jax-js.ts';
import { tfjsTrainer } from './trainings/tfjs.ts';
import { awaitedStepsOnOneBatch, type Training } from './trainings/training.ts';

/** The loss is read after every step; the libraries that cannot wait for it in a page await it. */
const stepsOnGpu = (training: Training): Case => ({
  ...steps(training),
  targets: [],
  tfjs: (tf) => awaitedStepsOnOneBatch(tfjsTrainer(tf, training)),
  jaxJs: (jax) => awaitedStepsOnOneBatch(jaxTrainer(jax, training)),
});

export const question: Question = {
  asks: 'what does a training step of a network for handwritten digits cost on a GPU?',
  place: 'gpu',
  cases: [
    stepsOnGpu(DIGITS),
    { ...stepsOnGpu(trainingOf([784, 4096, 4096, 10], 1024)), isForHardware: true },
  ],
  trial: [stepsOnGpu(trainingOf([6, 4, 3], 2))],
};
