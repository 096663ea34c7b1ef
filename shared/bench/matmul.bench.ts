import {
  type Case,
  type Gradus,
  missing,
  python,
  type Question,
  ramp,
  rate,
  type Target,
} from './question.ts';

const SIZES = [64, 128, 256, 512, 1024];

interface Product {
  readonly dtype?: 'float32' | 'float64';
  /** The right operand is handed over as the transpose of a matrix, as a linear layer does. */
  readonly transposed?: boolean;
  readonly threads?: number;
}

/** Two n × n matrices: n³ multiplications and as many additions. */
export function product(
  n: number,
  { dtype = 'float32', transposed = false, threads = 1 }: Product = {},
): Case {
  const operands = (gradus: Gradus) =>
    [7919, 7907].map((step) =>
      gradus.torch
        .tensor(ramp(n * n, step))
        .reshape(n, n)
        .to(gradus.torch[dtype]),
    );
  const isAimed = dtype === 'float32' && n >= 128 && threads === 1;
  const targets: Target[] = isAimed ? [{ over: 'pytorch', times: 1 }] : [];
  return {
    size: `${n} ${dtype}${transposed ? ', A @ B.T' : ''}${threads > 1 ? `, ${threads} threads` : ''}`,
    figure: rate('GFLOP/s', 2e-9 * n ** 3),
    targets,
    ours: (gradus) => {
      gradus.torch.setNumThreads(threads);
      const [a, b] = operands(gradus);
      if (a === undefined || b === undefined) throw new RangeError('two operands');
      return transposed ? () => a.matmul(b.T) : () => a.matmul(b);
    },
    tfjs:
      dtype === 'float64' || threads > 1
        ? missing(threads > 1 ? 'is measured with one thread' : 'has no float64')
        : (tf) => {
            const [a, b] = [tf.tensor(ramp(n * n), [n, n]), tf.tensor(ramp(n * n, 7907), [n, n])];
            return () => tf.matMul(a, b, false, transposed);
          },
    jaxJs: ({ numpy: np }) => {
      const matrix = (step: number) => {
        const made = np.array(ramp(n * n, step)).reshape([n, n]);
        return dtype === 'float64' ? made.astype(np.float64) : made;
      };
      const [a, b] = [matrix(7919), matrix(7907)];
      return () => np.matmul(a.ref, transposed ? b.ref.transpose() : b.ref);
    },
    pytorch: python`
      torch.set_num_threads(${threads})
      a, b = (ramp(${n * n}, k).reshape(${n}, ${n}).to(torch.${dtype}) for k in (7919, 7907))
      def step():
          return a @ ${transposed ? 'b.T' : 'b'}
    `,
  };
}

export const question: Question = {
  asks: 'how fast is the product of two square matrices?',
  cases: [
    ...SIZES.map((n) => product(n)),
    ...SIZES.map((n) => product(n, { dtype: 'float64' })),
    product(256, { transposed: true }),
    product(512, { transposed: true }),
    ...SIZES.slice(2).map((n) => product(n, { threads: 2 })),
  ],
  trial: [
    product(3),
    product(4, { dtype: 'float64' }),
    product(5, { transposed: true }),
    product(6, { threads: 2 }),
  ],
};
