import { bool } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { cat } from './cat.ts';
import { clone } from './clone.ts';
import { bind } from './families/bound-arguments.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { sliced } from './narrow.ts';
import { ne } from './ne.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The differences x[i + 1] − x[i] along `dim`, the last one unless said, taken `n` times, once unless said. Of
     * bools it says where they change.
     *
     * ```ts
     * torch.tensor([1, 4, 9]).diff(); // → tensor([3, 5])
     * ```
     *
     * @throws RuntimeError for a 0-d tensor.
     */
    diff(n?: number | DiffOptions, dim?: number | DiffOptions): Tensor;
  }
}

export interface DiffOptions {
  readonly n?: number;
  readonly dim?: number;
  /** Stands before the elements. */
  readonly prepend?: Tensor;
  /** Stands behind the elements. */
  readonly append?: Tensor;
}

export function diff(x: Tensor, ...args: Parameters<Tensor['diff']>): Tensor {
  const who = 'diff';
  requireTensor(who, x);
  const given = bind(who, args, ['n', 'dim', 'prepend', 'append']);
  const times = given.whole('n', 1);
  if (x.ndim === 0 || times < 0) {
    throw new RuntimeError({
      who,
      seen: x.ndim === 0 ? 'a 0-d tensor' : `order n is ${times}`,
      expected: 'diff expects input to be at least one-dimensional, and n not to be negative',
    });
  }
  const dim = normalizeDim(who, given.whole('dim', -1), x.ndim);
  const parts = [given.tensor('prepend'), x, given.tensor('append')].filter((part) => part !== null);
  let y = parts.length === 1 ? x : cat(parts, dim);
  if (times === 0) return clone(y);
  for (let i = Math.min(times, y.sizes[dim] as number); i > 0; i--) {
    const count = (y.sizes[dim] as number) - 1;
    const [behind, before] = [sliced(y, dim, 1, count), sliced(y, dim, 0, count)];
    y = y.dtype === bool ? ne(behind, before) : sub(behind, before);
  }
  return y;
}

method('diff', diff);
