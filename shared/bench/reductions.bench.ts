import { type Case, largeTarget, microseconds, python, type Question, ramp } from './question.ts';

function sum(count: number): Case {
  return {
    size: `sum, ${count} elements`,
    figure: microseconds,
    targets: largeTarget(count),
    ours: ({ torch }) => {
      const x = torch.tensor(ramp(count));
      return () => x.sum();
    },
    tfjs: (tf) => {
      const x = tf.tensor(ramp(count));
      return () => tf.sum(x);
    },
    jaxJs: ({ numpy: np }) => {
      const x = np.array(ramp(count));
      return () => x.ref.sum();
    },
    pytorch: python`
      x = ramp(${count})
      def step():
          return x.sum()
    `,
  };
}

/** The class of each row. */
function argmax(rows: number, classes: number): Case {
  const count = rows * classes;
  return {
    size: `argmax, ${rows} rows of ${classes}`,
    figure: microseconds,
    ours: ({ torch }) => {
      const x = torch.tensor(ramp(count)).reshape(rows, classes);
      return () => x.argmax(1);
    },
    tfjs: (tf) => {
      const x = tf.tensor(ramp(count), [rows, classes]);
      return () => tf.argMax(x, 1);
    },
    jaxJs: ({ numpy: np }) => {
      const x = np.array(ramp(count)).reshape([rows, classes]);
      return () => np.argmax(x.ref, 1);
    },
    pytorch: python`
      x = ramp(${count}).reshape(${rows}, ${classes})
      def step():
          return x.argmax(1)
    `,
  };
}

export const question: Question = {
  asks: 'what does it cost to make many elements one?',
  cases: [sum(1_000), sum(1_000_000), argmax(100, 10), argmax(1_000, 1_000)],
  trial: [sum(5), argmax(2, 3)],
};
