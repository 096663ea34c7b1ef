import { Tensor } from '../../tensor/tensor.ts';
import { assign } from './in-place.ts';

/** A function of `torch` whose first argument is the tensor that the method is called on. */
// biome-ignore lint/suspicious/noExplicitAny: operations take their own lists of arguments; the augmentation of Tensor in each file types them
type Operation = (...args: any[]) => unknown;

/** Gives `Tensor` the method `name`: `x.exp()` is `exp(x)`. The operation's file declares its type. */
export function method(name: string, operation: Operation): void {
  Object.defineProperty(Tensor.prototype, name, {
    configurable: true,
    enumerable: true,
    writable: true,
    value(this: Tensor, ...args: readonly unknown[]): unknown {
      return operation(this, ...args);
    },
  });
}

/** Gives `Tensor` the method `name_`, which writes the result of the operation over the tensor and returns it. */
export function inPlaceMethod(name: string, operation: (x: Tensor, ...args: never[]) => Tensor): void {
  const who = `${name}_`;
  method(who, (x: Tensor, ...args: never[]) => assign(who, x, operation(x, ...args)));
}
