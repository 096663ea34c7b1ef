import { type Case, largeTarget, microseconds, python, type Question, ramp } from './question.ts';

const NAMES = ['exp', 'tanh', 'sigmoid'] as const;
const COUNTS = [1_000, 1_000_000];

function add(count: number): Case {
  return {
    size: `add, ${count} elements`,
    figure: microseconds,
    targets: largeTarget(count),
    ours: ({ torch }) => {
      const [a, b] = [torch.tensor(ramp(count)), torch.tensor(ramp(count, 7907))];
      return () => a.add(b);
    },
    tfjs: (tf) => {
      const [a, b] = [tf.tensor(ramp(count)), tf.tensor(ramp(count, 7907))];
      return () => tf.add(a, b);
    },
    jaxJs: ({ numpy: np }) => {
      const [a, b] = [np.array(ramp(count)), np.array(ramp(count, 7907))];
      return () => a.ref.add(b.ref);
    },
    pytorch: python`
      a, b = ramp(${count}), ramp(${count}, 7907)
      def step():
          return a.add(b)
    `,
  };
}

function unary(name: (typeof NAMES)[number], count: number): Case {
  return {
    size: `${name}, ${count} elements`,
    figure: microseconds,
    targets: largeTarget(count),
    ours: ({ torch }) => {
      const x = torch.tensor(ramp(count));
      return () => x[name]();
    },
    tfjs: (tf) => {
      const x = tf.tensor(ramp(count));
      return () => tf[name](x);
    },
    jaxJs: ({ numpy, nn }) => {
      const x = numpy.array(ramp(count));
      const f = { exp: numpy.exp, tanh: numpy.tanh, sigmoid: nn.sigmoid }[name];
      return () => f(x.ref);
    },
    pytorch: python`
      x = ramp(${count})
      def step():
          return x.${name}()
    `,
  };
}

const all = (counts: readonly number[]): Case[] =>
  counts.flatMap((count) => [add(count), ...NAMES.map((name) => unary(name, count))]);

export const question: Question = {
  asks: 'what does an operation on every element cost?',
  cases: all(COUNTS),
  trial: all([5]),
};
