import { RuntimeError } from '../core/errors.ts';
import { named } from '../tensor/arguments.ts';
import { roomFor } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { wholeNumber } from './families/whole-numbers.ts';
import { slicesAt } from './index-select.ts';
import { stack } from './stack.ts';

export interface CombinationsOptions {
  /** How many elements a combination has: 2 unless said. */
  readonly r?: number;
  /** Whether an element may stand in a combination several times. */
  readonly withReplacement?: boolean;
}

/**
 * Every choice of `r` elements of a vector, in order of their places, as rows: `torch.combinations`.
 *
 * ```ts
 * torch.combinations(torch.tensor([1, 2, 3])); // → tensor([[1, 2],\n        [1, 3],\n        [2, 3]])
 * ```
 */
export function combinations(
  x: Tensor,
  r?: number | CombinationsOptions,
  withReplacement?: boolean | CombinationsOptions,
): Tensor {
  const who = 'combinations';
  requireTensor(who, x);
  const names = ['r', 'withReplacement'] as const;
  const given = named<CombinationsOptions>(who, names, 0, [r, withReplacement]);
  const length = wholeNumber(who, 'r', given.r ?? 2);
  if (x.ndim !== 1 || length < 0) {
    throw new RuntimeError({
      who,
      seen: `a tensor of ${x.ndim} dimensions and r = ${length}`,
      expected: 'Expect a 1D vector and a non-negative number',
    });
  }
  if (length === 0) return slicesAt(x, 0, new Int32Array(0));
  roomFor(who, length, x.dtype);
  const again = given.withReplacement === true ? 0 : 1;
  let places: readonly (readonly number[])[] = [[]];
  for (let k = 0; k < length && places.length > 0; k++) {
    places = places.flatMap((chosen) => {
      const last = chosen.at(-1);
      const from = last === undefined ? 0 : last + again;
      return Array.from({ length: Math.max(0, x.numel() - from) }, (_, i) => [...chosen, from + i]);
    });
  }
  const columns = Array.from({ length }, (_, k) =>
    slicesAt(
      x,
      0,
      Int32Array.from(places, (chosen) => chosen[k] as number),
    ),
  );
  return stack(columns, 1);
}
