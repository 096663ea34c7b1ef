/**
 * The built-ins that run beside student code, captured before any of it is loaded.
 *
 * A submission may replace `JSON.parse`, `Array.prototype.map` or put a setter on `Object.prototype`. Code that
 * uses only this file, syntax, and objects with a null prototype neither breaks nor is steered by that: array
 * and object literals define own properties, while methods, `for … of`, spreading of arrays and `push` all ask
 * prototypes that the student can reach.
 */

export const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf } =
  Reflect;
export const { hasOwn, is: sameNumber } = Object;
export const { isArray } = Array;
export const { isFinite: isFiniteNumber, isSafeInteger } = Number;
export const { parse, stringify } = JSON;
export const toBigInt = BigInt;
export const objectPrototype = Object.prototype;

/** `method` as a function of its receiver: `unbound(f)(self, a)` is `self.f(a)`, whatever becomes of prototypes. */
export function unbound<Self, Arguments extends unknown[], Result>(
  method: (this: Self, ...args: Arguments) => Result,
): (self: Self, ...args: Arguments) => Result {
  return (self, ...args) => apply(method, self, args);
}

/** The getter of `name` on `prototype`, as a function of its receiver. */
function getter<Self, Result>(prototype: object, name: PropertyKey): (self: Self) => Result {
  const get = getOwnPropertyDescriptor(prototype, name)?.get;
  if (!get) throw new TypeError(`this engine has no getter ${String(name)}`);
  return (self) => apply(get, self, []);
}

const typedArrayPrototype: object = Object.getPrototypeOf(Uint8Array.prototype);
export const bufferOf = getter<ArrayBufferView, ArrayBufferLike>(typedArrayPrototype, 'buffer');
export const byteOffsetOf = getter<ArrayBufferView, number>(typedArrayPrototype, 'byteOffset');
export const byteLengthOf = getter<ArrayBufferView, number>(typedArrayPrototype, 'byteLength');
/** 'Float32Array', …; undefined for anything that is not a typed array, proxies included. */
export const typedArrayName = getter<unknown, string | undefined>(typedArrayPrototype, Symbol.toStringTag);
export const setBytes = unbound<Uint8Array, [ArrayLike<number>, number?], void>(Uint8Array.prototype.set);

export const Bytes = Uint8Array;
export const TYPED_ARRAYS = {
  __proto__: null,
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });
const encode = encoder.encode;
const decode = decoder.decode;
export const utf8 = (text: string): Uint8Array => apply(encode, encoder, [text]);
/** Throws a TypeError on bytes that are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => apply(decode, decoder, [bytes]);

export const bigintText = unbound<bigint, [], string>(BigInt.prototype.toString);
export const sliceText = unbound<string, [number, number?], string>(String.prototype.slice);
export const matchText = unbound<RegExp, [string], RegExpExecArray | null>(RegExp.prototype.exec);

/** One for all: making a descriptor costs more than defining a property. */
const descriptor: PropertyDescriptor = {
  value: undefined,
  writable: true,
  enumerable: true,
  configurable: true,
};
// Keeps out a `get` or `set` that is put on Object.prototype.
Object.setPrototypeOf(descriptor, null);

/** Sets an own property: neither setters on prototypes nor `__proto__` have a say. */
export function define(target: object, key: PropertyKey, value: unknown): void {
  descriptor.value = value;
  defineProperty(target, key, descriptor);
  descriptor.value = undefined;
}

export function append<T>(list: T[], value: T): void {
  define(list, list.length, value);
}

/** The value of an own data property; undefined where there is none, or only a getter. */
export function ownValue(target: object, key: PropertyKey): unknown {
  const property = getOwnPropertyDescriptor(target, key);
  return property && hasOwn(property, 'value') ? property.value : undefined;
}

/** An array whose elements and length alone count: nothing is inherited, so nothing can be patched. */
export function bareList<T>(): T[] {
  const list: T[] = [];
  setPrototypeOf(list, null);
  return list;
}

/** `fields` without a prototype. */
export function createBare<T extends object>(fields: T): T {
  setPrototypeOf(fields, null);
  return fields;
}
