import type { Tensor } from './tensor.ts';

const inspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * The two results of an operation that chooses elements: the chosen `values`, and where they stood as
 * `indices` (int64). Destructures by name and in order; prints as PyTorch's `torch.return_types`.
 *
 * ```ts
 * const [values, indices] = torch.tensor([[3, 9], [8, 4]]).max(1);
 * values; // → tensor([9, 8])
 * indices; // → tensor([1, 0])
 * ```
 */
export class ValuesAndIndices implements Iterable<Tensor> {
  readonly values: Tensor;
  readonly indices: Tensor;
  readonly #operation: string;

  constructor(operation: string, values: Tensor, indices: Tensor) {
    this.#operation = operation;
    this.values = values;
    this.indices = indices;
  }

  *[Symbol.iterator](): Iterator<Tensor> {
    yield this.values;
    yield this.indices;
  }

  toString(): string {
    return `torch.return_types.${this.#operation}(\nvalues=${this.values},\nindices=${this.indices})`;
  }

  [inspect](): string {
    return this.toString();
  }
}
