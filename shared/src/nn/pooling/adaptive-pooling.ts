import { ArgumentError, describe } from '../../core/errors.ts';
import { argumentsByName } from '../../tensor/arguments.ts';
import { pythonText } from '../../tensor/python-text.ts';
import { Module } from '../module.ts';

/** The size of the result: one number for every dimension, or one for each; null keeps the size of the input. */
export type OutputSize = number | null | readonly (number | null)[];

/** What layers have in common whose windows are chosen so that the result has a given size. */
export abstract class AdaptivePooling extends Module {
  readonly outputSize: OutputSize;

  constructor(outputSize: OutputSize | { readonly outputSize: OutputSize });
  constructor(...args: readonly unknown[]) {
    super();
    const size = argumentsByName(new.target.name, args, ['outputSize'], []).get('outputSize');
    if (!isOutputSize(size)) {
      throw new ArgumentError({
        who: new.target.name,
        seen: `outputSize is ${describe(size)}`,
        expected: 'a whole number, or one for each dimension; null keeps a size',
      });
    }
    this.outputSize = size;
  }

  override extraRepr(): string {
    return `output_size=${pythonText(this.outputSize)}`;
  }
}

function isOutputSize(value: unknown): value is OutputSize {
  const isSize = (size: unknown) => size === null || (typeof size === 'number' && Number.isInteger(size));
  return isSize(value) || (Array.isArray(value) && value.every(isSize));
}
