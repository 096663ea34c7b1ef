import { type Case, microseconds, python, type Question, ramp } from './question.ts';

/** One small operation, and its result as a number: the way there and back. */
function item(count: number): Case {
  return {
    size: `sum of ${count} elements`,
    figure: microseconds,
    ours: ({ torch }) => {
      const x = torch.tensor(ramp(count));
      return () => x.sum().item();
    },
    tfjs: (tf) => {
      const x = tf.tensor(ramp(count));
      return async () => (await tf.sum(x).data())[0];
    },
    jaxJs: ({ numpy: np }) => {
      const x = np.array(ramp(count));
      return async () => (await x.ref.sum().data())[0];
    },
    pytorch: python`
      x = ramp(${count})
      def step():
          return x.sum().item()
    `,
  };
}

export const question: Question = {
  asks: 'how long until a number that a GPU computes is there?',
  place: 'gpu',
  // tfjs computes sums of fewer than a thousand on the CPU.
  cases: [item(1_024)],
  trial: [item(5)],
};
