/**
 * Values ↔ what student code sees: the staged runtime's tensors, ordinary arrays and objects.
 * Runs in the host. What comes from the student is read by own properties only and checked on the way.
 */
import { types } from 'node:util';
import { CannotCross, type CrossingReason } from './crossing.ts';
import {
  append,
  apply,
  Bytes,
  bareList,
  bufferOf,
  byteLengthOf,
  byteOffsetOf,
  createBare,
  define,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isArray,
  objectPrototype,
  ownKeys,
  ownValue,
  setBytes,
  TYPED_ARRAYS,
  typedArrayName,
  unbound,
} from './primordials.ts';
import type { DefaultDevice, DtypeName, TensorData, TensorValue, Value, ValueRecord } from './types.ts';
import {
  BIGINT_LIMIT,
  elementCount,
  isDtypeName,
  isHandle,
  isNotFilledValue,
  isReservedKind,
  isTensorValue,
  MAX_DEPTH,
  MAX_NODES,
  MAX_TEXT,
} from './values.ts';

const MAX_PATH = 200;
const { isProxy, isPromise } = types;

/** The part of the staged runtime that the host uses, captured before the student can reach it. */
interface Runtime {
  isTensor(x: object): boolean;
  isNotFilled(x: unknown): boolean;
  makeTensor(value: TensorValue): unknown;
  /** Unchecked: whatever the object says of itself. */
  inspect(x: object): { dtype: unknown; shape: unknown; data: unknown };
}

type Callable = (...args: unknown[]) => unknown;

function member(owner: object, name: string): unknown {
  const value: unknown = Reflect.get(owner, name);
  if (value === undefined) throw new TypeError(`the staged runtime has no ${name}`);
  return value;
}

function callable(owner: object, name: string): Callable {
  const value = member(owner, name);
  if (typeof value !== 'function') throw new TypeError(`the staged runtime's ${name} is not a function`);
  return (...args) => apply(value, owner, args);
}

function objectMember(owner: object, name: string): object {
  const value = member(owner, name);
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    throw new TypeError(`the staged runtime's ${name} is not an object`);
  }
  return value;
}

/** Captures what the host needs of `torch.js`'s exports. Throws when something is missing. */
function captureRuntime(exports: object): Runtime {
  const torch = objectMember(exports, 'torch');
  const Tensor = objectMember(exports, 'Tensor');
  const prototype = objectMember(Tensor, 'prototype');
  const tensor = callable(torch, 'tensor');
  const reshape = member(prototype, 'reshape') as Callable;
  const toTypedArray = member(prototype, 'toTypedArray') as Callable;
  const hasInstance = unbound<unknown, [unknown], boolean>(Function.prototype[Symbol.hasInstance]);
  const isNotFilled = callable(exports, 'isNotFilled');
  const dtypes: Record<string, unknown> = { __proto__: null };
  const names = ownKeys(TYPED_ARRAYS);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (typeof name === 'string') dtypes[name] = Reflect.get(torch, name);
  }
  return {
    isTensor: (x) => hasInstance(Tensor, x),
    isNotFilled: (x) => isNotFilled(x) === true,
    makeTensor({ dtype, shape, data }) {
      const flat = tensor(copyOf(data, dtype), { __proto__: null, dtype: dtypes[dtype] });
      const sizes: number[] = [];
      for (let axis = 0; axis < shape.length; axis++) append(sizes, shape[axis]);
      return apply(reshape, flat, [sizes]);
    },
    inspect(x) {
      const dtype = (x as { dtype?: { name?: unknown } }).dtype?.name;
      return { dtype, shape: (x as { shape?: unknown }).shape, data: apply(toTypedArray, x, []) };
    },
  };
}

function copyOf(data: TensorData, dtype: DtypeName): TensorData {
  const bytes = new Bytes(byteLengthOf(data));
  setBytes(bytes, new Bytes(bufferOf(data), byteOffsetOf(data), byteLengthOf(data)));
  return new TYPED_ARRAYS[dtype](bufferOf(bytes) as ArrayBuffer);
}

/** Has the runtime make tensors on that device unless it is told another: arguments, and whatever factories make. */
export function setDefaultDevice(exports: object, device: DefaultDevice): void {
  callable(objectMember(exports, 'torch'), 'setDefaultDevice')(device);
}

export interface RuntimeBridge {
  /** What the student's function receives. `resolve` finds the object behind a handle. */
  toStudent(value: Value, resolve: (id: number) => unknown): unknown;
  /** A student's result as a value. Throws CannotCross; what the student's own code throws on the way passes. */
  fromStudent(x: unknown): Value;
}

