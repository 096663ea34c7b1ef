import type { Call, ObservedCase, Outcome } from '../../src/diagnosis/call.ts';
import type { TensorValue, Value } from '../../src/sandbox/types.ts';

/* Values and calls, written short. */

export const tensor = (
  numbers: readonly number[],
  shape: readonly number[] = [numbers.length],
): TensorValue => ({
  kind: 'tensor',
  dtype: 'float32',
  shape,
  data: Float32Array.from(numbers),
});

export const returned = (value: Value, unchanged = true): Outcome => ({ value, unchanged });
export const threw = (name: string): Outcome => ({ threw: name });

export const call = (args: readonly Value[], outcome: Outcome): Call => ({
  on: 'submission',
  name: 'f',
  args,
  outcome,
});

/** A mistake that answers every call by `outcomeOf` its arguments. */
export const mistake = (code: string, outcomeOf: (...args: Value[]) => Outcome) => ({
  code,
  answer: ({ args }: Pick<Call, 'args'>): Outcome => outcomeOf(...args),
});

let cases = 0;
export const observed = (failed: boolean, ...calls: Call[]): ObservedCase => ({
  id: `case-${++cases}`,
  failed,
  calls,
});
