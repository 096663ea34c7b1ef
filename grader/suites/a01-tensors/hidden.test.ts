import { describe, test } from '@jest/globals';
import { type Checked, draw, type Rng, submission, type Tolerance } from '#grader/authoring';
import { type Tensor, torch } from '#torch';

const student = submission('a01-tensors');

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

const count = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** float32 numbers of either sign, none near 0, where a wrong factor or sign would hardly show. */
function floats(rng: Rng, shape: readonly number[]): Tensor {
  const numbers = draw.uniform(rng, count(shape), 0.5, 3).map((x) => (rng() < 0.4 ? -x : x));
  return torch.tensor(numbers, { dtype: torch.float32 }).reshape([...shape]);
}

/** Whole numbers of dtype int64, no two the same. */
function wholes(rng: Rng, shape: readonly number[]): Tensor {
  return torch.tensor(draw.distinct(rng, count(shape), 1, 60), { dtype: torch.int64 }).reshape([...shape]);
}

/** Sizes of at least 2 that cannot be taken for one another. */
const sizes = (rng: Rng, rank = 2): number[] => draw.distinct(rng, rank, 2, 7);

const size = (rng: Rng): number => draw.integer(rng, 3, 8);

/** Two vectors of one length. */
const pair = (rng: Rng, length: number, like = floats): [Tensor, Tensor] => [
  like(rng, [length]),
  like(rng, [length]),
];

/** Weights, a bias of about `scale`, and the features of one sample. */
function linear(rng: Rng, features: number, scale = 1): [Tensor, Tensor, Tensor] {
  const [w, x] = pair(rng, features);
  return [w, floats(rng, []).mul(scale), x];
}

/** A table with one column of a single whole number among ordinary ones. */
function withConstantColumn(rng: Rng, rows: number): Tensor {
  const constant = torch.full([rows, 1], draw.integer(rng, 2, 9), { dtype: torch.float32 });
  return torch.cat(draw.shuffle(rng, [constant, floats(rng, [rows, 1]), floats(rng, [rows, 1])]), 1);
}

/** A column around a thousand, a column of hundredths, and an ordinary one. */
function unlikeColumns(rng: Rng, rows: number): Tensor {
  const column = (mean: number, std: number): Tensor =>
    torch.tensor(draw.normal(rng, rows, { mean, std }), { dtype: torch.float32 }).reshape([rows, 1]);
  return torch.cat([column(1000, 2), column(0, 0.01), column(-3, 1)], 1);
}

/** The weights and biases of some classes, as they are before they are stacked. */
function classes(rng: Rng, of: number, features: number, like = floats): [Tensor[], Tensor[]] {
  const each = (shape: readonly number[]) => Array.from({ length: of }, () => like(rng, shape));
  return [each([features]), each([1])];
}

function model(rng: Rng, of: number, features: number, like = floats): [Tensor, Tensor, Tensor] {
  return [like(rng, [of, features]), like(rng, [of]), like(rng, [features])];
}

// ── Cases ─────────────────────────────────────────────────────────────────────────────────────────────────

type Case<A extends readonly unknown[]> = readonly [
  title: string,
  args: (rng: Rng) => A,
  /** The wrong answers that this case must catch beside those that every case does. */
  kills?: readonly string[],
];

type Groups<A extends readonly unknown[]> = Readonly<Record<string, readonly Case<A>[]>>;

interface Task<A extends readonly unknown[]> extends Pick<Checked<A>, 'expected'> {
  readonly groups: Groups<A>;
  /** The wrong answers that every case catches. */
  readonly always: readonly string[];
  /** Where a group has to allow more than the dtype's own rounding. */
  readonly tolerance?: (group: string) => Tolerance | undefined;
}

/** Declares the cases of one function. */
function declare<A extends readonly unknown[]>(name: string, task: Task<A>): void {
  const { groups, expected, always, tolerance } = task;
  for (const [group, cases] of Object.entries(groups)) {
    describe(group, () => {
      for (const [title, args, kills = []] of cases) {
        const allowed = tolerance?.(group);
        test(title, () =>
          student.check(name, {
            args,
            expected,
            kills: [...always, ...kills],
            ...(allowed && { tolerance: allowed }),
          }),
        );
      }
    });
  }
}