export function bridgeTo(exports: object): RuntimeBridge {
  const runtime = captureRuntime(exports);

  function toStudent(value: Value, resolve: (id: number) => unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (isTensorValue(value)) return runtime.makeTensor(value);
    if (isHandle(value)) return resolve(value.id);
    if (isNotFilledValue(value)) throw new TypeError('a not-filled marker is no argument');
    if (isArray(value)) {
      const list: unknown[] = [];
      for (let i = 0; i < value.length; i++) append(list, toStudent(value[i] as Value, resolve));
      return list;
    }
    const record = {};
    const keys = ownKeys(value);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      define(record, key, toStudent((value as ValueRecord)[key], resolve));
    }
    return record;
  }

  return { toStudent, fromStudent: (x) => new StudentReader(runtime).read(x) };
}

/** Reads one result; counts as it goes, so that a small but endlessly shared structure cannot grow without bound. */
class StudentReader {
  readonly #runtime: Runtime;
  /** The objects that the one being read stands in. */
  readonly #open: object[] = bareList();
  /** The key at which each of them is being read. */
  readonly #keys: string[] = bareList();
  #depth = 0;
  #nodes = 0;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  read(x: unknown): Value {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) throw this.#refuse('too-large');
    switch (typeof x) {
      case 'string':
        if (x.length > MAX_TEXT) throw this.#refuse('too-large');
        return x;
      case 'bigint':
        if (x >= BIGINT_LIMIT || x <= -BIGINT_LIMIT) throw this.#refuse('too-large');
        return x;
      case 'function':
        throw this.#refuse('function');
      case 'symbol':
        throw this.#refuse('symbol');
      case 'object':
        return x === null ? null : this.#readObject(x);
      default:
        return x as number | boolean | undefined;
    }
  }

  #readObject(x: object): Value {
    if (isProxy(x)) throw this.#refuse('proxy');
    if (isPromise(x)) throw this.#refuse('promise');
    if (this.#runtime.isTensor(x)) return this.#readTensor(x);
    if (this.#runtime.isNotFilled(x)) return this.#readMarker(x);
    if (typedArrayName(x) !== undefined) throw this.#refuse('typed-array');
    for (let i = 0; i < this.#depth; i++) {
      if (this.#open[i] === x) throw this.#refuse('cycle');
    }
    if (this.#depth > MAX_DEPTH) throw this.#refuse('depth');
    this.#open[this.#depth] = x;
    this.#depth += 1;
    const value = isArray(x) ? this.#readList(x) : this.#readRecord(x);
    this.#depth -= 1;
    return value;
  }

  #readList(x: readonly unknown[]): Value {
    if (x.length > MAX_NODES) throw this.#refuse('too-large');
    const list: Value[] = [];
    for (let i = 0; i < x.length; i++) append(list, this.#readProperty(x, `${i}`));
    return list;
  }

  #readRecord(x: object): Value {
    const prototype = getPrototypeOf(x);
    if (prototype !== null && prototype !== objectPrototype) throw this.#refuse('instance');
    const record: Record<string, Value> = createBare({});
    const keys = ownKeys(x);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      // Symbol keys carry an engine's own marks (an iterator, a brand), no data.
      if (typeof key !== 'string') continue;
      if (key.length > MAX_TEXT) throw this.#refuse('too-large');
      define(record, key, this.#readProperty(x, key));
    }
    if (isReservedKind(record.kind)) throw this.#refuse('reserved-kind');
    return record;
  }

  #readProperty(owner: object, key: string): Value {
    this.#keys[this.#depth - 1] = key;
    const property = getOwnPropertyDescriptor(owner, key);
    if (property === undefined) return this.read(undefined); // a hole in a sparse array
    if (!hasOwn(property, 'value')) throw this.#refuse('getter');
    return this.read(property.value);
  }

  #readTensor(x: object): TensorValue {
    const { dtype, shape, data } = this.#runtime.inspect(x);
    const bad = (): CannotCross => this.#refuse('bad-tensor');
    if (!isDtypeName(dtype) || !isArray(shape) || isProxy(shape)) throw bad();
    const ArrayType = TYPED_ARRAYS[dtype];
    if (typedArrayName(data) !== ArrayType.name) throw bad();
    const count = elementCount(shape);
    const elements = data as TensorData;
    if (count === undefined || byteLengthOf(elements) !== count * ArrayType.BYTES_PER_ELEMENT) throw bad();
    const sizes: number[] = [];
    for (let axis = 0; axis < shape.length; axis++) append(sizes, shape[axis] as number);
    return { kind: 'tensor', dtype, shape: sizes, data: copyOf(elements, dtype) };
  }

  #readMarker(x: object): Value {
    const task = ownValue(x, 'task');
    if (typeof task !== 'string' || task.length > MAX_TEXT) throw this.#refuse('instance');
    return { kind: 'not-filled', task };
  }

  /** Where the refused value stands is put together only now: most values are not refused. */
  #refuse(reason: CrossingReason): CannotCross {
    let path = '';
    for (let i = 0; i < this.#depth; i++) {
      const key = this.#keys[i] as string;
      path += isArray(this.#open[i]) ? `[${key}]` : `.${key}`;
      if (path.length > MAX_PATH) break;
    }
    return new CannotCross(reason, path);
  }
}
