import { getOwnPropertyDescriptor } from './primordials.ts';
import type { Forbids } from './types.ts';

function isObject(value: unknown): value is object {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

/**
 * Makes each name throw wherever the staged runtime offers it: on `torch`, `F`, `nn` and as a tensor's method,
 * with its in-place form (`softmax_`). Throws when a name cannot be replaced: a guard that does not guard
 * would be worse than none.
 */
export function forbid(runtime: object, { names, because }: Forbids): void {
  const Tensor: unknown = Reflect.get(runtime, 'Tensor');
  const owners = [
    Reflect.get(runtime, 'torch'),
    Reflect.get(runtime, 'F'),
    Reflect.get(runtime, 'nn'),
    isObject(Tensor) ? Reflect.get(Tensor, 'prototype') : undefined,
  ].filter(isObject);
  const refuse = () => {
    const error = new Error(`Forbidden: ${because}`);
    error.name = 'Forbidden';
    throw error;
  };
  for (const name of names.flatMap((plain) => [plain, `${plain}_`])) {
    for (const owner of owners) {
      const property = getOwnPropertyDescriptor(owner, name);
      if (!property) continue;
      // A getter (`x.T`) is used without a call, so reading it has to throw.
      const guard = property.get ? { get: refuse } : { value: refuse, writable: false };
      if (!Reflect.defineProperty(owner, name, { ...guard, configurable: false })) {
        throw new TypeError(`the runtime's ${name} cannot be forbidden: its property is fixed`);
      }
    }
  }
}
