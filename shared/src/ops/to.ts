import { bool, Dtype, dtypes, float32, float64, int8, int16, int32, int64, uint8 } from '../core/dtype.ts';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { Device } from '../device/device.ts';
import { device } from '../device/devices.ts';
import { isOptionsObject } from '../tensor/arguments.ts';
import { moved } from '../tensor/creation.ts';
import { record } from '../tensor/graph.ts';
import { Tensor } from '../tensor/tensor.ts';
import { clone } from './clone.ts';
import { copyOf } from './families/computed.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The tensor with another dtype; itself if it has that dtype already. Floats are cut towards zero on the way
     * to integers, integers wrap around, and whatever is not 0 is true. A device, or its name, is accepted too, and
     * a tensor, whose dtype and device are taken.
     *
     * ```ts
     * torch.tensor([1.9, -1.9]).to(torch.int64); // → tensor([ 1, -1])
     * ```
     */
    to(...targets: readonly ToTarget[]): Tensor;
    /** `to` with the dtype of `other`. */
    typeAs(other: Tensor): Tensor;
    /** PyTorch's old name of the dtype, `'torch.FloatTensor'`; or the tensor in the dtype of that name. */
    type(): string;
    type(target: Dtype | string): Tensor;
    /** `to(torch.float32)`. */
    float(): Tensor;
    /** `to(torch.float64)`. */
    double(): Tensor;
    /** `to(torch.int64)`. */
    long(): Tensor;
    /** `to(torch.int32)`. */
    int(): Tensor;
    /** `to(torch.int16)`. */
    short(): Tensor;
    /** `to(torch.int8)`. */
    char(): Tensor;
    /** `to(torch.uint8)`. */
    byte(): Tensor;
    /** `to(torch.bool)`. */
    bool(): Tensor;
    /** `to('cpu')`. */
    cpu(): Tensor;
  }
}

/** What `to` takes, in any order; the booleans are `nonBlocking` and `copy`. */
export type ToTarget = Dtype | Device | string | Tensor | boolean | ToOptions;

export interface ToOptions {
  readonly dtype?: Dtype;
  readonly device?: Device | string;
  readonly other?: Tensor;
  /** Whether to copy even where nothing changes. */
  readonly copy?: boolean;
  /** Accepted and without effect: every copy here has happened when the call returns. */
  readonly nonBlocking?: boolean;
}

/** The tensor with elements of `dtype`; itself if they are already. */
export function convert(x: Tensor, dtype: Dtype): Tensor {
  if (x.dtype === dtype) return x;
  const from = x.dtype;
  const y = copyOf(x, dtype);
  return record(y, 'ToCopyBackward0', [x], (grad) => [convert(grad, from)]);
}

/** The same, where the user asks for it: devices have dtypes that they refuse. */
function asked(who: string, x: Tensor, dtype: Dtype): Tensor {
  x.device.requireDtype(who, dtype);
  return convert(x, dtype);
}

/** The tensor on another device; itself if it is there already. */
export function transferred(x: Tensor, target: Device): Tensor {
  if (x.device === target) return x;
  const from = x.device;
  return record(moved(x, target), 'ToCopyBackward0', [x], (grad) => [transferred(grad, from)]);
}

function to(x: Tensor, ...targets: readonly (ToTarget | undefined)[]): Tensor {
  let options: ToOptions = {};
  const flags: boolean[] = [];
  for (const target of targets) {
    if (target instanceof Dtype) options = { ...options, dtype: target };
    else if (target instanceof Tensor) options = { ...options, other: target };
    else if (target instanceof Device || typeof target === 'string') options = { ...options, device: target };
    else if (typeof target === 'boolean') flags.push(target);
    else if (isOptionsObject(target)) {
      checkOptions('to', target, ['dtype', 'device', 'other', 'copy', 'nonBlocking']);
      options = { ...options, ...target };
    } else if (target !== undefined) {
      throw new ArgumentError({
        who: 'to',
        seen: describe(target),
        expected: 'a dtype such as torch.float32, a device or a tensor',
      });
    }
  }
  const place = options.device === undefined ? options.other?.device : device(options.device);
  const dtype = options.dtype ?? options.other?.dtype ?? x.dtype;
  const y = transferred(place === undefined ? asked('to', x, dtype) : convert(x, dtype), place ?? x.device);
  // PyTorch's positional flags are nonBlocking, copy.
  return y === x && (options.copy ?? flags[1]) === true ? clone(x) : y;
}

function typed(x: Tensor, target?: Dtype | string): Tensor | string {
  if (target === undefined) return `torch.${x.dtype.scalarName}Tensor`;
  const found =
    target instanceof Dtype
      ? target
      : Object.values(dtypes).find((dtype) =>
          [`torch.${dtype.scalarName}Tensor`, String(dtype)].includes(target),
        );
  if (found === undefined) {
    throw new ValueError({
      who: 'type',
      seen: `invalid type: ${describe(target)}`,
      expected: "a dtype, or a name such as 'torch.FloatTensor'",
    });
  }
  return asked('type', x, found);
}

method('to', to);
method('type', typed);
method('typeAs', (x: Tensor, other: Tensor) => {
  requireTensor('typeAs', other);
  return asked('typeAs', x, other.dtype);
});
method('float', (x: Tensor) => convert(x, float32));
method('double', (x: Tensor) => asked('double', x, float64));
method('long', (x: Tensor) => convert(x, int64));
method('int', (x: Tensor) => convert(x, int32));
method('short', (x: Tensor) => convert(x, int16));
method('char', (x: Tensor) => convert(x, int8));
method('byte', (x: Tensor) => convert(x, uint8));
method('bool', (x: Tensor) => convert(x, bool));
method('cpu', (x: Tensor) => to(x, 'cpu'));
