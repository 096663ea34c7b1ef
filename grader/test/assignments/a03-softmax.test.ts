import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Tensor, torch } from '#torch';
import * as reference from '../../../solutions/a03-softmax/softmax.ts';
import { ROOT } from './kit-root.ts';
import { failuresOn, suiteTests } from './suite-in-process.ts';

const floats = (numbers: number[]): Tensor => torch.tensor(numbers, { dtype: torch.float32 });

describe('the reference shows what the handout says', () => {
  test('the naive softmax overflows to nan where the stable one does not', () => {
    const big = floats([50, 100, 150]);
    expect(reference.softmaxNaive(big).tolist()).toEqual([0, Number.NaN, Number.NaN]);
    expect(String(reference.softmaxStable(big))).toBe('tensor([3.7835e-44, 1.9287e-22, 1.0000e+00])');
  });

  test('the predictions are what happens', () => {
    const x = floats([1, 2, 3]);
    const changed: Record<reference.Shift, Tensor> = {
      plus1: x.add(1),
      minus100: x.sub(100),
      minusMax: x.sub(x.max()),
      half: x.mul(0.5),
      triple: x.mul(3),
    };
    const top = (scores: Tensor) => Number(reference.softmaxStable(scores).max().item().toFixed(6));
    const seen = Object.entries(changed).map(([shift, scores]) => {
      const change = Math.sign(top(scores) - top(x));
      return [shift, change === 0 ? 'same' : change > 0 ? 'sharper' : 'flatter'];
    });
    expect(Object.fromEntries(seen)).toEqual(reference.shiftPredictions);
  });
});

/** Right by another road: softmax through its logarithm, the maximum with its index, single precision for logitsFor. */
const otherRoad = {
  ...reference,
  softmaxStable: (x: Tensor) => reference.logSoftmax(x, 0).exp(),
  softmaxDim: (x: Tensor, dim: number) => x.sub(reference.logsumexp(x, dim, true)).exp(),
  logSoftmax: (x: Tensor, dim: number) => x.sub(reference.logsumexp(x, dim, true)),
  predictClass: (p: Tensor) => p.max(-1).indices,
  logitsFor: (p: number[]) => floats(p).log().add(3).tolist(),
};

/** Answers that know nothing of the input. */
const unthinking = {
  'the number 0': () => 0,
  zeros: (x: Tensor) => torch.zerosLike(x),
  ones: (x: Tensor) => torch.onesLike(x),
  halves: (x: Tensor) => torch.fullLike(x, 0.5),
  'its input': (x: unknown) => x,
};

test('the bank holds every wrong answer that the curriculum names for A03', () => {
  const files = readdirSync(join(ROOT, 'solutions', 'a03-softmax', 'mistakes'));
  const codes = files.map(
    (file) => require(join(ROOT, 'solutions', 'a03-softmax', 'mistakes', file)).mistake.code,
  );
  expect([...new Set(codes)].sort()).toEqual([
    'M-AXIS',
    'M-DIVMAX',
    'M-FIXEDDIM',
    'M-GLOBALMAX',
    'M-KEEPDIM',
    'M-LOGOFSOFTMAX',
    'M-MUTATE',
    'M-NOEXP',
    'M-OVERFLOW',
    'M-SCALAR',
    'M-SIGEACH',
  ]);
});

describe('the suites are fair', () => {
  const tests = suiteTests('a03-softmax');

  test.each([11, 12, 13, 14, 15])('a right answer by another road passes (seed %d)', async (seed) => {
    const { failed } = await failuresOn('a03-softmax', tests, otherRoad, seed);
    expect([...failed]).toEqual([]);
  });

  test.each(Object.entries(unthinking))(
    'a submission that always returns %s passes nothing',
    async (_, answer) => {
      const names = Object.keys(reference).filter((name) => name !== 'shiftPredictions');
      const submission = Object.fromEntries(names.map((name) => [name, answer]));
      const { failed } = await failuresOn('a03-softmax', tests, { ...submission, shiftPredictions: {} }, 1);
      expect(tests.filter(({ id }) => !failed.has(id)).map(({ id }) => id)).toEqual([]);
    },
  );

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'same'],
    ['one word for all', { plus1: 'same', minus100: 'same', minusMax: 'same', half: 'same', triple: 'same' }],
  ])(
    'shiftPredictions given as %s fails as a wrong answer, not as an error of the suite',
    async (_, given) => {
      const items = tests.filter(({ titles }) => titles[0] === 'A03.8 shiftPredictions');
      const { failed } = await failuresOn('a03-softmax', items, { shiftPredictions: given }, 1);
      for (const error of failed.values()) expect(error.name).toBe('CaseFailure');
      expect([...failed.keys()]).toEqual(expect.arrayContaining(items.slice(-2).map(({ id }) => id)));
    },
  );

  test('about a third of the points can be seen', () => {
    const manifest = require('../../../assignments/a03-softmax/manifest.json') as {
      tasks: { id: string; groups: { id: string; points: number }[] }[];
    };
    let visible = 0;
    for (const { id, groups } of manifest.tasks) {
      for (const group of groups) {
        const cases = tests.filter(({ titles }) => titles[0]?.startsWith(`${id} `) && titles[1] === group.id);
        visible += (group.points * cases.filter((c) => c.visibility === 'visible').length) / cases.length;
      }
    }
    expect(visible).toBeGreaterThan(25);
    expect(visible).toBeLessThan(40);
  });
});