/** Terms may cancel in a sum of up to forty: what is left keeps the rounding of the largest sum on the way. */
const SUM_OF_PRODUCTS: Tolerance = { rtol: 1e-4, atol: 1e-4 };

/** The trusted side's dot product. Whole numbers are exact either way. */
const dot = (w: Tensor, x: Tensor): Tensor => torch.dot(w, x);

describe('A01.1 dotLoop', () => {
  declare<[Tensor, Tensor]>('dotLoop', {
    expected: (w, x) => dot(w.double(), x.double()).item(),
    tolerance: () => SUM_OF_PRODUCTS,
    always: [],
    groups: {
      values: [
        ['a few features', (rng) => pair(rng, size(rng)), ['M-INTDTYPE']],
        ['forty features', (rng) => pair(rng, 40), ['M-INTDTYPE']],
      ],
      edges: [
        ['one feature', (rng) => pair(rng, 1), ['M-INTDTYPE']],
        ['whole numbers only', (rng) => pair(rng, 5, wholes)],
        [
          'whole weights and measured features',
          (rng) => [wholes(rng, [4]), floats(rng, [4])],
          ['M-INTDTYPE'],
        ],
      ],
    },
  });
});

describe('A01.2 dotOps', () => {
  declare<[Tensor, Tensor]>('dotOps', {
    expected: dot,
    // Whole numbers are compared exactly: what is allowed here is less than 1.
    tolerance: () => SUM_OF_PRODUCTS,
    always: ['M-KEEPDIM'],
    groups: {
      shape: [['one number', (rng) => pair(rng, 6)]],
      values: [
        ['a few features', (rng) => pair(rng, size(rng))],
        ['forty features', (rng) => pair(rng, 40)],
      ],
      edges: [
        ['one feature', (rng) => pair(rng, 1)],
        ['whole numbers stay whole', (rng) => pair(rng, 5, wholes)],
      ],
    },
  });
});

describe('A01.3 linearVector', () => {
  declare<[Tensor, Tensor, Tensor]>('linearVector', {
    expected: (w, b, x) => dot(w, x).add(b),
    tolerance: () => SUM_OF_PRODUCTS,
    always: ['M-KEEPDIM'],
    groups: {
      shape: [['one number', (rng) => linear(rng, 4)]],
      values: [
        ['a few features', (rng) => linear(rng, size(rng))],
        ['a large bias', (rng) => linear(rng, 5, 50)],
      ],
      edges: [['one feature', (rng) => linear(rng, 1)]],
    },
  });
});

describe('A01.4 outerSum', () => {
  declare<[Tensor, Tensor]>('outerSum', {
    expected: (row, col) => row.add(col),
    always: ['M-KEEPDIM'],
    groups: {
      shape: [
        [
          'a row and a column of other lengths [S3-08]',
          (rng) => {
            const [n = 0, m = 0] = sizes(rng);
            return [floats(rng, [1, m]), floats(rng, [n, 1])];
          },
          ['M-TRANSPOSE'],
        ],
      ],
      values: [
        [
          'more rows than columns',
          (rng) => [floats(rng, [1, 3]), floats(rng, [size(rng) + 2, 1])],
          ['M-TRANSPOSE'],
        ],
        ['as many rows as columns', (rng) => [floats(rng, [1, 4]), floats(rng, [4, 1])], ['M-TRANSPOSE']],
      ],
      edges: [
        ['a column of one', (rng) => [floats(rng, [1, 5]), floats(rng, [1, 1])], ['M-TRANSPOSE']],
        ['a row of one', (rng) => [floats(rng, [1, 1]), floats(rng, [5, 1])], ['M-TRANSPOSE']],
        ['whole numbers stay whole', (rng) => [wholes(rng, [1, 3]), wholes(rng, [2, 1])], ['M-TRANSPOSE']],
        ['whole numbers and fractions', (rng) => [wholes(rng, [1, 2]), floats(rng, [3, 1])], ['M-TRANSPOSE']],
      ],
    },
  });
});

