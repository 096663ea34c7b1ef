import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';
import * as reference from '../../../solutions/a04-cross-entropy/cross-entropy.ts';
import { always, codesOf, testFairness } from './fair-suites.ts';
import { ROOT } from './kit-root.ts';
import { failuresOn, suiteTests } from './suite-in-process.ts';

const SLUG = 'a04-cross-entropy';

test('the predictions are what happens', () => {
  const label = torch.tensor([0]);
  const loss = (scores: number[]) =>
    reference.crossEntropy(torch.tensor([scores], { dtype: torch.float32 }), label).item() as number;
  const losses: Record<reference.Answer, number> = {
    perfect: loss([30, 0, 0]),
    knowNothing: loss([0, 0, 0]),
    confidentlyWrong: loss([0, 30, 0]),
  };
  const chance = reference.chanceLoss(3);
  const size = (value: number): reference.LossSize => {
    if (Math.abs(value - chance) < 1e-6) return 'lnC';
    return value > chance ? 'moreThanLnC' : 'zero';
  };
  const seen = Object.entries(losses).map(([answer, value]) => [answer, size(value)]);
  expect(losses.perfect).toBeCloseTo(0);
  expect(Object.fromEntries(seen)).toEqual(reference.predictions);
});

type Reduced = (losses: Tensor, reduction: reference.Reduction | undefined) => Tensor;

const reduced: Reduced = (losses, reduction = 'mean') => {
  if (reduction === 'none') return losses;
  return reduction === 'sum' ? losses.sum() : losses.sum().div(losses.numel());
};

/** log softmax as x − logsumexp(x), which rounds otherwise than the reference. */
function logProbabilities(x: Tensor): Tensor {
  const top = x.max(1, true).values;
  return x.sub(x.sub(top).exp().sum(1, { keepdim: true }).log().add(top));
}

/** Right by other roads: rows of an identity matrix, loops over samples, x·ln x with its own limit, plain numbers. */
const otherRoads = {
  ...reference,
  oneHot: (labels: Tensor, classes: number) => torch.eye(classes, { dtype: torch.int64 }).at(labels),
  nll: (log: Tensor, target: Tensor, reduction?: reference.Reduction) => {
    const picked = (target.tolist() as number[]).map((label, i) => log.at(i, label));
    return reduced(torch.stack(picked).neg(), reduction);
  },
  crossEntropyFromProbs: (probs: Tensor, onehot: Tensor) =>
    torch.xlogy(onehot.to(probs.dtype), probs).sum().neg().div(probs.size(0)),
  crossEntropy: (logits: Tensor, target: Tensor, reduction?: reference.Reduction) => {
    const log = logProbabilities(logits);
    if (target.ndim === 2) return reduced(log.mul(target).sum(1).neg(), reduction);
    return reduced(log.gather(1, target.unsqueeze(1)).squeeze(1).neg(), reduction);
  },
  accuracy: (logits: Tensor, target: Tensor) => {
    const labels = logits.max(1).indices.tolist() as number[];
    const right = target.tolist() as number[];
    return labels.filter((label, i) => label === right[i]).length / labels.length;
  },
  crossEntropyBits: (logits: Tensor, target: Tensor) =>
    otherRoads.crossEntropy(logits.double(), target).mul(Math.LOG2E).to(logits.dtype) as Tensor,
  chanceLoss: (classes: number) => torch.tensor(classes, { dtype: torch.float32 }).log().item(),
};

/** Answers that know nothing of the input. */
const unthinking = {
  'the number 0': () => 0,
  'a tensor of one 0': () => torch.tensor(0, { dtype: torch.float32 }),
  zeros: (x: unknown) => (torch.isTensor(x) ? torch.zerosLike(x) : 0),
  'its input': (x: unknown) => x,
};

test('the bank holds every wrong answer that the curriculum names for A04, and two of its neighbours', () => {
  expect(codesOf(SLUG)).toEqual([
    'M-AXIS',
    'M-DOUBLESOFT',
    'M-GLOBALMAX',
    'M-LOGBASE',
    'M-LOGOFSOFTMAX',
    'M-LOGZERO',
    'M-MEANALL',
    'M-NEG',
    'M-NLLPROB',
    'M-ONEHOTBASE1',
    'M-ONEHOTWIDTH',
    'M-OVERFLOW',
    'M-PREDNOTTRUE',
    'M-PROBDIFF',
    'M-SUM',
  ]);
});

testFairness(SLUG, {
  right: { otherRoads },
  seeds: [11, 12, 13, 14, 15],
  thoughtless: always(reference, unthinking, { predictions: {} }),
  luck: ['all wrong', 'nothing to choose from', 'right and certain', 'certain and right'],
});

test('a small constant added to the probabilities does not pass for the convention 0·ln 0 = 0', async () => {
  const padded = (probs: Tensor, onehot: Tensor) =>
    probs.add(1e-4).log().mul(onehot.to(probs.dtype)).sum(1).mean().neg();
  const { failed } = await failuresOn(
    SLUG,
    suiteTests(SLUG),
    { ...reference, crossEntropyFromProbs: padded },
    1,
  );
  expect([...failed.keys()].every((id) => id.startsWith('A04.3'))).toBe(true);
  expect(failed.size).toBeGreaterThan(0);
});

test('the fingerprints of the wrong answers are those that the handout lists', () => {
  const scores = torch.tensor([[0.1, 6, -2, 3.2]], { dtype: torch.float64 });
  const wrong = (file: string): number => {
    const module = require(join(ROOT, 'solutions', SLUG, 'mistakes', file)) as typeof reference;
    return module.crossEntropy(scores, torch.tensor([2])).item() as number;
  };
  expect(F.crossEntropy(scores, torch.tensor([2])).item()).toBeCloseTo(8.0619, 4);
  expect(wrong('m-meanall-cross-entropy.ts')).toBeCloseTo(2.0155, 4);
  expect(wrong('m-logbase-cross-entropy.ts')).toBeCloseTo(11.6309, 4);
  expect(wrong('m-doublesoft-cross-entropy.ts')).toBeCloseTo(1.7263, 4);
  expect(wrong('m-probdiff-cross-entropy.ts')).toBeCloseTo(0.99968, 5);
  expect(wrong('m-prednottrue-cross-entropy.ts')).toBeCloseTo(0.0619, 4);
  expect(wrong('m-axis-cross-entropy.ts')).toBeCloseTo(0, 12);
});
