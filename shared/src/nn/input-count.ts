import { ArgumentError } from '../core/errors.ts';
import type { Module } from './module.ts';

/** Whether a function may take more inputs than it must: looked up once for each. */
const mayTakeMore = new WeakMap<Module['forward'], boolean>();

/**
 * @throws TypeError, as Python does, for more inputs than `forward` takes: JavaScript would drop the others without a
 * word. (Fewer may be right: TypeScript's optional parameters leave no trace.)
 */
export function requireInputs(module: Module, given: number): void {
  const { forward } = module;
  const takes = forward.length;
  if (given <= takes || isOpen(forward)) return;
  throw new ArgumentError({
    who: `${module.constructor.name}.forward`,
    // Python counts the module itself.
    seen: `takes ${takes + 1} positional arguments (with the module itself) but ${given + 1} were given`,
    expected: `${takes} input${takes === 1 ? '' : 's'}`,
  });
}

/** A default, a rest or `arguments`: what `length` does not count. */
function isOpen(forward: Module['forward']): boolean {
  let open = mayTakeMore.get(forward);
  if (open === undefined) {
    const source = String(forward);
    const [, parameters = ''] = /^[^(]*\(([^)]*)/.exec(source) ?? [];
    open = /=|\.\.\./.test(parameters) || /\barguments\b/.test(source);
    mayTakeMore.set(forward, open);
  }
  return open;
}
