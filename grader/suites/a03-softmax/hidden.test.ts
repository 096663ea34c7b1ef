import { describe, test } from '@jest/globals';
import {
  type Checked,
  draw,
  type Property,
  type Rng,
  returns,
  submission,
  type Tolerance,
} from '#grader/authoring';
import { type Tensor, torch } from '#torch';

const student = submission('a03-softmax');

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

/** Ordinary scores: plain exp is safe on them. */
function scores(rng: Rng, shape: readonly number[], { mean = 0, std = 2 } = {}): Tensor {
  return floats(draw.normal(rng, count(shape), { mean, std }), shape);
}

/** Scores up to a thousand in size; the two largest are close, so that the answer is not simply 0 and 1. */
function hugeScores(rng: Rng, classes: number): Tensor {
  const [largest = 0] = draw.uniform(rng, 1, 900, 1000);
  const [gap = 0] = draw.uniform(rng, 1, 0.5, 2);
  const rest = draw.uniform(rng, classes - 2, -1000, 800);
  return floats(draw.shuffle(rng, [largest, largest - gap, ...rest]), [classes]);
}

/** Small whole numbers of dtype int64. */
function wholeScores(rng: Rng, shape: readonly number[]): Tensor {
  const numbers = Array.from({ length: count(shape) }, () => draw.integer(rng, -9, 9));
  return torch.tensor(numbers, { dtype: torch.int64 }).reshape([...shape]);
}

/** Two classes share the highest score of each row. */
function tiedScores(rng: Rng, rows: number, classes: number): Tensor {
  const row = () => {
    const [top = 0] = draw.uniform(rng, 1, 2, 3);
    return draw.shuffle(rng, [top, top, ...draw.uniform(rng, classes - 2, -2, 1.5)]);
  };
  return floats(Array.from({ length: rows }, row).flat(), [rows, classes]);
}

/** Two samples of unlike scale: scores near a thousand, and scores within a few hundredths of zero. */
function unlikeRows(rng: Rng, classes: number): Tensor {
  return torch.stack([scores(rng, [classes], { mean: 1000 }), scores(rng, [classes], { std: 0.02 })]);
}

function equalScores(rng: Rng, shape: readonly number[]): Tensor {
  const [score = 0] = draw.uniform(rng, 1, 1, 5);
  return floats(new Array(count(shape)).fill(score), shape);
}

/** Probabilities whose largest entry in row i is at labels[i]. */
function probabilitiesWith(rng: Rng, labels: readonly number[], classes: number): Tensor {
  const row = (label: number) => {
    const others = draw.uniform(rng, classes, -1, 1);
    others[label] = 3;
    return others;
  };
  return torch.softmax(floats(labels.flatMap(row), [labels.length, classes]), -1);
}

/** Plain numbers that add up to 1; one is the largest by far, so that equal scores never fit. */
function chances(rng: Rng, classes: number, smallest = 0.05): number[] {
  const small = draw.uniform(rng, classes - 1, smallest, 2 * smallest);
  return draw.shuffle(rng, [...small, 1 - small.reduce((sum, p) => sum + p, 0)]);
}

function floats(numbers: readonly number[], shape: readonly number[]): Tensor {
  return torch.tensor(numbers, { dtype: torch.float32 }).reshape([...shape]);
}

function count(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Sizes that cannot be taken for one another. */
const sizes = (rng: Rng, rank: number): number[] => draw.distinct(rng, rank, 2, 7);

const size = (rng: Rng, low: number, high: number): number[] => [draw.integer(rng, low, high)];

// ── Cases ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Case<A extends readonly unknown[]> {
  readonly title: string;
  args(rng: Rng): A;
  /** The wrong answers that this case must catch. */
  readonly kills?: readonly string[];
}

type Groups<A extends readonly unknown[]> = Readonly<Record<string, readonly Case<A>[]>>;

type Check<A extends readonly unknown[]> = Omit<Checked<A>, 'args' | 'kills'>;

