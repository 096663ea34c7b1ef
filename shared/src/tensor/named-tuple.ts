import { inspect } from '../core/inspect.ts';
import type { Tensor } from './tensor.ts';

/**
 * The results of an operation that has several, each with a name: destructures by name and in order, and
 * prints as PyTorch's `torch.return_types`.
 *
 * ```ts
 * const [values, indices] = torch.tensor([[3, 9], [8, 4]]).max(1);
 * values; // → tensor([9, 8])
 * indices; // → tensor([1, 0])
 * torch.tensor([3, 9]).max(0).indices; // → tensor(1)
 * ```
 */
export class NamedTuple implements Iterable<Tensor> {
  readonly #operation: string;
  readonly #fields: Readonly<Record<string, Tensor>>;

  constructor(operation: string, fields: Readonly<Record<string, Tensor>>) {
    this.#operation = operation;
    this.#fields = fields;
  }

  [Symbol.iterator](): Iterator<Tensor> {
    return Object.values(this.#fields)[Symbol.iterator]();
  }

  toString(): string {
    const fields = Object.entries(this.#fields).map(([name, x]) => `${name}=${x}`);
    return `torch.return_types.${this.#operation}(\n${fields.join(',\n')})`;
  }

  [inspect](): string {
    return this.toString();
  }
}

/** A tuple with a property for every field. */
export type Named<Field extends string> = NamedTuple & { readonly [Name in Field]: Tensor };

/** What an operation that chooses elements gives: the chosen `values`, and where they stood as `indices` (int64). */
export type ValuesAndIndices = Named<'values' | 'indices'>;

/** Results in the order of `fields`; `operation` is the name they print under. */
export function namedTuple<Field extends string>(
  operation: string,
  fields: Readonly<Record<Field, Tensor>>,
): Named<Field> {
  return Object.assign(new NamedTuple(operation, fields), fields);
}

/** Several results without names, as PyTorch returns them where it has a plain tuple: an array that prints as one. */
class Tuple extends Array<Tensor> {
  // What map, filter and slice return is an ordinary array.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  override toString(): string {
    return `(${this.join(', ')}${this.length === 1 ? ',' : ''})`;
  }

  [inspect](): string {
    return this.toString();
  }
}

/** These results as a tuple. */
export function tuple<Results extends readonly Tensor[]>(...results: Results): Readonly<Results> {
  return tupleOf(results);
}

/** The results of a list, however many, as a tuple: the list itself, which cannot be changed any more. */
export function tupleOf<Results extends readonly Tensor[]>(results: Results): Readonly<Results> {
  return Object.freeze(Object.setPrototypeOf(results, Tuple.prototype));
}
