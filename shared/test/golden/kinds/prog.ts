import { type Device, nn } from '#torch';
import { difference, tolerance } from '../driver/compare.ts';
import { perform, readCall } from '../driver/dispatch.ts';
import { type Fields, fields, list, text } from '../driver/read.ts';
import { items } from '../driver/runtime.ts';
import { decode, newScope, type Scope } from '../driver/values.ts';
import type { Failure } from '../driver/verdict.ts';

/** Several calls: the values stored at the end, and the gradients of the inputs. `device` is where these, and layers, live. */
export function runProgram(recorded: Fields, device?: Device): Failure {
  const scope = newScope(device);
  const inputs = readInputs(recorded, scope);
  const expected = fields(recorded.expect ?? {}, 'expect');
  for (const step of list(recorded.prog, 'prog')) runStep(fields(step, 'step'), scope, expected);
  for (const [name, want] of Object.entries(expected)) {
    const differs = difference(scope.names.get(name), want, tolerance(recorded.tol), name);
    if (differs !== undefined) return differs;
  }
  for (const [name, want] of Object.entries(fields(recorded.grads ?? {}, 'grads'))) {
    const gradient: unknown = Reflect.get(Object(inputs.get(name)), 'grad');
    const differs = difference(gradient, want, tolerance(recorded.gtol), `${name}.grad`);
    if (differs !== undefined) return differs;
  }
  return undefined;
}

/** Stores the inputs. The answer has, for each, the tensor whose gradient is recorded: the base of a view. */
export function readInputs(recorded: Fields, scope: Scope): ReadonlyMap<string, unknown> {
  const bases = new Map<string, unknown>();
  for (const [name, value] of Object.entries(fields(recorded.in ?? {}, 'in'))) {
    const before = scope.leaves.length;
    const input = decode(value, scope, 'marked');
    scope.names.set(name, input);
    bases.set(name, scope.leaves[before] ?? input);
  }
  return bases;
}

/** Carries out one step and stores its result under its name, or under several by unpacking. */
export function runStep(step: Fields, scope: Scope, expected: Fields = {}): void {
  const wanted = typeof step.set === 'string' ? expected[step.set] : undefined;
  const result = placed(perform(readCall(step, wanted), scope), scope);
  if (Array.isArray(step.set)) {
    const parts = items(result);
    for (const [i, name] of step.set.entries()) scope.names.set(text(name, 'set'), parts[i]);
  } else if (step.set !== undefined && step.set !== null) {
    scope.names.set(text(step.set, 'set'), result);
  }
}

/** Layers are made on the CPU, where they draw their random numbers, and move to where the inputs are. */
function placed(result: unknown, { device }: Scope): unknown {
  return device !== 'cpu' && result instanceof nn.Module ? result.to(device) : result;
}