/** Declares the cases of one task; `check` says how a group's results are judged. */
function declare<A extends readonly unknown[]>(
  name: string,
  groups: Groups<A>,
  check: (group: string) => Check<A>,
  always: readonly string[] = [],
): void {
  for (const [group, cases] of Object.entries(groups)) {
    describe(group, () => {
      for (const { title, args, kills = [] } of cases) {
        const all = group === 'values' ? [...kills, ...always] : kills;
        test(title, () => student.check(name, { ...check(group), args, kills: all }));
      }
    });
  }
}

/** PyTorch's softmax refuses whole numbers; ours makes them float32. */
const inFloats = (x: Tensor): Tensor => (x.isFloatingPoint() ? x : x.float());

/** float32 numbers near a thousand lie 6e-5 apart, and a right formula may round there: exp(x − logsumexp(x)) does. */
const NEAR_A_THOUSAND: Tolerance = { rtol: 1e-3, atol: 1e-6 };

const vectorCheck = (group: string): Check<[Tensor]> => ({
  expected: (x) => torch.softmax(inFloats(x), -1),
  ...(group === 'stability' && { tolerance: NEAR_A_THOUSAND }),
});

/** What a softmax of one vector must get right whichever way it is computed. */
const VECTORS: Groups<[Tensor]> = {
  shape: [
    {
      title: 'one probability per class',
      args: (rng) => [scores(rng, size(rng, 4, 8))],
      kills: ['M-SCALAR'],
    },
    { title: 'two classes', args: (rng) => [scores(rng, [2])], kills: ['M-SCALAR', 'M-MUTATE'] },
  ],
  values: [
    { title: 'ordinary scores', args: (rng) => [scores(rng, size(rng, 3, 8))] },
    { title: 'negative scores only', args: (rng) => [floats(draw.uniform(rng, 5, -6, -1), [5])] },
    {
      title: 'scores far apart',
      args: (rng) => [floats(draw.shuffle(rng, [...draw.uniform(rng, 2, 11, 15), -14, -3, 0.5]), [5])],
    },
  ],
  edges: [
    {
      title: 'equal scores',
      args: (rng) => [equalScores(rng, size(rng, 3, 8))],
      kills: ['M-SIGEACH', 'M-SCALAR'],
    },
    {
      title: 'a tie for the highest score',
      args: (rng) => [tiedScores(rng, 1, 4).reshape([4])],
      kills: ['M-NOEXP'],
    },
    { title: 'whole numbers', args: (rng) => [wholeScores(rng, [6])], kills: ['M-SIGEACH'] },
  ],
};

/** One class has the probability 1 whatever its score; a second class shows that the 1 was computed. */
function singleClass(name: string): void {
  describe('edges', () => {
    test('a single class, then two', async () => {
      for (const classes of [1, 2]) {
        const args = (rng: Rng): [Tensor] => [floats(draw.uniform(rng, classes, 1, 4), [classes])];
        await student.check(name, { ...vectorCheck('edges'), args, kills: ['M-SIGEACH', 'M-SCALAR'] });
      }
    });
  });
}

describe('A03.1 softmaxNaive', () => {
  declare('softmaxNaive', VECTORS, vectorCheck, ['M-NOEXP', 'M-SIGEACH', 'M-SCALAR', 'M-MUTATE']);
  singleClass('softmaxNaive');
});

describe('A03.2 softmaxStable', () => {
  declare('softmaxStable', VECTORS, vectorCheck, [
    'M-NOEXP',
    'M-DIVMAX',
    'M-SIGEACH',
    'M-SCALAR',
    'M-MUTATE',
  ]);
  singleClass('softmaxStable');

  const stability: Groups<[Tensor]> = {
    stability: [
      {
        title: 'scores of a thousand',
        args: (rng) => [hugeScores(rng, 6)],
        kills: ['M-OVERFLOW', 'M-DIVMAX'],
      },
      {
        title: 'nothing but very negative scores',
        args: (rng) => [scores(rng, [5], { mean: -1000 })],
        kills: ['M-OVERFLOW', 'M-DIVMAX'],
      },
    ],
  };
  declare('softmaxStable', stability, vectorCheck);

  describe('stability', () => {
    test('the same shift for every score', async () => {
      for (const shift of [0, 500, -500]) {
        await student.check('softmaxStable', {
          // Whole 64ths: adding the shift loses no digit, so the answer may not change by one either.
          args: (rng) => [scores(rng, [5]).mul(64).round().div(64).add(shift)],
          expected: (shifted: Tensor) => torch.softmax(shifted.sub(shift), -1),
          tolerance: NEAR_A_THOUSAND,
          kills: ['M-OVERFLOW', 'M-DIVMAX'],
        });
      }
    });
  });
});