/** The tables of the two reductions, and which wrong answers whole numbers catch. */
const tables = (...killsOnWholes: string[]): Groups<[Tensor]> => ({
  shape: [['one number per line', (rng) => [floats(rng, sizes(rng))]]],
  values: [
    ['a table', (rng) => [floats(rng, sizes(rng))]],
    ['as many rows as columns', (rng) => [floats(rng, [5, 5])]],
  ],
  edges: [
    ['a single row', (rng) => [floats(rng, [1, size(rng)])]],
    ['a single column', (rng) => [floats(rng, [size(rng), 1])]],
    ['whole numbers only', (rng) => [wholes(rng, sizes(rng))], killsOnWholes],
    ['whole numbers in a square', (rng) => [wholes(rng, [4, 4])], killsOnWholes],
    ['double precision', (rng) => [floats(rng, sizes(rng)).double()]],
  ],
});

describe('A01.5 rowSums', () => {
  declare('rowSums', {
    expected: (X) => X.sum(1),
    tolerance: () => SUM_OF_PRODUCTS,
    always: ['M-AXIS', 'M-KEEPDIM'],
    groups: tables(),
  });
});

/** PyTorch has no mean of whole numbers; these tasks make them float32. */
const inFloats = (X: Tensor): Tensor => (X.isFloatingPoint() ? X : X.float());

describe('A01.6 columnMeans', () => {
  declare('columnMeans', {
    expected: (X) => inFloats(X).mean(0),
    tolerance: () => SUM_OF_PRODUCTS,
    always: ['M-AXIS', 'M-KEEPDIM'],
    groups: tables('M-INTDTYPE'),
  });
});

describe('A01.7 standardize', () => {
  declare<[Tensor]>('standardize', {
    expected: (X) => {
      const values = inFloats(X);
      const mean = values.mean(0);
      const std = values.std(0, { correction: 0 });
      return { Z: values.sub(mean).div(std.maskedFill(std.eq(0), 1)), mean, std };
    },
    tolerance: (group) => {
      if (group === 'edges') return undefined;
      // float32 numbers near a thousand lie 6e-5 apart.
      return group === 'stability' ? { rtol: 1e-3, atol: 1e-3 } : SUM_OF_PRODUCTS;
    },
    always: ['M-AXIS', 'M-KEEPDIM'],
    groups: {
      shape: [
        ['more rows than columns', (rng) => [floats(rng, [size(rng) + 1, 3])], ['M-DDOF']],
        ['more columns than rows', (rng) => [floats(rng, [4, size(rng) + 2])], ['M-DDOF']],
      ],
      values: [
        [
          'ordinary columns',
          (rng) => {
            const [features = 0, rows = 0] = [draw.integer(rng, 2, 4), draw.integer(rng, 5, 9)];
            return [floats(rng, [rows, features])];
          },
          ['M-DDOF'],
        ],
        ['as many rows as columns', (rng) => [floats(rng, [5, 5])], ['M-DDOF']],
        ['two rows', (rng) => [floats(rng, [2, 4])], ['M-DDOF']],
        ['many rows', (rng) => [floats(rng, [30, 2])], ['M-DDOF']],
      ],
      edges: [
        ['a constant column', (rng) => [withConstantColumn(rng, size(rng) + 1)], ['M-DIVZERO', 'M-DDOF']],
        [
          'constant columns only',
          (rng) => [wholes(rng, [1, 3]).float().expand([4, 3]).clone()],
          ['M-DIVZERO'],
        ],
        ['a single row', (rng) => [wholes(rng, [1, size(rng)]).float()], ['M-DIVZERO', 'M-DDOF']],
        ['whole numbers only', (rng) => [wholes(rng, [6, 3])], ['M-INTDTYPE', 'M-DDOF']],
        ['double precision', (rng) => [floats(rng, [5, 3]).double()], ['M-DDOF']],
      ],
      stability: [
        ['columns of unlike scale', (rng) => [unlikeColumns(rng, 7)], ['M-DDOF']],
        ['as many rows as columns of unlike scale', (rng) => [unlikeColumns(rng, 3)], ['M-DDOF']],
      ],
    },
  });
});

describe('A01.8 corners', () => {
  declare<[Tensor]>('corners', {
    expected: (X) =>
      [0, X.shape[1] - 1, X.numel() - X.shape[1], X.numel() - 1].map((i) => X.flatten().at(i).item()),
    always: [],
    groups: {
      values: [
        ['a table', (rng) => [floats(rng, sizes(rng))], ['M-TRANSPOSE']],
        ['as many rows as columns', (rng) => [floats(rng, [4, 4])], ['M-TRANSPOSE']],
      ],
      edges: [
        ['a single row', (rng) => [floats(rng, [1, size(rng)])], ['M-TRANSPOSE']],
        ['a single column', (rng) => [floats(rng, [size(rng), 1])], ['M-TRANSPOSE']],
        ['whole numbers only', (rng) => [wholes(rng, [4, 5])], ['M-TRANSPOSE']],
        ['a table with a single number', (rng) => [floats(rng, [1, 1])]],
      ],
    },
  });
});

