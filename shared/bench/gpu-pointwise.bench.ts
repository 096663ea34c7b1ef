import { type Case, microseconds, python, type Question, ramp } from './question.ts';

const PAIRS = 5;

/** x ← tanh(1.1 x), five times: ten operations, none of which has much to compute. */
function chain(count: number): Case {
  const repeated = <X>(x: X, operation: (x: X) => X): X =>
    Array.from({ length: PAIRS }).reduce<X>((y) => operation(y), x);
  return {
    size: `${2 * PAIRS} operations on ${count} elements`,
    figure: microseconds,
    ours: ({ torch }) => {
      const x = torch.tensor(ramp(count));
      return () => repeated(x, (y) => y.mul(1.1).tanh());
    },
    tfjs: (tf) => {
      const x = tf.tensor(ramp(count));
      return () => repeated(x, (y) => tf.tanh(tf.mul(y, 1.1)));
    },
    jaxJs: ({ numpy: np }) => {
      const x = np.array(ramp(count));
      return () => repeated(x.ref, (y) => np.tanh(y.mul(1.1)));
    },
    pytorch: python`
      x = ramp(${count})
      def step():
          y = x
          for _ in range(${PAIRS}):
              y = (y * 1.1).tanh()
          return y
    `,
  };
}

export const question: Question = {
  asks: 'what do operations on every element cost on a GPU, one after the other?',
  place: 'gpu',
  cases: [chain(1_000), chain(1_000_000)],
  trial: [chain(5)],
};