/** The inputs of the three tasks that take an axis. */
const AXES: Groups<[Tensor, number]> = {
  shape: [
    { title: 'a vector', args: (rng) => [scores(rng, size(rng, 3, 7)), 0] },
    { title: 'a batch', args: (rng) => [scores(rng, sizes(rng, 2)), -1], kills: ['M-AXIS', 'M-MUTATE'] },
    {
      title: 'a stack of batches',
      args: (rng) => [scores(rng, sizes(rng, 3)), 1],
      kills: ['M-AXIS', 'M-FIXEDDIM'],
    },
  ],
  values: [
    {
      title: 'along the rows',
      args: (rng) => [scores(rng, sizes(rng, 2)), 1],
      kills: ['M-AXIS', 'M-KEEPDIM'],
    },
    { title: 'along the columns', args: (rng) => [scores(rng, sizes(rng, 2)), 0], kills: ['M-FIXEDDIM'] },
    {
      title: 'an axis counted from the end',
      args: (rng) => [scores(rng, sizes(rng, 2)), -2],
      kills: ['M-FIXEDDIM'],
    },
    { title: 'a square batch', args: (rng) => [scores(rng, [5, 5]), -1], kills: ['M-AXIS', 'M-KEEPDIM'] },
    {
      title: 'the columns of a square batch',
      args: (rng) => [scores(rng, [4, 4]), 0],
      kills: ['M-FIXEDDIM'],
    },
    {
      title: 'the first of three axes',
      args: (rng) => [scores(rng, sizes(rng, 3)), -3],
      kills: ['M-FIXEDDIM'],
    },
    {
      title: 'the middle of three equal axes',
      args: (rng) => [scores(rng, [3, 3, 3]), -2],
      kills: ['M-KEEPDIM'],
    },
    {
      title: 'the last of three axes',
      args: (rng) => [scores(rng, sizes(rng, 3)), 2],
      kills: ['M-AXIS', 'M-KEEPDIM'],
    },
  ],
  edges: [
    {
      title: 'a single sample',
      args: (rng) => [scores(rng, [1, ...size(rng, 3, 7)]), -1],
      kills: ['M-AXIS'],
    },
    { title: 'two classes', args: (rng) => [scores(rng, [...size(rng, 3, 7), 2]), -1], kills: ['M-KEEPDIM'] },
    { title: 'equal scores', args: (rng) => [equalScores(rng, [4, 3]), 1], kills: ['M-AXIS'] },
    { title: 'ties for the highest score', args: (rng) => [tiedScores(rng, 3, 5), -1], kills: ['M-AXIS'] },
    { title: 'whole numbers', args: (rng) => [wholeScores(rng, sizes(rng, 2)), 0], kills: ['M-FIXEDDIM'] },
  ],
  stability: [
    {
      title: 'scores of a thousand',
      args: (rng) => [torch.stack([hugeScores(rng, 4), hugeScores(rng, 4), hugeScores(rng, 4)]), 1],
      kills: ['M-OVERFLOW'],
    },
    {
      title: 'nothing but very negative scores',
      args: (rng) => [scores(rng, sizes(rng, 2), { mean: -1000 }), -1],
      kills: ['M-OVERFLOW'],
    },
    {
      title: 'samples of unlike scale',
      args: (rng) => [unlikeRows(rng, 4), -1],
      kills: ['M-GLOBALMAX', 'M-OVERFLOW'],
    },
    { title: 'columns of unlike scale', args: (rng) => [unlikeRows(rng, 3).t(), 0], kills: ['M-GLOBALMAX'] },
  ],
};

