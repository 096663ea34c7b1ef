import { RuntimeError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { sameSizes, shapeText } from '../core/shape.ts';
import { convert } from '../ops/to.ts';
import { onesLike } from '../tensor/creation.ts';
import { Tensor } from '../tensor/tensor.ts';
import { type Root, type WalkOptions, walk } from './walk.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The derivatives of this tensor by every leaf that it was computed from and that requires a gradient, added
     * to their `.grad`. A tensor of more than one element needs `gradient`, the derivative of the loss by it.
     *
     * ```ts
     * const x = torch.tensor([1, 2, 3], { dtype: torch.float32, requiresGrad: true });
     * x.square().sum().backward();
     * x.grad; // → tensor([2., 4., 6.])
     * ```
     *
     * @throws RuntimeError where nothing requires a gradient, the shape of `gradient` is another one, the graph
     * has been used up by an earlier backward, or a value it needs was changed in place.
     */
    backward(gradient?: Tensor | null | BackwardOptions, options?: BackwardOptions): void;
  }
}

export interface BackwardOptions {
  /** The derivative of the loss by this tensor. */
  readonly gradient?: Tensor | null;
  /** Keep the graph for another backward. */
  readonly retainGraph?: boolean;
  /** Record the gradients' own graph, for second derivatives; it implies `retainGraph`. */
  readonly createGraph?: boolean;
}

/** What a walk does unless asked for more: it uses the graph up, and leaves none of its own. */
const onceAndFinal: WalkOptions = { retainGraph: false, createGraph: false };

const known = ['gradient', 'retainGraph', 'createGraph'];

const noOptions: BackwardOptions = {};

Tensor.prototype.backward = function (first, second = noOptions) {
  if (first === undefined && second === noOptions) {
    walk([rootOf('backward', this, null, 0)], onceAndFinal);
    return;
  }
  const options =
    first instanceof Tensor || first === null ? { gradient: first, ...second } : { ...first, ...second };
  checkOptions('backward', options, known);
  const { gradient = null, createGraph = false, retainGraph = createGraph } = options;
  walk([rootOf('backward', this, gradient, 0)], { retainGraph, createGraph });
};

/** Where a walk begins for output number `index`; a scalar's own gradient is 1. */
export function rootOf(who: string, y: Tensor, gradient: Tensor | null, index: number): Root {
  const node = y.gradTarget();
  if (node === null) {
    throw new RuntimeError({
      who,
      seen: `element ${index} of tensors does not require grad and does not have a grad_fn`,
      hint: 'was it computed inside noGrad, from detach(), or through item()? A leaf needs { requiresGrad: true }',
    });
  }
  if (gradient === null) {
    if (y.numel() !== 1) {
      throw new RuntimeError({
        who,
        seen: `a tensor of shape ${shapeText(y.sizes)}: grad can be implicitly created only for scalar outputs`,
        hint: 'reduce to one number first, with mean() or sum(), or pass the gradient',
      });
    }
    return { node, slot: y.slot, grad: onesLike(y) };
  }
  if (!sameSizes(gradient.sizes, y.sizes)) {
    throw new RuntimeError({
      who,
      seen: `Mismatch in shape: grad_output[${index}] has a shape of ${shapeText(gradient.sizes)} and output[${index}] has a shape of ${shapeText(y.sizes)}`,
      expected: 'a gradient for every element',
    });
  }
  return { node, slot: y.slot, grad: gradient.dtype === y.dtype ? gradient : convert(gradient, y.dtype) };
}
