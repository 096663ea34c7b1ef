import { RuntimeError } from '../core/errors.ts';
import type { GradHook } from '../tensor/graph.ts';
import { Tensor } from '../tensor/tensor.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Calls `hook` with the gradient of this tensor in every backward; a tensor that it returns takes its place.
     *
     * ```ts
     * const x = torch.tensor([1.5], { requiresGrad: true });
     * x.registerHook((grad) => grad.mul(10));
     * x.mul(2).sum().backward();
     * x.grad; // → tensor([20.])
     * ```
     *
     * @throws RuntimeError for a tensor that requires no gradient.
     */
    registerHook(hook: GradHook['run']): HookHandle;
    /** Keeps the gradient of a tensor that is no leaf in its `.grad`. @throws RuntimeError where it requires none. */
    retainGrad(): void;
  }
}

/** What takes a hook away again. */
export interface HookHandle {
  remove(): void;
}

function hookOn(who: string, x: Tensor, run: GradHook['run']): HookHandle {
  const node = x.gradTarget();
  if (node === null) {
    throw new RuntimeError({
      who,
      seen: "a tensor that doesn't require gradient",
      hint: 'make it with { requiresGrad: true }',
    });
  }
  const hook: GradHook = { slot: x.slot, run };
  node.hooks = [...(node.hooks ?? []), hook];
  return {
    remove() {
      node.hooks = node.hooks?.filter((other) => other !== hook);
    },
  };
}

Tensor.prototype.registerHook = function (hook) {
  return hookOn('registerHook', this, hook);
};

Tensor.prototype.retainGrad = function () {
  if (this.isLeaf && this.requiresGrad) return;
  hookOn('retainGrad', this, (grad) => {
    this.grad = grad;
  });
};