/** At least 0 everywhere, and adding up to 1 along the last axis more closely than single entries are compared. */
const isDistribution: Property = {
  says: 'is at least 0 everywhere and adds up to 1 along the last axis',
  holds(received) {
    const { data, shape } = received as { data: Float32Array; shape: readonly number[] };
    const p = floats([...data], shape);
    return p.min().item() >= 0 && p.sum(-1).sub(1).abs().max().item() < 1e-5;
  },
};

describe('A03.3 softmaxDim', () => {
  const expected = (x: Tensor, dim: number): Tensor => torch.softmax(inFloats(x), dim);
  const check = (group: string): Check<[Tensor, number]> => ({
    expected,
    ...(group === 'stability' && { tolerance: NEAR_A_THOUSAND }),
  });
  declare('softmaxDim', AXES, check, ['M-NOEXP', 'M-DIVMAX', 'M-SIGEACH', 'M-MUTATE']);

  const edges: Groups<[Tensor, number]> = {
    edges: [
      {
        title: 'many classes',
        args: (rng) => [scores(rng, [3, 40]), -1],
        kills: ['M-AXIS', 'M-KEEPDIM', 'M-SIGEACH'],
      },
      {
        title: 'double precision',
        args: (rng) => [scores(rng, [2, 3]).double(), 1],
        kills: ['M-AXIS', 'M-KEEPDIM'],
      },
    ],
  };
  declare('softmaxDim', edges, () => ({ expected, properties: [isDistribution] }));

  describe('edges', () => {
    test('asked twice', async () => {
      for (let time = 0; time < 2; time++) {
        await student.check('softmaxDim', {
          args: (rng) => [scores(rng, [3, 4]), 0],
          expected,
          kills: ['M-FIXEDDIM', 'M-MUTATE'],
        });
      }
    });
  });
});

describe('A03.4 logsumexp', () => {
  const expected = (x: Tensor, dim: number, keepdim = false): Tensor =>
    torch.logsumexp(inFloats(x), dim, keepdim);
  declare('logsumexp', AXES, () => ({ expected }), ['M-DIVMAX', 'M-MUTATE']);

  const kills = ['M-AXIS', 'M-FIXEDDIM', 'M-KEEPDIM'];
  const shape: Groups<[Tensor, number, boolean]> = {
    shape: [
      {
        title: 'the axis stays when asked for',
        args: (rng) => [scores(rng, sizes(rng, 3)), -2, true],
        kills,
      },
      { title: 'the axis goes when told so', args: (rng) => [scores(rng, sizes(rng, 3)), -2, false], kills },
    ],
  };
  declare('logsumexp', shape, () => ({ expected }));
});

describe('A03.5 logSoftmax', () => {
  // A logarithm near 0 keeps the absolute error of the score it came from.
  const check = (group: string): Check<[Tensor, number]> => ({
    expected: (x, dim) => torch.logSoftmax(inFloats(x), dim),
    tolerance: { rtol: 1e-4, atol: group === 'stability' ? 1e-3 : 1e-5 },
  });
  declare('logSoftmax', AXES, check, ['M-DIVMAX', 'M-MUTATE']);

  const stability: Groups<[Tensor, number]> = {
    stability: [
      {
        title: 'a hopeless class in every row',
        args: (rng) => [torch.cat([scores(rng, [3, 2]), scores(rng, [3, 1], { mean: -300 })], 1), 1],
        kills: ['M-LOGOFSOFTMAX'],
      },
    ],
  };
  declare('logSoftmax', stability, check);
});

