import { Tensor } from '#torch';
import { pythonText } from '../../../src/tensor/python-text.ts';
import { callAt, hasMember, items, member, method } from './runtime.ts';

const inspect = Symbol.for('nodejs.util.inspect.custom');

/** Python's built-in functions, by the runtime's counterpart of each. */
export const builtins: Readonly<Record<string, (...args: readonly unknown[]) => unknown>> = {
  id: (x) => x,
  str: pythonText,
  repr: reprText,
  // A tensor has as many entries as it iterates over.
  len: (x) => (hasMember(x, 'length') ? member(x, 'length', 'object') : items(x).length),
  list: items,
  float: (x) => Number(itemOf(x)),
  int: (x) => Math.trunc(Number(itemOf(x))),
  bool: (x) => Boolean(itemOf(x)),
  format: (x, spec) => callAt(['format'], [x, spec]),
};

/** What a notebook displays. NumPy's arrays have a text of their own for it; elsewhere the console shows it. */
function reprText(x: unknown): string {
  if (hasMember(x, 'repr')) return String(method(x, 'repr'));
  return hasMember(x, inspect) ? String(method(x, inspect)) : pythonText(x);
}

function itemOf(x: unknown): unknown {
  return x instanceof Tensor ? x.item() : x;
}
