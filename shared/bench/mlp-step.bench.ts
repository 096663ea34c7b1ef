import { type Case, milliseconds, type Question } from './question.ts';
import { jaxTrainer } from './trainings/jax-js.ts';
import { oursTrainer } from './trainings/ours.ts';
import { pytorchSteps } from './trainings/pytorch.ts';
import { tfjsTrainer } from './trainings/tfjs.ts';
import { stepsOnOneBatch, type Training } from './trainings/training.ts';

/** On one batch, and with Adam. */
export const trainingOf = (sizes: readonly number[], batchSize: number): Training => ({
  sizes,
  activation: 'relu',
  loss: 'crossEntropy',
  optimizer: 'adam',
  lr: 1e-3,
  samples: batchSize,
  batchSize,
  epochs: 1,
});

export function steps(training: Training): Case {
  const { sizes, batchSize } = training;
  return {
    size: `${sizes.join('-')}, Adam, batch ${batchSize}`,
    figure: milliseconds,
    targets: [
      { over: 'pytorch', times: 1 },
      { over: 'tfjsWasm', times: 2 },
    ],
    ours: (gradus) => stepsOnOneBatch(oursTrainer(gradus, training)),
    tfjs: (tf) => stepsOnOneBatch(tfjsTrainer(tf, training)),
    jaxJs: (jax) => stepsOnOneBatch(jaxTrainer(jax, training)),
    pytorch: pytorchSteps(training),
  };
}

export const DIGITS = trainingOf([784, 256, 128, 10], 128);

export const question: Question = {
  asks: 'what does a training step of a network for handwritten digits cost?',
  cases: [steps(DIGITS)],
  trial: [steps(trainingOf([6, 4, 3], 2))],
};
