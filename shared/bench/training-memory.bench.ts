import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Case, mebibytes, missing, type Question } from './question.ts';
import { jaxTrainer } from './trainings/jax-js.ts';
import { oursTrainer } from './trainings/ours.ts';
import { pytorchSteps } from './trainings/pytorch.ts';
import { tfjsTrainer } from './trainings/tfjs.ts';
import { stepsOnOneBatch, type Training } from './trainings/training.ts';

const TRAINING: Training = {
  sizes: [2, 16, 1],
  activation: 'tanh',
  loss: 'mse',
  optimizer: 'adam',
  lr: 0.01,
  samples: 32,
  batchSize: 32,
  epochs: 1,
};
/** 1 MiB over 9,000 steps: less than any one tensor a step. */
const GROWTH_BYTES = 117;
const SETTLE_MS = 50;

const times = (count: number, step: () => void) => (): void => {
  for (let i = 0; i < count; i++) step();
};

function peak(steps: number): Case {
  return {
    size: `most that the process held, ${steps} steps`,
    figure: mebibytes,
    measure: 'peakMemory',
    ours: (gradus) => times(steps, stepsOnOneBatch(oursTrainer(gradus, TRAINING))),
    tfjs: (tf) => times(steps, stepsOnOneBatch(tfjsTrainer(tf, TRAINING))),
    jaxJs: (jax) => times(steps, stepsOnOneBatch(jaxTrainer(jax, TRAINING))),
    pytorch: pytorchSteps(TRAINING, steps),
  };
}

/** What is in use after `warm` steps and at the end, garbage collected each time: a graph that stays would show. */
function growth(warm: number, steps: number): Case {
  const elsewhere = missing('counted on the heap and in typed arrays, where only ours keeps all its memory');
  return {
    size: `growth a step, ${warm} to ${steps} steps`,
    figure: { unit: 'bytes', higherIsBetter: false, of: (bytes) => Math.max(0, bytes) },
    measure: 'result',
    targets: [{ reach: GROWTH_BYTES }],
    ours: (gradus) => {
      const step = stepsOnOneBatch(oursTrainer(gradus, TRAINING));
      return () => {
        const collect = garbageCollector();
        times(warm, step)();
        const before = inUse(collect);
        times(steps - warm, step)();
        return (inUse(collect) - before) / (steps - warm);
      };
    },
    tfjs: elsewhere,
    jaxJs: elsewhere,
    pytorch: elsewhere,
  };
}

function inUse(collect: () => void): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Collects all garbage: V8's own function, which no flag at the start is needed for. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('bench: this engine does not expose its collector');
  const pause = new Int32Array(new SharedArrayBuffer(4));
  return () => {
    for (let round = 0; round < 3; round++) {
      collect();
      // V8 frees the elements of arrays on a thread of its own.
      Atomics.wait(pause, 0, 0, SETTLE_MS);
    }
  };
}

export const question: Question = {
  asks: 'what memory does training take, and does it hold on to it?',
  cases: [peak(10_000), growth(1_000, 10_000)],
  trial: [peak(2), growth(1, 2)],
};
