import { type Case, microseconds, python, type Question, ramp } from './question.ts';

const COUNT = 4;

const plain: Case = {
  size: `add, ${COUNT} elements`,
  figure: microseconds,
  ours: ({ torch }) => {
    const [a, b] = [torch.tensor(ramp(COUNT)), torch.tensor(ramp(COUNT, 7907))];
    return () => a.add(b);
  },
  tfjs: (tf) => {
    const [a, b] = [tf.tensor(ramp(COUNT)), tf.tensor(ramp(COUNT, 7907))];
    return () => tf.add(a, b);
  },
  jaxJs: ({ numpy: np }) => {
    const [a, b] = [np.array(ramp(COUNT)), np.array(ramp(COUNT, 7907))];
    return () => a.ref.add(b.ref);
  },
  pytorch: python`
    a, b = ramp(${COUNT}), ramp(${COUNT}, 7907)
    def step():
        return a.add(b)
  `,
};

/** The result remembers how it was made. */
const recorded: Case = {
  size: `add, ${COUNT} elements, recorded`,
  figure: microseconds,
  targets: [{ reach: 1 }],
  ours: ({ torch }) => {
    const [a, b] = [torch.tensor(ramp(COUNT), { requiresGrad: true }), torch.tensor(ramp(COUNT, 7907))];
    return () => a.add(b);
  },
  tfjs: { missing: 'records only within a whole gradient' },
  jaxJs: { missing: 'records only within a whole gradient' },
  pytorch: python`
    a, b = ramp(${COUNT}).requires_grad_(), ramp(${COUNT}, 7907)
    def step():
        return a.add(b)
  `,
};

const gradient: Case = {
  size: `gradient of sum(tanh(a + b)), ${COUNT} elements`,
  figure: microseconds,
  ours: ({ torch }) => {
    const [a, b] = [torch.tensor(ramp(COUNT), { requiresGrad: true }), torch.tensor(ramp(COUNT, 7907))];
    return () => {
      a.grad = null;
      a.add(b).tanh().sum().backward();
      return a.grad;
    };
  },
  tfjs: (tf) => {
    const [a, b] = [tf.tensor(ramp(COUNT)), tf.tensor(ramp(COUNT, 7907))];
    const gradients = tf.grads((x) => tf.sum(tf.tanh(tf.add(x as typeof a, b))));
    return () => gradients([a])[0];
  },
  jaxJs: ({ numpy: np, grad }) => {
    const [a, b] = [np.array(ramp(COUNT)), np.array(ramp(COUNT, 7907))];
    const gradientOf = grad((x: typeof a) => np.tanh(x.add(b.ref)).sum());
    return () => gradientOf(a.ref);
  },
  pytorch: python`
    a, b = ramp(${COUNT}).requires_grad_(), ramp(${COUNT}, 7907)
    def step():
        a.grad = None
        a.add(b).tanh().sum().backward()
        return a.grad
  `,
};

export const question: Question = {
  asks: 'what does an operation cost when there is almost nothing to compute?',
  cases: [plain, recorded, gradient],
  trial: [plain, recorded, gradient],
};
