import { ArgumentError, describe } from '../core/errors.ts';
import type { DeviceBuffer } from '../device/device.ts';
import { setTidyScope, TidyScope } from '../device/tidy-scope.ts';
import { Tensor } from './tensor.ts';

/**
 * Runs `body` and gives back at once what memory of a GPU its temporaries took; returns what `body` returns.
 * TensorFlow.js's `tf.tidy`; PyTorch, which counts references, has no need of one.
 *
 * JavaScript tells that nothing holds a tensor any more where a program goes back to its event loop, and in a browser only
 * there: a loop of steps that never waits would fill the memory. Of what is made inside stays
 *
 * - what `body` returns: tensors, also inside of arrays, objects, maps and modules;
 * - the gradients of tensors from outside, until one is dropped (by `zeroGrad`) inside of a `tidy`, and the state of
 *   optimizers;
 * - parameters and other tensors from outside that are moved to another device or dtype, by `module.to`.
 *
 * All else is gone, also what a variable outside still holds, and the graph of a tensor that is returned: using it complains,
 * and never gives other numbers. A tensor that was there before stays. The memory of the CPU is left to JavaScript: there,
 * everything stays.
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * const optimizer = new optim.SGD([w], { lr: 0.1 });
 * const losses = [];
 * for (let step = 0; step < 3; step++) {
 *   const loss = torch.tidy(() => {
 *     optimizer.zeroGrad();
 *     const loss = w.mul(2).square().sum();
 *     loss.backward();
 *     optimizer.step();
 *     return loss.item();
 *   });
 *   losses.push(loss);
 * }
 * losses.map((loss) => loss.toFixed(2)).join(', '); // → '9.00, 0.36, 0.01'
 * ```
 *
 * @throws TypeError for an async function, which would go on when its temporaries are gone.
 */
export function tidy<T>(body: () => T): T {
  if (typeof body !== 'function') {
    throw new ArgumentError({
      who: 'tidy',
      seen: describe(body),
      expected: 'a function: torch.tidy(() => { … })',
    });
  }
  const scope = new TidyScope();
  const outer = setTidyScope(scope);
  let result: T | undefined;
  try {
    result = body();
  } finally {
    setTidyScope(outer);
    scope.end(() => buffersOf([result, ...scope.keepers]), outer);
  }
  if (result instanceof Promise) {
    throw new ArgumentError({
      who: 'tidy',
      seen: 'an async function',
      expected: 'a function that does not wait',
      hint: 'await outside: for each epoch, say, with a tidy around each step',
    });
  }
  return result;
}

/** The buffers of all tensors that can be reached from a value, and of their gradients. */
function buffersOf(value: unknown): Set<DeviceBuffer> {
  const buffers = new Set<DeviceBuffer>();
  const seen = new Set<unknown>();
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null || ArrayBuffer.isView(next) || seen.has(next)) continue;
    seen.add(next);
    if (next instanceof Tensor) {
      buffers.add(next.storage.buffer);
      left.push(next.grad);
    } else if (next instanceof Map) left.push(...next.keys(), ...next.values());
    else if (next instanceof Set) left.push(...next);
    else left.push(...Object.values(next));
  }
  return buffers;
}
