import { getOwnPropertyDescriptor } from './primordials.ts';
import type { Forbids } from './types.ts';

function isObject(value: unknown): value is object {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

/** Where the runtime keeps what a student can name. */
const NAMESPACES: readonly (readonly string[])[] = [
  ['torch'],
  ['torch', 'linalg'],
  ['torch', 'autograd'],
  ['F'],
  ['nn'],
  ['nn', 'init'],
  ['nn', 'utils'],
  ['optim'],
  ['optim', 'lrScheduler'],
  ['data'],
  ['np'],
  ['sk'],
];

function memberOf(owner: unknown, name: string): unknown {
  return isObject(owner) ? Reflect.get(owner, name) : undefined;
}

/**
 * Makes each name throw wherever the staged runtime offers it: in every namespace and as a tensor's method, with its in-place form (`softmax_`). Throws when a name cannot be replaced: a guard that does not guard
 * would be worse than none.
 */
export function forbid(runtime: object, { names, because }: Forbids): void {
  const Tensor: unknown = Reflect.get(runtime, 'Tensor');
  const owners = [
    ...NAMESPACES.map((path) => path.reduce<unknown>(memberOf, runtime)),
    isObject(Tensor) ? Reflect.get(Tensor, 'prototype') : undefined,
  ].filter(isObject);
  // A function, not an arrow: `new nn.Softmax()` must get the same answer as a call.
  const refuse = function refuse(): never {
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
