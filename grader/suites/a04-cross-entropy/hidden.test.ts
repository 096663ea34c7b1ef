import { describe, test } from '@jest/globals';
import { type Checked, draw, type Rng, submission, type Tolerance } from '#grader/authoring';
import { F, type Tensor, torch } from '#torch';

const student = submission('a04-cross-entropy');

type Wanted = 'none' | 'mean' | 'sum';

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

/** N samples: their scores, a row each, and the numbers of their right classes. */
interface Batch {
  readonly rows: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

interface Scores {
  readonly mean?: number;
  readonly std?: number;
}

/**
 * Ordinary scores. The first sample is misjudged (its highest score is not its right class), so that a loss of the
 * predicted class is never the loss of the right one.
 */
function batch(rng: Rng, [samples = 0, classes = 0]: readonly number[], scores: Scores = {}): Batch {
  const rows = Array.from({ length: samples }, () => draw.normal(rng, classes, { std: 2, ...scores }));
  const labels = rows.map((row, i) =>
    i === 0 ? (winner(row) + draw.integer(rng, 1, classes - 1)) % classes : draw.integer(rng, 0, classes - 1),
  );
  return { rows, labels };
}

/** Scores of which the right class's is `right`, and the others lie between `low` and `high`. */
function judged(
  rng: Rng,
  [samples = 0, classes = 0]: readonly number[],
  scores: { readonly right: number; readonly low: number; readonly high: number },
): Batch {
  const labels = someLabels(rng, samples, classes);
  const rows = labels.map((label) => {
    const row = draw.uniform(rng, classes, scores.low, scores.high);
    row[label] = scores.right;
    return row;
  });
  return { rows, labels };
}

/** In each row the two highest scores are near a thousand and close; the right class has the lower one of them. */
function hugeBatch(rng: Rng, [samples = 0, classes = 0]: readonly number[]): Batch {
  const labels = someLabels(rng, samples, classes);
  const rows = labels.map((label) => {
    const row = draw.uniform(rng, classes, -1000, 800);
    const [top = 0, gap = 0] = [...draw.uniform(rng, 1, 900, 1000), ...draw.uniform(rng, 1, 0.5, 2)];
    row[label] = top - gap;
    row[(label + 1) % classes] = top;
    return row;
  });
  return { rows, labels };
}

/** Two samples of unlike scale: scores near a thousand, and scores within a few hundredths of zero. */
function unlikeBatch(rng: Rng, classes: number): Batch {
  const [huge, small] = [batch(rng, [1, classes], { mean: 1000 }), batch(rng, [1, classes], { std: 0.02 })];
  return { rows: [...huge.rows, ...small.rows], labels: [...huge.labels, ...small.labels] };
}

/** The batch with every label replaced by the same one, which is not the first sample's prediction. */
function sameLabels({ rows, labels }: Batch): Batch {
  return { rows, labels: labels.map(() => labels[0] as number) };
}

/** In each row the class after the right one (or the first, after the last) cannot be: its score is minus infinity. */
function withImpossible({ rows, labels }: Batch): Batch {
  const impossible = labels.map((label) => (label + 1) % width(rows));
  return { rows: rows.map((row, i) => row.map((x, j) => (j === impossible[i] ? -Infinity : x))), labels };
}

const width = (rows: Batch['rows']): number => rows[0]?.length ?? 0;

const winner = (row: readonly number[]): number => row.indexOf(Math.max(...row));

const someLabels = (rng: Rng, samples: number, classes: number): number[] =>
  Array.from({ length: samples }, () => draw.integer(rng, 0, classes - 1));

/** As many labels as classes, one of them twice: no column of the transposed table is then a one-hot row. */
function repeating(rng: Rng, classes: number): number[] {
  const [twice = 0, ...others] = draw.distinct(rng, classes - 1, 0, classes - 1);
  return draw.shuffle(rng, [twice, twice, ...others]);
}

/** Sizes that cannot be taken for one another: samples and classes. */
const sizes = (rng: Rng): number[] => draw.distinct(rng, 2, 2, 6);

const table = (rows: readonly (readonly number[])[]): Tensor =>
  torch.tensor(
    rows.map((row) => [...row]),
    { dtype: torch.float32 },
  );

const indices = (labels: readonly number[]): Tensor => torch.tensor([...labels], { dtype: torch.int64 });

const oneHotRows = ({ rows, labels }: Batch): Tensor => F.oneHot(indices(labels), width(rows));

const floatRows = (from: Batch): Tensor => oneHotRows(from).float();

const boolRows = (from: Batch): Tensor => oneHotRows(from).to(torch.bool);

/** Rows of probabilities: `share` for the label, the rest in equal parts for the other classes. */
function softRows({ rows, labels }: Batch, share: number): Tensor {
  const classes = width(rows);
  const row = (label: number) =>
    Array.from({ length: classes }, (_, j) => (j === label ? share : (1 - share) / (classes - 1)));
  return table(labels.map(row));
}

// ── Cases ─────────────────────────────────────────────────────────────────────────────────────────────────

/** A title, how the arguments are drawn, and the wrong answers that this case must catch. */
type Case<A extends readonly unknown[]> = readonly [title: string, args: (rng: Rng) => A, ...kills: string[]];

/** How cases of one function are declared, group by group; `always` are the wrong answers that each must catch. */
const casesOf =
  <A extends readonly unknown[]>(name: string, check: Omit<Checked<A>, 'args' | 'kills'>) =>
  (group: string, always: readonly string[], cases: readonly Case<A>[]): void =>
    describe(group, () => {
      for (const [title, args, ...kills] of cases) {
        test(title, () => student.check(name, { ...check, args, kills: [...always, ...kills] }));
      }
    });

/** float32 numbers near a thousand lie 6e-5 apart, and a right formula may round there. */
const NEAR_A_THOUSAND: Tolerance = { rtol: 1e-3, atol: 1e-3 };

/** A plain number may have been a float32 on its way. */
const SINGLE: Tolerance = { rtol: 1e-6, atol: 1e-7 };

describe('A04.1 oneHot', () => {
  const expected = (labels: Tensor, classes: number): Tensor => F.oneHot(labels, classes);

  const moved = ['M-ONEHOTBASE1', 'M-AXIS'];
  const cases = casesOf<[Tensor, number]>('oneHot', { expected });
  cases(
    'shape',
    ['M-ONEHOTBASE1'],
    [
      ['a list of labels', (rng) => [indices(someLabels(rng, 7, 4)), 4], 'M-AXIS'],
      [
        'a label by itself',
        (rng) => [torch.tensor(draw.integer(rng, 0, 3), { dtype: torch.int64 }), 5],
        'M-ONEHOTWIDTH',
      ],
    ],
  );

  cases('values', moved, [
    ['more labels than classes', (rng) => [indices(someLabels(rng, 8, 3)), 3]],
    ['more classes than labels', (rng) => [indices(draw.distinct(rng, 3, 0, 5)), 6]],
    ['as many labels as classes', (rng) => [indices(repeating(rng, 5)), 5]],
    ['two classes', (rng) => [indices(draw.shuffle(rng, [0, 1, 1, 0, 1])), 2]],
  ]);

  cases('edges', moved, [
    [
      'the last class does not occur',
      (rng) => [indices(draw.shuffle(rng, [0, 1, 2, 1, 0, 2])), draw.integer(rng, 4, 5)],
      'M-ONEHOTWIDTH',
    ],
    [
      'one label over and over',
      (rng) => [indices(new Array(4).fill(draw.integer(rng, 0, 1))), 3],
      'M-ONEHOTWIDTH',
    ],
    ['a single sample', (rng) => [indices([draw.integer(rng, 0, 2)]), 4], 'M-ONEHOTWIDTH'],
    ['a single class', (rng) => [indices(new Array(draw.integer(rng, 2, 6)).fill(0)), 1]],
  ]);
});

/** What a loss function is told beside its inputs. */
type Told = [Tensor, Tensor, Wanted?];

describe('A04.2 nll', () => {
  const logProbs = ({ rows }: Batch): Tensor => torch.logSoftmax(table(rows), 1);
  const told = (from: Batch, ...reduction: [Wanted] | []): Told => [
    logProbs(from),
    indices(from.labels),
    ...reduction,
  ];
  const expected = (log: Tensor, target: Tensor, reduction: Wanted = 'mean'): Tensor =>
    F.nllLoss(log, target, { reduction });
  const some = ['M-NEG', 'M-MEANALL', 'M-PREDNOTTRUE'];
  const always = [...some, 'M-NLLPROB', 'M-PROBDIFF', 'M-AXIS'];

  const cases = casesOf<Told>('nll', { expected });
  cases('shape', always, [
    ['a loss for each sample', (rng) => told(batch(rng, sizes(rng)), 'none')],
    ['a number for the batch', (rng) => told(batch(rng, sizes(rng))), 'M-SUM'],
  ]);

  cases('values', always, [
    ['the mean is what nothing said means', (rng) => told(batch(rng, [6, 4])), 'M-SUM'],
    ['the mean when asked for', (rng) => told(batch(rng, [3, 5]), 'mean'), 'M-SUM'],
    ['the sum when asked for', (rng) => told(batch(rng, sizes(rng)), 'sum')],
    ['each by itself when asked for', (rng) => told(batch(rng, [5, 2]), 'none')],
  ]);

  cases('values', some, [['as many samples as classes', (rng) => told(batch(rng, [4, 4])), 'M-SUM']]);

  cases('edges', some, [
    ['one sample only', (rng) => told(batch(rng, [1, 4])), 'M-PROBDIFF'],
    ['two classes only', (rng) => told(batch(rng, [6, 2])), 'M-SUM', 'M-AXIS'],
    ['one class is always right', (rng) => told(sameLabels(batch(rng, [5, 3]))), 'M-SUM'],
    [
      'in double precision',
      (rng) => {
        const from = batch(rng, sizes(rng));
        return [torch.logSoftmax(table(from.rows).double(), 1), indices(from.labels), 'none'];
      },
    ],
  ]);

  cases(
    'stability',
    ['M-NEG', 'M-MEANALL'],
    [
      [
        'classes that cannot be',
        (rng) => told(withImpossible(judged(rng, [4, 3], { right: 0, low: -1, high: 1 })), 'none'),
        'M-LOGZERO',
      ],
      [
        'right classes that seemed hopeless',
        (rng) => told(judged(rng, sizes(rng), { right: -700, low: -3, high: 3 })),
        'M-PROBDIFF',
        'M-NLLPROB',
        'M-PREDNOTTRUE',
        'M-SUM',
      ],
    ],
  );
});

describe('A04.3 crossEntropyFromProbs', () => {
  const probs = ({ rows }: Batch): Tensor => torch.softmax(table(rows), 1);
  const pair = (from: Batch, target = floatRows): [Tensor, Tensor] => [probs(from), target(from)];
  // The right class's entry alone counts: 0·ln 0 never comes up.
  const expected = (p: Tensor, onehot: Tensor): Tensor =>
    F.nllLoss(p.log(), onehot.to(torch.int64).argmax(1));
  const notSum = [
    'M-NEG',
    'M-MEANALL',
    'M-LOGBASE',
    'M-DOUBLESOFT',
    'M-NLLPROB',
    'M-PROBDIFF',
    'M-PREDNOTTRUE',
  ];
  const always = [...notSum, 'M-SUM'];

  const cases = casesOf<[Tensor, Tensor]>('crossEntropyFromProbs', { expected });
  cases('values', always, [
    ['many samples of few classes [S1-11]', (rng) => pair(batch(rng, [7, 3])), 'M-AXIS'],
    ['few samples of many classes', (rng) => pair(batch(rng, [2, 6])), 'M-AXIS'],
    ['some samples of some classes', (rng) => pair(batch(rng, sizes(rng))), 'M-AXIS'],
    ['as many samples as classes', (rng) => pair(batch(rng, [4, 4]))],
  ]);

  cases('edges', notSum, [
    ['one sample only', (rng) => pair(batch(rng, [1, 5])), 'M-AXIS'],
    ['two classes only', (rng) => pair(batch(rng, [6, 2])), 'M-AXIS', 'M-SUM'],
    ['one class is always right', (rng) => pair(sameLabels(batch(rng, [5, 3]))), 'M-SUM'],
    [
      'right classes that seemed unlikely',
      (rng) => pair(judged(rng, sizes(rng), { right: -10, low: -1, high: 1 })),
      'M-SUM',
      'M-AXIS',
    ],
    ['one-hot entries that are whole numbers', (rng) => pair(batch(rng, sizes(rng)), oneHotRows), 'M-SUM'],
    ['one-hot entries that are truth values', (rng) => pair(batch(rng, sizes(rng)), boolRows), 'M-SUM'],
    [
      'in double precision',
      (rng) => {
        const from = batch(rng, sizes(rng));
        return [torch.softmax(table(from.rows).double(), 1), oneHotRows(from).double()];
      },
      'M-SUM',
    ],
  ]);

  cases(
    'zeros',
    ['M-LOGZERO'],
    [
      [
        'classes that cannot be',
        (rng) => pair(withImpossible(judged(rng, [5, 3], { right: 0, low: -1, high: 1 }))),
        'M-NEG',
        'M-SUM',
        'M-MEANALL',
        'M-LOGBASE',
        'M-DOUBLESOFT',
        'M-NLLPROB',
        'M-AXIS',
      ],
      [
        'right and certain',
        (rng) => pair(judged(rng, sizes(rng), { right: 0, low: -1000, high: -900 })),
        'M-DOUBLESOFT',
        'M-NLLPROB',
      ],
    ],
  );
});

describe('A04.4 crossEntropy', () => {
  const told = (from: Batch, ...reduction: [Wanted] | []): Told => [
    table(from.rows),
    indices(from.labels),
    ...reduction,
  ];
  const toldRows = (from: Batch, target: (from: Batch) => Tensor, ...reduction: [Wanted] | []): Told => [
    table(from.rows),
    target(from),
    ...reduction,
  ];
  const expected = (logits: Tensor, target: Tensor, reduction: Wanted = 'mean'): Tensor =>
    F.crossEntropy(logits, target.ndim === 1 ? target : target.to(logits.dtype), { reduction });
  const always = [
    'M-NEG',
    'M-MEANALL',
    'M-LOGBASE',
    'M-DOUBLESOFT',
    'M-NLLPROB',
    'M-PROBDIFF',
    'M-PREDNOTTRUE',
    'M-AXIS',
  ];

  const cases = casesOf<Told>('crossEntropy', { expected });
  cases('shape', always, [
    ['a loss for each sample', (rng) => told(batch(rng, sizes(rng)), 'none')],
    ['a number for the batch', (rng) => told(batch(rng, sizes(rng))), 'M-SUM'],
  ]);

  cases('values', always, [
    ['more samples than classes', (rng) => told(batch(rng, [8, 3])), 'M-SUM'],
    ['more classes than samples', (rng) => told(batch(rng, [3, 6])), 'M-SUM'],
    ['as many samples as classes', (rng) => told(batch(rng, [5, 5])), 'M-SUM'],
    ['the mean when asked for', (rng) => told(batch(rng, sizes(rng)), 'mean'), 'M-SUM'],
    ['the sum when asked for', (rng) => told(batch(rng, sizes(rng)), 'sum')],
    ['each by itself when asked for', (rng) => told(batch(rng, [4, 4]), 'none')],
    ['negative scores only', (rng) => told(batch(rng, sizes(rng), { mean: -20 })), 'M-SUM'],
  ]);

  describe('targets', () => {
    test('a label and its one-hot row', async () => {
      for (const target of [({ labels }: Batch) => indices(labels), floatRows, boolRows]) {
        await student.check('crossEntropy', {
          args: (rng) => toldRows(batch(rng, sizes(rng)), target),
          expected,
          kills: [...always, 'M-SUM'],
        });
      }
    });
  });

  /** 1 − p can come out like the right answer where several classes are a little right. */
  const soft = always.filter((code) => code !== 'M-PROBDIFF');
  cases('targets', soft, [
    ['one-hot rows of whole numbers', (rng) => toldRows(batch(rng, sizes(rng)), oneHotRows, 'none')],
    ['one-hot rows of a square table', (rng) => toldRows(batch(rng, [4, 4]), floatRows), 'M-SUM'],
    [
      'four fifths for one class and the rest for the others',
      (rng) => toldRows(batch(rng, sizes(rng)), (from) => softRows(from, 0.8)),
      'M-SUM',
    ],
    [
      'chances of any kind',
      (rng) => toldRows(batch(rng, [3, 5]), () => torch.softmax(table(batch(rng, [3, 5]).rows), 1), 'none'),
    ],
    ['chances of two classes', (rng) => toldRows(batch(rng, [6, 2]), (from) => softRows(from, 0.7), 'sum')],
  ]);

  cases(
    'edges',
    ['M-NEG', 'M-MEANALL', 'M-LOGBASE', 'M-NLLPROB', 'M-AXIS'],
    [
      ['one sample only', (rng) => told(batch(rng, [1, 4])), 'M-PREDNOTTRUE', 'M-DOUBLESOFT'],
      ['one sample of two classes', (rng) => told(batch(rng, [1, 2]), 'none'), 'M-PROBDIFF'],
      ['two classes only', (rng) => told(batch(rng, [6, 2])), 'M-SUM', 'M-PREDNOTTRUE'],
      [
        'all scores alike',
        (rng) => {
          const [score = 0] = draw.uniform(rng, 1, -5, 5);
          const rows = Array.from({ length: 5 }, () => new Array(3).fill(score));
          return told({ rows, labels: someLabels(rng, 5, 3) });
        },
        'M-SUM',
        'M-PROBDIFF',
      ],
      ['one class is always right', (rng) => told(sameLabels(batch(rng, [5, 3]))), 'M-SUM', 'M-PREDNOTTRUE'],
      [
        'in double precision [S2-14]',
        (rng) => {
          const from = batch(rng, sizes(rng));
          return [table(from.rows).double(), oneHotRows(from).double()];
        },
        'M-SUM',
        'M-PREDNOTTRUE',
        'M-DOUBLESOFT',
      ],
    ],
  );

  describe('edges', () => {
    test('the samples in another order', async () => {
      for (const turn of [0, 1, 4]) {
        await student.check('crossEntropy', {
          args: (rng) => {
            const { rows, labels } = batch(rng, [6, 4]);
            const turned = <T>(list: readonly T[]): T[] => [...list.slice(turn), ...list.slice(0, turn)];
            return told({ rows: turned(rows), labels: turned(labels) });
          },
          expected,
          kills: [...always, 'M-SUM'],
        });
      }
    });
  });

  const far = casesOf<Told>('crossEntropy', { expected, tolerance: NEAR_A_THOUSAND });
  far(
    'stability',
    ['M-OVERFLOW'],
    [
      [
        'scores of a thousand',
        (rng) => told(hugeBatch(rng, [4, 3])),
        'M-LOGZERO',
        'M-NEG',
        'M-SUM',
        'M-PREDNOTTRUE',
      ],
      [
        'scores of a thousand against one-hot rows',
        (rng) => toldRows(hugeBatch(rng, [3, 5]), floatRows, 'none'),
        'M-LOGZERO',
        'M-NEG',
        'M-PREDNOTTRUE',
      ],
      [
        'nothing but very negative scores',
        (rng) => told(batch(rng, sizes(rng), { mean: -1000 })),
        'M-NEG',
        'M-SUM',
        'M-PREDNOTTRUE',
      ],
      [
        'certain and right',
        (rng) => told(judged(rng, sizes(rng), { right: 1000, low: -1000, high: -900 })),
        'M-LOGZERO',
        'M-DOUBLESOFT',
        'M-NLLPROB',
      ],
      [
        'certain and wrong',
        (rng) => told(judged(rng, sizes(rng), { right: -1000, low: 900, high: 1000 }), 'none'),
        'M-LOGZERO',
        'M-LOGOFSOFTMAX',
        'M-PROBDIFF',
        'M-NLLPROB',
        'M-PREDNOTTRUE',
      ],
      ['samples of unlike scale', (rng) => told(unlikeBatch(rng, 4), 'none'), 'M-GLOBALMAX'],
    ],
  );
});

describe('A04.5 accuracy', () => {
  /** `right` of the samples are judged rightly. A wrong judgement is too high by one or more: a shifted count meets none. */
  const judgements = (rng: Rng, samples: number, classes: number, right: number): [Tensor, Tensor] => {
    const pairs = Array.from({ length: samples }, (_, i) => {
      const label = draw.integer(rng, 0, i < right ? classes - 1 : classes - 2);
      return { label, predicted: i < right ? label : draw.integer(rng, label + 1, classes - 1) };
    });
    const shuffled = draw.shuffle(rng, pairs);
    const rows = shuffled.map(({ predicted }) => {
      const row = draw.uniform(rng, classes, -3, 2);
      row[predicted] = 3;
      return row;
    });
    return [table(rows), indices(shuffled.map(({ label }) => label))];
  };
  const expected = (logits: Tensor, target: Tensor): number =>
    logits.argmax(1).eq(target).double().mean().item() as number;
  const check = { expected, tolerance: SINGLE };

  const cases = casesOf<[Tensor, Tensor]>('accuracy', check);
  cases(
    'values',
    ['M-SUM', 'M-ONEHOTBASE1'],
    [
      ['few classes', (rng) => judgements(rng, 7, 3, draw.integer(rng, 2, 5)), 'M-AXIS'],
      ['many classes', (rng) => judgements(rng, 3, 6, draw.integer(rng, 1, 2)), 'M-AXIS'],
      ['as many samples as classes', (rng) => judgements(rng, 5, 5, draw.integer(rng, 2, 3))],
    ],
  );

  cases(
    'edges',
    [],
    [
      ['all right', (rng) => judgements(rng, 6, 4, 6), 'M-SUM', 'M-ONEHOTBASE1', 'M-AXIS'],
      ['all wrong', (rng) => judgements(rng, 5, 3, 0), 'M-AXIS'],
      ['one sample only', (rng) => judgements(rng, 1, 4, 1), 'M-ONEHOTBASE1'],
      [
        'ties',
        (rng) => {
          const row = () => [...draw.uniform(rng, 1, -3, 0), 2, ...draw.uniform(rng, 1, -3, 0), 2];
          return [table([row(), row(), row(), row(), row()]), indices(draw.shuffle(rng, [1, 1, 3, 0, 3]))];
        },
        'M-SUM',
        'M-AXIS',
        'M-ONEHOTBASE1',
      ],
    ],
  );
});

describe('A04.6 crossEntropyBits', () => {
  const told = (from: Batch, target = ({ labels }: Batch): Tensor => indices(labels)): [Tensor, Tensor] => [
    table(from.rows),
    target(from),
  ];
  const expected = (logits: Tensor, target: Tensor): Tensor => F.crossEntropy(logits, target).div(Math.LN2);

  const cases = casesOf<[Tensor, Tensor]>('crossEntropyBits', { expected });
  cases(
    'values',
    ['M-LOGBASE', 'M-NEG'],
    [
      ['ordinary scores', (rng) => told(batch(rng, sizes(rng)))],
      ['as many samples as classes', (rng) => told(batch(rng, [4, 4]))],
      ['one-hot rows', (rng) => told(batch(rng, sizes(rng)), floatRows)],
      [
        'all scores alike',
        (rng) => told({ rows: [new Array(5).fill(1), new Array(5).fill(-2)], labels: someLabels(rng, 2, 5) }),
      ],
    ],
  );

  const far = casesOf<[Tensor, Tensor]>('crossEntropyBits', { expected, tolerance: NEAR_A_THOUSAND });
  far(
    'stability',
    ['M-NEG', 'M-LOGBASE', 'M-OVERFLOW'],
    [
      ['scores of a thousand', (rng) => told(hugeBatch(rng, [4, 3]))],
      ['certain and wrong', (rng) => told(judged(rng, sizes(rng), { right: -1000, low: 900, high: 1000 }))],
    ],
  );
});

describe('A04.7 chanceLoss', () => {
  const check = { expected: (classes: number): number => Math.log(classes), tolerance: SINGLE };
  const all = ['M-LOGBASE', 'M-NEG', 'M-PROBDIFF'];
  const cases = casesOf<[number]>('chanceLoss', check);
  cases('values', all, [
    ['a few classes', (rng) => [draw.integer(rng, 3, 9)]],
    ['many classes', (rng) => [draw.integer(rng, 50, 500)]],
  ]);
  cases(
    'edges',
    [],
    [
      ['nothing to choose from', () => [1]],
      ['as many classes as words', (rng) => [draw.integer(rng, 20_000, 60_000)], ...all],
    ],
  );
});

describe('A04.8 predictions', () => {
  const answers = {
    sure: { perfect: 'zero', confidentlyWrong: 'moreThanLnC' },
    unsure: { knowNothing: 'lnC' },
  } as const;
  for (const [group, items] of Object.entries(answers)) {
    describe(group, () => {
      for (const [item, expected] of Object.entries(items)) {
        test(item, () =>
          student.checkExport('predictions', {
            expected,
            pick: (answer) => (answer as Readonly<Record<string, string>> | null | undefined)?.[item],
          }),
        );
      }
    });
  }
});
