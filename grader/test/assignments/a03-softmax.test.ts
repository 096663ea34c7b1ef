import { describe, expect, test } from '@jest/globals';
import { type Tensor, torch } from '#torch';
import * as reference from '../../../solutions/a03-softmax/softmax.ts';
import { always, codesOf, testFairness } from './fair-suites.ts';
import { failuresOn, suiteTests } from './suite-in-process.ts';

const SLUG = 'a03-softmax';

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
  expect(codesOf(SLUG)).toEqual([
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

testFairness(SLUG, {
  right: { otherRoad },
  seeds: [11, 12, 13, 14, 15],
  thoughtless: always(reference, unthinking, { shiftPredictions: {} }),
});

describe('the predictions of a submission', () => {
  const tests = suiteTests(SLUG);

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'same'],
    ['one word for all', { plus1: 'same', minus100: 'same', minusMax: 'same', half: 'same', triple: 'same' }],
  ])(
    'shiftPredictions given as %s fails as a wrong answer, not as an error of the suite',
    async (_, given) => {
      const items = tests.filter(({ titles }) => titles[0] === 'A03.8 shiftPredictions');
      const { failed } = await failuresOn(SLUG, items, { shiftPredictions: given }, 1);
      for (const error of failed.values()) expect(error.name).toBe('CaseFailure');
      expect([...failed.keys()]).toEqual(expect.arrayContaining(items.slice(-2).map(({ id }) => id)));
    },
  );
});
