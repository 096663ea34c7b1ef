import { type Case, python, type Question, ramp, rate } from './question.ts';
import { jaxTrainer } from './trainings/jax-js.ts';
import { tfjsTrainer } from './trainings/tfjs.ts';
import type { Training } from './trainings/training.ts';

const FEATURES = 10;

/** One epoch, shuffled, nothing done with the batches. */
function epoch(samples: number, batchSize: number): Case {
  const training: Training = {
    sizes: [FEATURES, 1],
    activation: 'relu',
    loss: 'mse',
    optimizer: 'sgd',
    lr: 0.1,
    samples,
    batchSize,
    epochs: 1,
  };
  return {
    size: `${samples} samples, batches of ${batchSize}`,
    figure: rate('samples/ms', samples / 1000),
    ours: ({ torch, data }) => {
      const X = torch.tensor(ramp(samples * FEATURES)).reshape(samples, FEATURES);
      const dataset = new data.TensorDataset(X, torch.tensor(ramp(samples)));
      const loader = new data.DataLoader(dataset, { batchSize, shuffle: true });
      return () => {
        for (const _ of loader);
      };
    },
    tfjs: (tf) => {
      const batches = tfjsTrainer(tf, training);
      return () => {
        for (const _ of batches.epoch());
      };
    },
    jaxJs: (jax) => {
      const batches = jaxTrainer(jax, training);
      return () => {
        // Rows are gathered when someone looks at them.
        for (const batch of batches.epoch()) for (const rows of batch) rows.ref.dataSync();
      };
    },
    pytorch: python`
      from torch.utils.data import DataLoader, TensorDataset
      dataset = TensorDataset(ramp(${samples * FEATURES}).reshape(${samples}, ${FEATURES}), ramp(${samples}))
      loader = DataLoader(dataset, batch_size=${batchSize}, shuffle=True)
      def step():
          for batch in loader:
              pass
    `,
  };
}

export const question: Question = {
  asks: 'how fast do shuffled batches come?',
  cases: [epoch(500, 50), epoch(10_000, 100)],
  trial: [epoch(5, 2)],
};
