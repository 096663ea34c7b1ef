import { PyFloat } from '../../../src/core/python.ts';
import { type Fields, FormatError, isFields, list, number, numbers } from './read.ts';
import { className, entries, hasMember, isIterable, items, member, method } from './runtime.ts';
import { isRecordedTensor, recordedElements } from './values.ts';

/** `|got − want| ≤ absolute + relative·|want|`; both 0: bit for bit, but for NaN, which equals NaN. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

export const exact: Tolerance = { relative: 0, absolute: 0 };

/** A recorded `tol` or `gtol`: 0, or `[relative, absolute]`. */
export function tolerance(recorded: unknown): Tolerance {
  if (recorded === undefined || recorded === 0) return exact;
  const [relative, absolute] = numbers(recorded, 'tol');
  return { relative: number(relative, 'tol'), absolute: number(absolute, 'tol') };
}

export function within(got: number, want: number, { relative, absolute }: Tolerance): boolean {
  if (Object.is(got, want)) return true;
  // An infinite value would have an infinite bound.
  if ((relative === 0 && absolute === 0) || !Number.isFinite(want)) return false;
  return Math.abs(got - want) <= absolute + relative * Math.abs(want);
}

/** The first place where a result differs from the recorded value, in words; `undefined` where none does. */
export function difference(
  got: unknown,
  want: unknown,
  tol: Tolerance,
  where = 'result',
): string | undefined {
  if (want === null)
    return got === null || got === undefined ? undefined : `${where} is ${show(got)}, not None`;
  if (typeof want === 'boolean') return got === want ? undefined : `${where} is ${show(got)}, not ${want}`;
  if (typeof want === 'number') return numberDifference(got, want, tol, where);
  if (typeof want === 'string') return textDifference(got, want, where);
  if (Array.isArray(want)) return listDifference(got, want, tol, where);
  if (!isFields(want)) throw new FormatError(`${where}: no recorded value`);
  if (isRecordedTensor(want)) return tensorDifference(got, want, tol, where);
  if ('$f' in want) return difference(got, want.$f, tol, where);
  if ('$i' in want)
    return textDifference(typeof got === 'bigint' ? String(got) : got, String(want.$i), where);
  if ('$dtype' in want) return nameDifference(got, `torch.${want.$dtype}`, where);
  if ('$size' in want) return listDifference(got, list(want.$size, '$size'), exact, where);
  return dictDifference(got, want, tol, where);
}

function numberDifference(got: unknown, want: number, tol: Tolerance, where: string): string | undefined {
  const isNumber = typeof got === 'number' || typeof got === 'bigint' || got instanceof PyFloat;
  const found = isNumber ? Number(got) : undefined;
  if (found === undefined) return `${where} is ${show(got)}, not the number ${want}`;
  // Python's ints are exact, and JSON does not say which numbers were ints.
  const bound = Number.isInteger(found) && Number.isInteger(want) ? exact : tol;
  return within(found, want, bound) ? undefined : `${where} is ${found}, not ${want}`;
}

function textDifference(got: unknown, want: string, where: string): string | undefined {
  if (typeof got === 'number' && /^-?(inf|nan)$/.test(want)) {
    return numberDifference(got, Number(want.replace('inf', 'Infinity')), exact, where);
  }
  // A device has a text of its own; everything else that is not text is something else.
  if (className(got) === 'Device') return nameDifference(got, want, where);
  if (typeof got !== 'string') return `${where} is ${show(got)}, not a text`;
  return got === want ? undefined : `${where}: the text differs\n--- want\n${want}\n--- got\n${got}`;
}

function nameDifference(got: unknown, want: string, where: string): string | undefined {
  return String(got) === want ? undefined : `${where} is ${show(got)}, not ${want}`;
}

