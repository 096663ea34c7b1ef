import { type Case, largeTarget, microseconds, python, type Question, ramp } from './question.ts';

export function along(name: 'softmax' | 'logSoftmax', rows: number, classes: number): Case {
  const count = rows * classes;
  return {
    size: `${name}, ${rows} rows of ${classes}`,
    figure: microseconds,
    targets: name === 'softmax' ? largeTarget(count) : [],
    ours: ({ torch }) => {
      const x = torch.tensor(ramp(count)).reshape(rows, classes);
      return () => x[name](1);
    },
    tfjs: (tf) => {
      const x = tf.tensor(ramp(count), [rows, classes]);
      return () => tf[name](x, 1);
    },
    jaxJs: ({ numpy: np, nn }) => {
      const x = np.array(ramp(count)).reshape([rows, classes]);
      return () => nn[name](x.ref, 1);
    },
    pytorch: python`
      x = ramp(${count}).reshape(${rows}, ${classes})
      def step():
          return x.${name === 'softmax' ? 'softmax' : 'log_softmax'}(1)
    `,
  };
}

const both = (rows: number, classes: number): Case[] => [
  along('softmax', rows, classes),
  along('logSoftmax', rows, classes),
];

export const question: Question = {
  asks: 'what do softmax and its logarithm cost?',
  cases: [...both(100, 10), ...both(1_000, 1_000)],
  trial: both(2, 3),
};
