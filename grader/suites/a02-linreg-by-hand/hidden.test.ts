import { describe, test } from '@jest/globals';
import { type Checked, draw, type Rng, returns, submission, type Tolerance } from '#grader/authoring';
import { F, np, sk, type Tensor, torch } from '#torch';

const student = submission('a02-linreg-by-hand');

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

const count = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

const tensorOf = (numbers: readonly number[], shape: readonly number[]): Tensor =>
  torch.tensor([...numbers], { dtype: torch.float32 }).reshape([...shape]);

/** Numbers of either sign, none near 0, where a wrong factor or sign would hardly show. */
function floats(rng: Rng, shape: readonly number[]): Tensor {
  const numbers = draw.uniform(rng, count(shape), 0.5, 3).map((x) => (rng() < 0.4 ? -x : x));
  return tensorOf(numbers, shape);
}

/** Numbers of either sign that are whole: sums and products of them are exact. */
function wholes(rng: Rng, shape: readonly number[]): Tensor {
  const numbers = Array.from({ length: count(shape) }, () => draw.integer(rng, 1, 5) * (rng() < 0.4 ? -1 : 1));
  return tensorOf(numbers, shape);
}

const double = <A extends readonly Tensor[]>(tensors: A): A => tensors.map((x) => x.double()) as unknown as A;
