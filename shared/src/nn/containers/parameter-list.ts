import { IndexError } from '../../core/errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Module } from '../module.ts';
import { ownParameters } from '../module-members.ts';
import { Parameter } from '../parameter.ts';

/**
 * Parameters in a list: PyTorch's `nn.ParameterList`. In a plain array they would not be among the model's
 * parameters. Tensors become parameters.
 *
 * ```ts
 * const list = new nn.ParameterList([torch.zeros(2), torch.zeros(2, 3)]);
 * list.at(-1).shape; // → torch.Size([2, 3])
 * ```
 */
export class ParameterList extends Module {
  /** The parameter at a place, under its name '0', '1', …: `list[0]`. See `at`. */
  [place: number]: Parameter;

  constructor(parameters: Iterable<Tensor> = []) {
    super();
    this.extend(parameters);
  }

  /** The number of parameters. */
  get length(): number {
    return ownParameters(this).length;
  }

  /** The parameter at a place; negative places count from the end. @throws IndexError for one that is not there. */
  at(place: number): Parameter {
    const parameters = ownParameters(this);
    const found = parameters.at(place);
    if (Number.isInteger(place) && found !== undefined) return found[1];
    throw new IndexError({
      who: 'ParameterList',
      seen: `index ${place} is out of range`,
      expected: `a place from ${-parameters.length} to ${parameters.length - 1}`,
    });
  }

  /** Adds a parameter at the end. */
  append(parameter: Tensor): this {
    const added = parameter instanceof Parameter ? parameter : new Parameter(parameter);
    this.registerParameter(String(this.length), added);
    return this;
  }

  /** Adds parameters at the end. */
  extend(parameters: Iterable<Tensor>): this {
    for (const parameter of parameters) this.append(parameter);
    return this;
  }

  *[Symbol.iterator](): Generator<Parameter> {
    for (const [, parameter] of ownParameters(this)) yield parameter;
  }

  override extraRepr(): string {
    return ownParameters(this)
      .map(
        ([name, { dtype, sizes }]) =>
          `  (${name}): Parameter containing: [${dtype} of size ${sizes.join('x')}]`,
      )
      .join('\n');
  }
}
