import { moved, zerosLike } from '../tensor/creation.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { copyOf } from './families/computed.ts';
import { assign } from './families/in-place.ts';
import { method } from './families/methods.ts';
import { sumTo } from './families/sum-to.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Writes the elements of `source`, stretched to this shape and converted to this dtype, over this tensor. */
    copy_(source: Tensor): this;
  }
}

/** `source` in the shape and dtype of `x`, as what `x` becomes when it is written over. */
export function copied(who: string, x: Tensor, source: Tensor): Tensor {
  const y = moved(copyOf(expand(who, source, x.sizes), x.dtype), x.device);
  return record(y, 'CopyBackwards', [x, source], (grad, node) => [
    node.needs(0) ? zerosLike(grad) : null,
    node.needs(1) ? sumTo(grad, node.outline(1)) : null,
  ]);
}

method('copy_', (x: Tensor, source: Tensor) => assign('copy_', x, copied('copy_', x, source)));
