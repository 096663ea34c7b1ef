import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';

/**
 * More are used only when asked for: operands are copied by one thread, and every thread costs some ten megabytes.
 */
const MOST_UNASKED = 4;

/** null: nobody has asked for a number. */
let chosen: number | null = null;

/**
 * Sets how many threads the CPU may use for one operation, from now on: PyTorch's `torch.set_num_threads`. Large matrix
 * products are shared among them. Results do not depend on it.
 *
 * ```ts
 * torch.setNumThreads(1);
 * torch.getNumThreads(); // → 1
 * ```
 *
 * @throws TypeError, RuntimeError for anything but a positive integer.
 */
export function setNumThreads(count: number): void {
  const expected = 'a positive integer';
  if (typeof count !== 'number' || !Number.isInteger(count)) {
    throw new ArgumentError({ who: 'setNumThreads', seen: describe(count), expected });
  }
  if (count < 1) throw new RuntimeError({ who: 'setNumThreads', seen: String(count), expected });
  chosen = count;
}

/**
 * How many threads the CPU may use for one operation: PyTorch's `torch.get_num_threads`. As many as there are cores, at
 * most 4, until `setNumThreads` says otherwise. Where a host allows no others, one does all the work all the same.
 */
export function getNumThreads(): number {
  chosen ??= Math.min(cores(), MOST_UNASKED);
  return chosen;
}

function cores(): number {
  const os = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:os');
  if (os !== undefined) return os.availableParallelism();
  const navigator: unknown = Reflect.get(globalThis, 'navigator');
  const count: unknown =
    typeof navigator === 'object' && navigator !== null
      ? Reflect.get(navigator, 'hardwareConcurrency')
      : undefined;
  return typeof count === 'number' ? count : 1;
}