describe('A01.9 stackClasses', () => {
  declare<[Tensor[], Tensor[]]>('stackClasses', {
    expected: (ws, bs) => ({
      W: torch.cat(ws).reshape([ws.length, -1]),
      b: torch.cat(bs),
    }),
    always: ['M-BIAS2D', 'M-TRANSPOSE'],
    groups: {
      shape: [
        [
          'a table and a vector [S0-19]',
          (rng) => {
            const [c = 0, f = 0] = sizes(rng);
            return classes(rng, c, f);
          },
        ],
        ['four classes and ten features [S0-18]', (rng) => classes(rng, 4, 10)],
      ],
      values: [
        ['more classes than features', (rng) => classes(rng, size(rng) + 2, 3)],
        ['as many classes as features', (rng) => classes(rng, 4, 4)],
      ],
      edges: [
        ['a single class', (rng) => classes(rng, 1, size(rng))],
        ['a single feature', (rng) => classes(rng, size(rng), 1)],
        ['two classes', (rng) => classes(rng, 2, size(rng))],
        ['whole numbers only', (rng) => classes(rng, 3, 5, wholes)],
      ],
    },
  });
});

describe('A01.10 scores', () => {
  declare<[Tensor, Tensor, Tensor]>('scores', {
    expected: (W, b, x) => torch.stack(W.unbind(0).map((w) => dot(w, x))).add(b),
    tolerance: () => SUM_OF_PRODUCTS,
    always: ['M-BIAS2D', 'M-KEEPDIM', 'M-AXIS'],
    groups: {
      shape: [
        [
          'one score per class [S0-20]',
          (rng) => {
            const [c = 0, f = 0] = sizes(rng);
            return model(rng, c, f);
          },
          ['M-TRANSPOSE'],
        ],
      ],
      values: [
        ['four classes and ten features [S0-21]', (rng) => model(rng, 4, 10), ['M-TRANSPOSE']],
        ['more classes than features', (rng) => model(rng, size(rng) + 3, 4), ['M-TRANSPOSE']],
        ['as many classes as features', (rng) => model(rng, 5, 5), ['M-TRANSPOSE']],
      ],
      edges: [
        ['a single class', (rng) => model(rng, 1, size(rng)), ['M-TRANSPOSE']],
        ['a single feature', (rng) => model(rng, size(rng), 1), ['M-TRANSPOSE']],
        ['whole numbers only', (rng) => model(rng, 3, 6, wholes), ['M-TRANSPOSE']],
      ],
    },
  });
});

/** What PyTorch says, in the order in which the questions are asked. */
const ANSWERS: Readonly<Record<string, readonly [list: string, answers: Readonly<Record<string, unknown>>]>> =
  {
    reductions: [
      'reducedShapes',
      {
        'over the first axis': [6, 7],
        'over the second axis': [5, 7],
        'over the last axis': [5, 6],
        'over everything': [],
        'over an axis that stays': [5, 1, 7],
      },
    ],
    products: [
      'matmulShapes',
      {
        'a stack of tables by a table': [2, 3, 2],
        'a vector by a vector': [],
        'a table by a vector': [2],
        'a table by its like': 'error',
        'a column by a row': [5, 6],
      },
    ],
    dtypes: [
      'dtypes',
      {
        'numbers that are whole': 'int64',
        'a fraction': 'float32',
        'nothing but ones': 'float32',
        'after a division': 'float32',
        'after adding a half': 'float32',
        'after a comparison': 'bool',
      },
    ],
  };

describe('A01.11 predicted', () => {
  for (const [group, [list, answers]] of Object.entries(ANSWERS)) {
    describe(group, () => {
      for (const [i, [title, expected]] of Object.entries(answers).entries()) {
        test(title, () =>
          student.checkExport('predicted', {
            expected,
            pick: (given) =>
              (given as Readonly<Record<string, readonly never[]>> | null | undefined)?.[list]?.[i],
          }),
        );
      }
    });
  }
});
