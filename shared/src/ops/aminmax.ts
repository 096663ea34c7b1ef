import { recordAll } from '../tensor/graph.ts';
import { type Named, namedTuple } from '../tensor/named-tuple.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { amax } from './amax.ts';
import { amin } from './amin.ts';
import { eq } from './eq.ts';
import { bind } from './families/bound-arguments.ts';
import { sharedAmong } from './families/extreme.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { kept, lanesOf } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The smallest and the largest element at once, of all or along `dim`, as `min` and `max`.
     *
     * ```ts
     * const { min, max } = torch.tensor([3, 1, 2]).aminmax();
     * max.sub(min); // → tensor(2)
     * ```
     *
     * @throws IndexError where there are no elements.
     */
    aminmax(options?: { readonly dim?: number | null; readonly keepdim?: boolean }): Named<'min' | 'max'>;
  }
}

export function aminmax(x: Tensor, ...args: Parameters<Tensor['aminmax']>): Named<'min' | 'max'> {
  const who = 'aminmax';
  requireTensor(who, x);
  const given = bind(who, args, ['dim', 'keepdim']);
  const options = { dim: given.whole('dim', null), keepdim: given.flag('keepdim', false) };
  const lanes = lanesOf(who, x, options);
  const plain = x.detach();
  const results = [amin(plain, options), amax(plain, options)] as const;
  recordAll(results, 'AminmaxBackward0', [x], (_, node, grads) => {
    const parts = grads.map(
      (grad, i) => grad && sharedAmong(eq(node.x, kept(node.result(i), lanes)), grad, lanes),
    );
    const [a = null, b = null] = parts;
    return [a && b ? add(a, b) : (a ?? b)];
  });
  return namedTuple(who, { min: results[0], max: results[1] });
}

method('aminmax', aminmax);
