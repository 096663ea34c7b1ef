import { ArgumentError, describe } from '../../core/errors.ts';
import { PyFloat } from '../../core/python.ts';
import { assign } from '../../ops/families/in-place.ts';
import { argumentsByName } from '../../tensor/arguments.ts';
import { pythonText } from '../../tensor/python-text.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Module } from '../module.ts';
import { snakeCase } from '../spelling.ts';

/** What the constructor of an activation takes among its options where it can work in place. */
export interface InPlaceOptions {
  /** Write the result over the input. */
  readonly inplace?: boolean;
}

/**
 * A function of one tensor with a few settings, which are attributes and print with the module. A subclass
 * writes `formula`; one with settings has a constructor that names them and reads each.
 */
export abstract class Activation extends Module {
  /** Whether the result is written over the input. */
  inplace = false;
  readonly #names: readonly string[];
  readonly #given: ReadonlyMap<string, unknown>;
  /** Settings given as Python floats, by name: 2.0 prints otherwise than 2. */
  readonly #floats = new Map<string, PyFloat>();

  constructor();
  /** @internal For a subclass: the arguments of its constructor, and their names in order. */
  constructor(args: readonly unknown[], names: readonly string[]);
  constructor(args?: readonly unknown[], names?: readonly string[]) {
    super();
    const who = new.target.name;
    this.#names = names ?? [];
    this.#given = argumentsByName(
      who,
      names === undefined && args !== undefined ? [args] : (args ?? []),
      this.#names,
      [],
    );
    const inplace = this.#given.get('inplace') ?? false;
    if (typeof inplace !== 'boolean') {
      throw new ArgumentError({ who, seen: `inplace is ${describe(inplace)}`, expected: 'true or false' });
    }
    this.inplace = inplace;
  }

  /** The function that the module is. */
  protected abstract formula(x: Tensor): Tensor;

  override forward(x: Tensor): Tensor {
    const y = this.formula(x);
    return this.inplace ? assign(`${this.constructor.name}, in place`, x, y) : y;
  }

  /** A setting that is a number; a `PyFloat` as its default prints as one. Without a default it must be given. */
  protected number(name: string, fallback?: number | PyFloat): number {
    const value = this.#given.get(name) ?? fallback;
    if (value instanceof PyFloat) this.#floats.set(name, value);
    else if (typeof value !== 'number') {
      const seen =
        value === undefined ? `missing 1 required argument: ${name}` : `${name} is ${describe(value)}`;
      throw new ArgumentError({ who: this.constructor.name, seen, expected: `${name}, a number` });
    }
    return Number(value);
  }

  /** A setting that is a number or null. */
  protected numberOrNull(name: string): number | null {
    return (this.#given.get(name) ?? null) === null ? null : this.number(name);
  }

  /** A setting that is a text. */
  protected text(name: string, fallback: string): string {
    const value = this.#given.get(name) ?? fallback;
    if (typeof value === 'string') return value;
    throw new ArgumentError({
      who: this.constructor.name,
      seen: `${name} is ${describe(value)}`,
      expected: `a text such as '${fallback}'`,
    });
  }

  /** What a setting prints as. */
  protected printed(name: string): string {
    const value: unknown = Reflect.get(this, name);
    const float = this.#floats.get(name);
    return float !== undefined && float.value === value ? String(float) : pythonText([value]).slice(1, -1);
  }

  override extraRepr(): string {
    const settings = this.#names.filter((name) => name !== 'inplace');
    const parts = settings.map((name) => `${snakeCase(name)}=${this.printed(name)}`);
    return (this.inplace ? [...parts, 'inplace=True'] : parts).join(', ');
  }
}
