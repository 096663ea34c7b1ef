import type { Device } from '#torch';
import { difference, tolerance } from '../driver/compare.ts';
import { perform, readCall } from '../driver/dispatch.ts';
import { type Fields, list } from '../driver/read.ts';
import { items, method } from '../driver/runtime.ts';
import { decode, newScope } from '../driver/values.ts';
import type { Failure } from '../driver/verdict.ts';

/** One call: its result, and the gradients of the leaves among its arguments. `device` is where these live. */
export function runOp(recorded: Fields, device?: Device): Failure {
  const scope = newScope(device);
  const result = perform(readCall(recorded), scope);
  const differs = difference(result, recorded.out, tolerance(recorded.tol), 'out');
  if (differs !== undefined || recorded.cot === undefined) return differs;
  backward(result, recorded.cot, device);
  const gradients = scope.leaves.map((leaf) => Reflect.get(Object(leaf), 'grad'));
  return difference(gradients, list(recorded.grads, 'grads'), tolerance(recorded.gtol), 'grads');
}

/** From each differentiable output with its upstream gradient; the graph is kept until the last. */
function backward(result: unknown, cotangent: unknown, device: Device | undefined): void {
  const several = Array.isArray(cotangent);
  const outputs = several ? items(result) : [result];
  const upstream = (several ? cotangent : [cotangent]).map((item) => decode(item, newScope(device), 'plain'));
  const differentiable = outputs.map((y, i) => [y, upstream[i]] as const).filter(([, g]) => g !== null);
  for (const [i, [y, g]] of differentiable.entries()) {
    const last = i === differentiable.length - 1;
    method(y, 'backward', last ? [g] : [g, { retainGraph: true }]);
  }
}
