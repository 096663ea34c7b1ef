import type { Tensor } from '../../tensor/tensor.ts';
import type { Module } from '../module.ts';
import { ownChildren } from '../module-members.ts';
import { ModuleSequence } from './module-sequence.ts';

/**
 * Modules one after the other, each called with what the one before gave: PyTorch's `nn.Sequential`.
 *
 * - Args: the modules, or a record of them by name.
 * - Shape: what the first takes → what the last gives.
 *
 * ```ts
 * const model = new nn.Sequential(new nn.Linear(2, 4), new nn.ReLU(), new nn.Linear(4, 1));
 * model.at(-1); // → Linear(in_features=4, out_features=1, bias=True)
 * model.length; // → 3
 * model.call(torch.ones(5, 2)).shape; // → torch.Size([5, 1])
 * new nn.Sequential({ act: new nn.ReLU() }); // → Sequential(\n  (act): ReLU()\n)
 * ```
 *
 * @throws TypeError for what is no module.
 */
export class Sequential extends ModuleSequence {
  constructor(...modules: readonly Module[] | readonly [named: Readonly<Record<string, Module>>]) {
    super();
    const [first] = modules;
    const named =
      modules.length === 1 && isRecord(first)
        ? Object.entries(first)
        : modules.map((module, i) => [String(i), module] as const);
    for (const [name, module] of named) this.addModule(name, module as Module);
  }

  override forward(x: Tensor): Tensor {
    let y = x;
    for (const child of ownChildren(this)) y = child[1].call(y);
    return y;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, Module>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