describe('A03.6 sigmoidFromSoftmax', () => {
  const groups: Groups<[Tensor]> = {
    shape: [
      { title: 'one score', args: (rng) => [scores(rng, [])] },
      { title: 'many scores', args: (rng) => [scores(rng, size(rng, 3, 7))], kills: ['M-AXIS'] },
    ],
    values: [
      { title: 'ordinary scores', args: (rng) => [scores(rng, [6])], kills: ['M-AXIS'] },
      { title: 'two scores', args: (rng) => [scores(rng, [2])], kills: ['M-AXIS'] },
    ],
    edges: [
      { title: 'a list of one', args: (rng) => [scores(rng, [1])] },
      { title: 'whole numbers', args: (rng) => [wholeScores(rng, [5])], kills: ['M-AXIS'] },
    ],
    stability: [
      { title: 'scores of a thousand', args: (rng) => [hugeScores(rng, 5)], kills: ['M-OVERFLOW'] },
    ],
  };
  declare('sigmoidFromSoftmax', groups, () => ({ expected: (z) => torch.sigmoid(inFloats(z)) }));
});

describe('A03.7 predictClass', () => {
  // Row i wins class i + step, so class j is won by row j − step: never the same list, as 5 is odd.
  const turned = (step: number): number[] => [0, 1, 2, 3, 4].map((i) => (i + step) % 5);

  const groups: Groups<[Tensor]> = {
    shape: [
      {
        title: 'one label per sample',
        args: (rng) => [probabilitiesWith(rng, draw.shuffle(rng, [0, 1, 1, 2, 2]), 3)],
      },
    ],
    values: [
      {
        title: 'more classes than samples',
        args: (rng) => [probabilitiesWith(rng, draw.distinct(rng, 4, 0, 6), 7)],
      },
      {
        title: 'as many classes as samples',
        args: (rng) => [probabilitiesWith(rng, turned(draw.integer(rng, 1, 4)), 5)],
      },
      {
        title: 'two classes',
        args: (rng) => [probabilitiesWith(rng, draw.shuffle(rng, [0, 0, 1, 1, 1, 0]), 2)],
      },
    ],
    edges: [
      { title: 'a single sample', args: (rng) => [probabilitiesWith(rng, [draw.integer(rng, 1, 4)], 5)] },
      { title: 'a tie goes to the smaller label', args: (rng) => [torch.softmax(tiedScores(rng, 4, 5), -1)] },
    ],
  };
  declare('predictClass', groups, () => ({ expected: (p) => torch.argmax(p, -1) }), ['M-AXIS']);
});

describe('A03.8 shiftPredictions', () => {
  const answers = {
    shift: { plus1: 'same', minus100: 'same', minusMax: 'same' },
    scale: { half: 'flatter', triple: 'sharper' },
  } as const;
  for (const [group, items] of Object.entries(answers)) {
    describe(group, () => {
      for (const [item, expected] of Object.entries(items)) {
        test(item, () =>
          student.checkExport('shiftPredictions', {
            expected,
            pick: (answer) => (answer as Readonly<Record<string, string>> | null | undefined)?.[item],
          }),
        );
      }
    });
  }
});

describe('A03.9 logitsFor', () => {
  const groups: Groups<[number[]]> = {
    values: [
      { title: 'a few classes', args: (rng) => [chances(rng, draw.integer(rng, 3, 5))] },
      { title: 'two classes', args: (rng) => [chances(rng, 2)] },
    ],
    edges: [
      { title: 'eight classes', args: (rng) => [chances(rng, 8)], kills: ['M-NOEXP', 'M-MUTATE'] },
      {
        title: 'one class almost certain',
        args: (rng) => [chances(rng, 4, 1e-5)],
        kills: ['M-NOEXP', 'M-MUTATE'],
      },
    ],
  };
  const check = (): Check<[number[]]> => ({
    expected: (p) => floats(p, [p.length]),
    returns: (p) => returns.list(p.length, returns.number()),
    // Any constant may be added to the scores: what counts is what softmax makes of them.
    compare: (received) => torch.softmax(torch.tensor(received as number[], { dtype: torch.float32 }), -1),
    tolerance: { rtol: 1e-3, atol: 1e-9 },
  });
  declare('logitsFor', groups, check, ['M-NOEXP', 'M-MUTATE']);
});
