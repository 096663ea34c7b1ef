import { type Case, milliseconds, type Question } from './question.ts';
import { jaxTrainer } from './trainings/jax-js.ts';
import { oursTrainer } from './trainings/ours.ts';
import { pytorchSteps } from './trainings/pytorch.ts';
import { tfjsTrainer } from './trainings/tfjs.ts';
import { stepsOnOneBatch, type Training } from './trainings/training.ts';

function steps(sizes: readonly number[], batchSize: number): Case {
  const training: Training = {
    sizes,
    activation: 'relu',
    loss: 'crossEntropy',
    optimizer: 'adam',
    lr: 1e-3,
    samples: batchSize,
    batchSize,
    epochs: 1,
  };
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

export const question: Question = {
  asks: 'what does a training step of a network for handwritten digits cost?',
  cases: [steps([784, 256, 128, 10], 128)],
  trial: [steps([6, 4, 3], 2)],
};
