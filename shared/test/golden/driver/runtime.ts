import * as torchModule from '#torch';

/** A name that PyTorch has and the runtime has not (yet). */
export class MissingError extends Error {
  override readonly name = 'MissingError';
}

/** Follows names from the runtime's exports: `['torch', 'autograd', 'grad']`. @throws MissingError. */
export function lookUp(path: readonly string[]): unknown {
  let found: unknown = torchModule;
  for (const [depth, name] of path.entries()) {
    found = member(found, name, path.slice(0, depth).join('.'));
  }
  return found;
}

/** A property of any value. @throws MissingError naming it, where there is none. */
export function member(owner: unknown, name: string | symbol, ownerName: string): unknown {
  const found: unknown = hasMember(owner, name) ? Reflect.get(Object(owner), name) : undefined;
  if (found === undefined) {
    throw new MissingError(`${ownerName === '' ? '' : `${ownerName}.`}${String(name)} is not there`);
  }
  return found;
}

export function hasMember(owner: unknown, name: string | symbol): boolean {
  return owner !== null && owner !== undefined && name in Object(owner);
}

/** Calls a method of any value. @throws MissingError where it has no such method. */
export function method(owner: unknown, name: string | symbol, args: readonly unknown[] = []): unknown {
  const found = member(owner, name, className(owner));
  if (typeof found !== 'function')
    throw new MissingError(`${className(owner)}.${String(name)} is not a method`);
  return Reflect.apply(found, owner, args);
}

/** Calls what stands at the path, with `new` where the last name is that of a class. */
export function callAt(path: readonly string[], args: readonly unknown[] = []): unknown {
  const owner = lookUp(path.slice(0, -1));
  const name = path.at(-1) ?? '';
  const found = member(owner, name, path.slice(0, -1).join('.'));
  if (typeof found !== 'function') throw new MissingError(`${path.join('.')} is not a function`);
  return /^[A-Z]/.test(name) ? Reflect.construct(found, [...args]) : Reflect.apply(found, owner, [...args]);
}

/** The class of a value, for messages: `Tensor`, `Linear`, `null`. */
export function className(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  const maker: unknown = Object.getPrototypeOf(Object(value))?.constructor;
  return typeof maker === 'function' && maker.name !== '' ? maker.name : typeof value;
}

/** What the runtime hands out to be walked over: an iterator, a set, an array. */
export function items(value: unknown): unknown[] {
  if (!isIterable(value)) throw new MissingError(`${className(value)} cannot be iterated`);
  return Array.from(value);
}

export function isIterable(value: unknown): value is Iterable<unknown> {
  return hasMember(value, Symbol.iterator);
}

/** Names with values, given as a plain object, a Map or pairs. */
export function entries(value: unknown): [string, unknown][] {
  const pairs: unknown[] = isIterable(value) ? items(value) : Object.entries(Object(value));
  return pairs.map((pair) => {
    const [name, item] = items(pair);
    return [String(name), item];
  });
}
