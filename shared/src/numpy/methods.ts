import { NdArray } from './nd-array.ts';

/** A function of `np` whose first argument is the array that the method is called on. */
// biome-ignore lint/suspicious/noExplicitAny: each function takes its own list of arguments; the augmentation of NdArray beside it types them
type ArrayFunction = (...args: any[]) => unknown;

/** Gives `NdArray` the method `name`: `a.sum()` is `sum(a)`. The function's file declares its type. */
export function method(name: string, run: ArrayFunction): void {
  Object.defineProperty(NdArray.prototype, name, {
    configurable: true,
    writable: true,
    value(this: NdArray, ...args: readonly unknown[]): unknown {
      return run(this, ...args);
    },
  });
}
