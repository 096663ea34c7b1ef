import { ArgumentError, describe } from '../../core/errors.ts';
import type { Module } from '../module.ts';
import { ModuleSequence } from './module-sequence.ts';

/**
 * Modules in a list, which has no `forward` of its own: PyTorch's `nn.ModuleList`. In a plain array they would
 * not be among the model's children.
 *
 * ```ts
 * const layers = new nn.ModuleList([new nn.Linear(2, 3), new nn.ReLU()]);
 * layers.append(new nn.Linear(3, 1)).length; // → 3
 * [...layers][1]; // → ReLU()
 * ```
 *
 * @throws TypeError for what is no module.
 */
export class ModuleList extends ModuleSequence {
  constructor(modules: Iterable<Module> = []) {
    super();
    if (typeof modules !== 'object' || modules === null || !(Symbol.iterator in modules)) {
      throw new ArgumentError({
        who: 'ModuleList',
        seen: describe(modules),
        expected: 'an array of modules',
        hint: 'new nn.ModuleList([new nn.Linear(2, 3), …])',
      });
    }
    this.extend(modules);
  }
}
