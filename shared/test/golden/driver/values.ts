import { type Device, py } from '#torch';
import { type Fields, FormatError, isFields, list, number, numbers, recordedNumber, text } from './read.ts';
import { callAt, lookUp, method } from './runtime.ts';

/** The names that a program has stored, and the leaves it was given, in the order of their occurrence. */
export interface Scope {
  readonly names: Map<string, unknown>;
  readonly leaves: unknown[];
  /** Where recorded tensors are brought. */
  readonly device: Device | 'cpu';
}

export function newScope(device: Device | 'cpu' = 'cpu'): Scope {
  return { names: new Map(), leaves: [], device };
}

/**
 * How a recorded Python float of whole value comes out: as `py.float(2)` where the mark decides a dtype, or as
 * the plain number 2 where it cannot.
 */
export type Floats = 'marked' | 'plain';

/** A recorded value as the runtime's own, by the table in the README. */
export function decode(value: unknown, scope: Scope, floats: Floats): unknown {
  if (Array.isArray(value)) return value.map((item) => decode(item, scope, floats));
  if (!isFields(value)) return value;
  if (isRecordedTensor(value)) return 'np' in value ? decodeArray(value) : decodeTensor(value, scope);
  if ('$' in value) return stored(scope, text(value.$, '$'));
  if ('$f' in value) return decodeFloat(recordedNumber(value.$f, '$f'), floats);
  if ('$i' in value) return BigInt(text(value.$i, '$i'));
  if ('$dtype' in value) return lookUp(['torch', text(value.$dtype, '$dtype')]);
  if ('$tuple' in value) return decode(value.$tuple, scope, floats);
  if ('$size' in value) return value.$size;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, decode(item, scope, floats)]));
}

/** What stands between Python's brackets, one entry each: slices as texts (`'1:5:2'`), `...` as `'...'`. */
export function decodeIndex(index: unknown, scope: Scope): unknown[] {
  const parts = isFields(index) && '$tuple' in index ? list(index.$tuple, '$tuple') : [index];
  return parts.map((part) => {
    if (isFields(part) && '$ellipsis' in part) return '...';
    if (isFields(part) && '$slice' in part) return sliceText(list(part.$slice, '$slice'));
    return decode(part, scope, 'marked');
  });
}

/** A recorded tensor, or array where it has the mark `np`. */
export interface RecordedTensor extends Fields {
  readonly dtype: unknown;
  readonly shape: unknown;
  readonly data: unknown;
}

/** Whether a recorded value is a tensor or an array. */
export function isRecordedTensor(value: unknown): value is RecordedTensor {
  return isFields(value) && 'dtype' in value && 'shape' in value && 'data' in value;
}

/** The elements of a recorded tensor, as its dtype holds them: numbers, or bigints for int64. */
export function recordedElements(recorded: Fields): readonly (number | bigint)[] {
  const data = list(recorded.data, 'data');
  const dtype = recorded.dtype;
  if (dtype === 'int64')
    return data.map((item) => BigInt(typeof item === 'string' ? item : number(item, 'data')));
  const plain = data.map((item) => recordedNumber(item, 'data'));
  return dtype === 'float32' ? plain.map(Math.fround) : plain;
}

function stored(scope: Scope, name: string): unknown {
  if (!scope.names.has(name)) throw new FormatError(`nothing is stored under the name ${name}`);
  return scope.names.get(name);
}

function decodeFloat(value: number, floats: Floats): unknown {
  // NaN and infinity are floats by themselves.
  return floats === 'marked' && Number.isInteger(value) ? py.float(value) : value;
}

function decodeTensor(recorded: Fields, scope: Scope): unknown {
  const elements = typedArray(recorded);
  const dtype = lookUp(['torch', text(recorded.dtype, 'dtype')]);
  const flat = callAt(['torch', 'tensor'], [elements, { dtype, device: scope.device }]);
  // A copy, so that a leaf is a view of nothing.
  const base = method(method(flat, 'reshape', [numbers(recorded.shape, 'shape')]), 'clone');
  if (recorded.rg === 1) {
    method(base, 'requiresGrad_');
    scope.leaves.push(base);
  }
  const views = recorded.view === undefined ? [] : list(recorded.view, 'view');
  return views.reduce((x, view) => applyView(x, list(view, 'view')), base);
}

function applyView(x: unknown, view: readonly unknown[]): unknown {
  const [name, ...args] = view;
  if (name === 'transpose' || name === 'permute' || name === 'expand') return method(x, name, args);
  const [dim, ...rest] = args;
  const before = new Array<string>(number(dim, 'view')).fill(':');
  if (name === 'slice') return method(x, 'at', [...before, sliceText(rest)]);
  if (name === 'select') return method(x, 'at', [...before, number(rest[0], 'view')]);
  throw new FormatError(`unknown view ${String(name)}`);
}

function decodeArray(recorded: Fields): unknown {
  const flat = callAt(['np', 'array'], [typedArray(recorded)]);
  const dtype = text(recorded.dtype, 'dtype');
  const typed = dtype === 'bool' ? method(flat, 'astype', [lookUp(['torch', 'bool'])]) : flat;
  return method(typed, 'reshape', [numbers(recorded.shape, 'shape')]);
}

function typedArray(recorded: Fields): ArrayBufferView {
  const elements = recordedElements(recorded);
  if (recorded.dtype === 'int64') return BigInt64Array.from(elements.map(BigInt));
  const plain = elements.map(Number);
  switch (recorded.dtype) {
    case 'float32':
      return Float32Array.from(plain);
    case 'float64':
      return Float64Array.from(plain);
    case 'int32':
      return Int32Array.from(plain);
    case 'int16':
      return Int16Array.from(plain);
    case 'int8':
      return Int8Array.from(plain);
    case 'uint8':
    case 'bool':
      return Uint8Array.from(plain);
    default:
      throw new FormatError(`unknown dtype ${String(recorded.dtype)}`);
  }
}

function sliceText(bounds: readonly unknown[]): string {
  const [start, stop, step] = bounds.map((bound) =>
    bound === null || bound === undefined ? '' : String(bound),
  );
  return step === '' || step === undefined ? `${start}:${stop}` : `${start}:${stop}:${step}`;
}

/** Every dtype that occurs in recorded arguments. */
export function dtypesIn(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (isRecordedTensor(value)) found.add(String(value.dtype));
  else if (isFields(value) && '$dtype' in value) found.add(String(value.$dtype));
  else if (isFields(value)) for (const item of Object.values(value)) dtypesIn(item, found);
  else if (Array.isArray(value)) for (const item of value) dtypesIn(item, found);
  return found;
}
