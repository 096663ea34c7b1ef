import { Dtype } from '../../core/dtype.ts';
import { ArgumentError, describe } from '../../core/errors.ts';
import { PyFloat } from '../../core/python.ts';
import { named } from '../../tensor/arguments.ts';
import { Tensor } from '../../tensor/tensor.ts';

/**
 * The arguments of one call by name, each read with a check of its kind. Whatever is null or left out has its
 * default, as Python's None.
 */
export class BoundArguments {
  readonly #who: string;
  readonly #given: Readonly<Record<string, unknown>>;

  constructor(who: string, given: Readonly<Record<string, unknown>>) {
    this.#who = who;
    this.#given = given;
  }

  /** Whether the argument is given at all. */
  has(name: string): boolean {
    return this.value(name) !== null;
  }

  /** The argument as it is, for an operation that takes several kinds. */
  value(name: string): unknown {
    return this.#given[name] ?? null;
  }

  whole<Fallback extends number | null>(name: string, fallback: Fallback): number | Fallback {
    return this.#read(name, fallback, 'a whole number', isWhole);
  }

  /** Any number, infinities included. */
  number<Fallback extends number | null>(name: string, fallback: Fallback): number | Fallback {
    const value = this.#read(name, fallback, 'a number', isNumber);
    return value instanceof PyFloat ? value.value : value;
  }

  flag(name: string, fallback: boolean): boolean {
    return this.#read(name, fallback, 'true or false', (value) => typeof value === 'boolean');
  }

  tensor(name: string): Tensor | null {
    return this.#read(name, null, 'a Tensor', (value) => value instanceof Tensor);
  }

  dtype(name: string): Dtype | null {
    return this.#read(name, null, 'a dtype such as torch.float32', (value) => value instanceof Dtype);
  }

  text(name: string): string | null {
    return this.#read(name, null, 'a text', (value) => typeof value === 'string');
  }

  /** One dimension, several, or null for all. */
  dims(name: string): number | readonly number[] | null {
    return this.#read(name, null, 'a dimension, an array of them, or null', isDims);
  }

  #read<Value, Fallback>(
    name: string,
    fallback: Fallback,
    expected: string,
    fits: (value: unknown) => value is Value,
  ): Value | Fallback {
    const value = this.value(name);
    if (value === null) return fallback;
    if (fits(value)) return value;
    throw new ArgumentError({ who: this.#who, seen: `${name} is ${describe(value)}`, expected });
  }
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

function isNumber(value: unknown): value is number | PyFloat {
  return typeof value === 'number' || value instanceof PyFloat;
}

function isDims(value: unknown): value is number | readonly number[] {
  return isWhole(value) || (Array.isArray(value) && value.every(isWhole));
}

/**
 * Binds the arguments of a call to `names`, in order or as options at the end.
 *
 * @throws TypeError for one given twice, and for an option that is not there.
 */
export function bind(who: string, args: readonly unknown[], names: readonly string[]): BoundArguments {
  return new BoundArguments(who, named<Readonly<Record<string, unknown>>>(who, names, 0, args));
}