function listDifference(
  got: unknown,
  want: readonly unknown[],
  tol: Tolerance,
  where: string,
): string | undefined {
  if (isTensorLike(got) || typeof got === 'string' || !isIterable(got)) {
    return `${where} is ${show(got)}, not a list of ${want.length}`;
  }
  const found = items(got);
  if (found.length !== want.length) return `${where} has ${found.length} entries, not ${want.length}`;
  for (const [i, item] of want.entries()) {
    const differs = difference(found[i], item, tol, `${where}[${i}]`);
    if (differs !== undefined) return differs;
  }
  return undefined;
}

function dictDifference(got: unknown, want: Fields, tol: Tolerance, where: string): string | undefined {
  if (typeof got !== 'object' || got === null || isTensorLike(got))
    return `${where} is ${show(got)}, not a dict`;
  const found = new Map(entries(got));
  const names = Object.keys(want);
  if ([...found.keys()].join() !== names.join()) {
    return `${where} has the keys ${[...found.keys()].join(', ')}; wanted ${names.join(', ')}`;
  }
  for (const name of names) {
    const differs = difference(found.get(name), want[name], tol, `${where}.${name}`);
    if (differs !== undefined) return differs;
  }
  return undefined;
}

function tensorDifference(got: unknown, want: Fields, tol: Tolerance, where: string): string | undefined {
  const shape = numbers(want.shape, 'shape');
  const elements = recordedElements(want);
  if ('np' in want && shape.length === 0 && typeof got === 'number') {
    // NumPy's scalars are plain numbers here.
    return within(got, Number(elements[0]), tol) ? undefined : `${where} is ${got}, not ${elements[0]}`;
  }
  const kind = 'np' in want ? 'NdArray' : 'Tensor';
  if (!isTensorLike(got) || (className(got) === 'NdArray') !== 'np' in want) {
    return `${where} is ${show(got)}, not a ${kind}`;
  }
  const dtype = String(member(got, 'dtype', kind)).replace('torch.', '');
  const sizes = items(member(got, 'shape', kind));
  if (dtype !== want.dtype) return `${where} has dtype ${dtype}, not ${want.dtype}`;
  if (sizes.join() !== shape.join()) return `${where} has shape (${sizes}), not (${shape})`;
  const found = elementsOf(got);
  const floating = dtype.startsWith('float');
  let worst: { i: number; excess: number } | undefined;
  for (const [i, wanted] of elements.entries()) {
    const value = found[i];
    if (typeof wanted === 'bigint') {
      if (BigInt(value as bigint) !== wanted) return `${where}[${i}] is ${value}, not ${wanted}`;
      continue;
    }
    if (within(Number(value), wanted, floating ? tol : exact)) continue;
    const excess = Math.abs(Number(value) - wanted);
    if (worst === undefined || excess > worst.excess) worst = { i, excess };
  }
  if (worst === undefined) return undefined;
  const { i } = worst;
  return `${where}[${i}] is ${found[i]}, not ${elements[i]} (relative ${tol.relative}, absolute ${tol.absolute})`;
}

/** The elements in row-major order, bools as 0 and 1. */
function elementsOf(x: unknown): readonly (number | bigint)[] {
  const typed = hasMember(x, 'toTypedArray') ? method(x, 'toTypedArray') : method(x, 'tolist');
  const flat = ArrayBuffer.isView(typed) ? items(typed) : [typed].flat(Number.POSITIVE_INFINITY);
  return flat.map((item) => (typeof item === 'bigint' ? item : Number(item)));
}

function isTensorLike(value: unknown): boolean {
  return hasMember(value, 'dtype') && hasMember(value, 'shape');
}

/** A value for a message: its class and a text of a line or so. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const text = Array.isArray(value) ? `[${value.map(show).join(', ')}]` : safeText(value);
  const short = text.length > 120 ? `${text.slice(0, 120)}…` : text;
  return typeof value === 'object' && value !== null ? `${className(value)} ${short}` : short;
}

function safeText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'without a text';
  }
}
