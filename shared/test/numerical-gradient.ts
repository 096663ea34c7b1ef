import { type Tensor, torch } from '#torch';

/**
 * The gradient of Σ f(x) by central differences, in float64: (f(x + h) − f(x − h)) / 2h for each element of `x`,
 * summed over the elements of f. With h = 1e-5 the error is about 1e-9 where f is smooth; where `x` stands within
 * h of a kink the result means nothing.
 *
 * For a weighted sum let `f` multiply by the weights. `x` itself is left alone.
 */
export function numericalGradient(f: (x: Tensor) => Tensor, x: Tensor): Tensor {
  const h = 1e-5;
  const base = Float64Array.from(x.toTypedArray(), Number);
  const slopes = base.map((value, i) => {
    const at = (moved: number): number => {
      const point = base.slice();
      point[i] = moved;
      return torch.noGrad(() => total(f(torch.tensor(point).reshape(x.shape))));
    };
    // The step as it was really taken: value ± h is rounded.
    return (at(value + h) - at(value - h)) / (value + h - (value - h));
  });
  return torch.tensor(slopes).reshape(x.shape);
}

/** Summed in JavaScript, so that the result owes nothing to the reductions of the runtime. */
function total(y: Tensor): number {
  let sum = 0;
  for (const value of y.toTypedArray()) sum += Number(value);
  return sum;
}
