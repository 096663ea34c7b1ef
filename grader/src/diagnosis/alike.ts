import type { TensorValue, Value, ValueRecord } from '../sandbox/types.ts';
import { isTensorValue } from '../sandbox/values.ts';
import type { Outcome } from './call.ts';

/**
 * Looser than any tolerance of a suite: two ways to write one wrong idea round differently, and two ideas that
 * differ by a thousandth on every case are not told apart by anyone.
 */
const RTOL = 1e-3;
const ATOL = 1e-6;

/** Whether two functions did the same: threw errors of one name, or gave alike values and treated their arguments alike. */
export function alikeOutcomes(a: Outcome, b: Outcome): boolean {
  if ('threw' in a || 'threw' in b) return 'threw' in a && 'threw' in b && a.threw === b.threw;
  return a.unchanged === b.unchanged && alike(a.value, b.value);
}

/** Kinds, dtypes, shapes and keys alike, numbers within a thousandth of each other, NaN like NaN. */
export function alike(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return alikeNumbers(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (isTensorValue(a) || isTensorValue(b)) return isTensorValue(a) && isTensorValue(b) && alikeTensors(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as ValueRecord, b as ValueRecord];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && alike(left[key], right[key]))
  );
}

function alikeTensors(a: TensorValue, b: TensorValue): boolean {
  if (a.dtype !== b.dtype || a.shape.join() !== b.shape.join()) return false;
  for (let i = 0; i < a.data.length; i++) {
    const [x, y] = [a.data[i], b.data[i]];
    const same = typeof x === 'number' && typeof y === 'number' ? alikeNumbers(x, y) : x === y;
    if (!same) return false;
  }
  return true;
}

function alikeNumbers(a: number, b: number): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  // Infinity minus a number is infinite, and no tolerance may be: the sizes of both must be finite.
  const size = Math.max(Math.abs(a), Math.abs(b));
  return Number.isFinite(size) && Math.abs(a - b) <= ATOL + RTOL * size;
}
