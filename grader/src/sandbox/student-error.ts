/**
 * What a submission threw, as plain words. Runs in the host: everything about the thrown thing is the student's,
 * so only data properties are read and nothing of it is called.
 */
import { types } from 'node:util';
import {
  apply,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  matchText,
  ownValue,
  sliceText,
} from './primordials.ts';
import type { ThrownError } from './wire.ts';

const { isProxy } = types;
const MAX_MESSAGE = 2_000;
const MAX_STACK = 20_000;
const MAX_CHAIN = 10;

/** In which line of a recursion the stack ends is chance, and differs between two runs: it is no line to quote. */
const STACK_ENDED = 'Maximum call stack size exceeded';

// Newer engines make `stack` an accessor of every error; its getter is the engine's own when it is this one.
const stackProbe = getOwnPropertyDescriptor(new Error('probe'), 'stack');
const engineStackGetter = stackProbe && hasOwn(stackProbe, 'get') ? stackProbe.get : undefined;

/** The data property `key` of `thrown` or of what it inherits from. */
function inheritedValue(thrown: object, key: string): unknown {
  let owner: object | null = thrown;
  for (let depth = 0; owner !== null && depth < MAX_CHAIN && !isProxy(owner); depth++) {
    const value = ownValue(owner, key);
    if (value !== undefined) return value;
    owner = getPrototypeOf(owner);
  }
  return undefined;
}

function stackOf(thrown: object): string {
  const property = getOwnPropertyDescriptor(thrown, 'stack');
  if (property === undefined) return '';
  if (hasOwn(property, 'value')) return typeof property.value === 'string' ? property.value : '';
  if (property.get === undefined || property.get !== engineStackGetter) return '';
  const stack: unknown = apply(property.get, thrown, []);
  return typeof stack === 'string' ? stack : '';
}

/** The stack is put together when it is first read, by `Error.prepareStackTrace` where the student has set that. */
function safeStackOf(thrown: object): string {
  try {
    return stackOf(thrown);
  } catch {
    return '';
  }
}

/** `studentPlace` finds line and column in a stack; an error of the module itself has no column. */
export function describeThrown(thrown: unknown, studentPlace: RegExp): ThrownError {
  if (typeof thrown !== 'object' || thrown === null || isProxy(thrown)) {
    const text = typeof thrown === 'string' ? thrown : `a ${typeof thrown}`;
    return { name: 'Error', message: sliceText(`threw ${text} instead of an error`, 0, MAX_MESSAGE) };
  }
  const name = inheritedValue(thrown, 'name');
  const message = inheritedValue(thrown, 'message');
  const place =
    message === STACK_ENDED ? null : matchText(studentPlace, sliceText(safeStackOf(thrown), 0, MAX_STACK));
  const error = {
    name: typeof name === 'string' ? sliceText(name, 0, 100) : 'Error',
    message: typeof message === 'string' ? sliceText(message, 0, MAX_MESSAGE) : '',
  };
  return place === null ? error : { ...error, line: +(place[1] as string), column: +(place[2] ?? 1) };
}
