import { RuntimeError } from '../core/errors.ts';
import { normalizeDims } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { reordered } from './permute.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A view with some dimensions moved to other places; the rest keep their order.
     *
     * ```ts
     * torch.zeros(2, 3, 4).movedim(0, -1).shape; // → torch.Size([3, 4, 2])
     * ```
     */
    movedim(
      source: number | readonly number[] | MovedimArguments,
      destination?: number | readonly number[] | Pick<MovedimArguments, 'destination'>,
    ): Tensor;
    /** `movedim`, by NumPy's name. */
    moveaxis(
      source: number | readonly number[] | MovedimArguments,
      destination?: number | readonly number[] | Pick<MovedimArguments, 'destination'>,
    ): Tensor;
  }
}

export interface MovedimArguments {
  readonly source: number | readonly number[];
  readonly destination: number | readonly number[];
}

export function movedim(
  x: Tensor,
  source: number | readonly number[] | MovedimArguments,
  destination?: number | readonly number[] | Pick<MovedimArguments, 'destination'>,
): Tensor {
  const who = 'movedim';
  requireTensor(who, x);
  const names = ['source', 'destination'] as const;
  const given = named<MovedimArguments>(who, names, 2, [source, destination]);
  const from = normalizeDims(who, [given.source].flat(), x.ndim);
  const to = normalizeDims(who, [given.destination].flat(), x.ndim);
  if (from.length !== to.length) {
    throw new RuntimeError({
      who,
      seen: `source has ${from.length} dims, destination has ${to.length} dims`,
      expected: 'as many of one as of the other',
    });
  }
  const rest = x.sizes.map((_, at) => at).filter((at) => !from.includes(at));
  const order = x.sizes.map((_, at) => {
    const moved = to.indexOf(at);
    return moved >= 0 ? (from[moved] as number) : (rest.shift() as number);
  });
  return reordered('PermuteBackward0', x, order);
}

export const moveaxis = movedim;

method('movedim', movedim);
method('moveaxis', movedim);
