import { ArgumentError, describe } from '../core/errors.ts';
import type { Module } from '../nn/module.ts';
import type { Numbers } from '../plots/numbers.ts';
import type { Tensor } from '../tensor/tensor.ts';

// Only types of the runtime are imported: '#plots' is a file of its own and must not hold a second runtime, whose
// tensors the first would not know. What is needed of tensors and models are their methods.

/** A model, which is called as it stands (`eval()` it first where that matters), or any function of a tensor. */
export type Model = Module | ((points: Tensor) => Numbers);

export function called(who: string, model: Model, inputs: Tensor): Numbers {
  if (isModule(model)) return model.call(inputs);
  if (typeof model === 'function') return model(inputs);
  throw new ArgumentError({ who, seen: describe(model), expected: 'a module, or a function of a tensor' });
}

/** Plain numbers as a tensor of the floating point dtype of the model, or of that of `like`. */
export function asTensor(who: string, values: number[][], model: Model, like: Numbers): Tensor {
  const [parameter = like] = isModule(model) ? model.parameters() : [];
  if (isTensor(parameter))
    return (parameter.isFloatingPoint() ? parameter : parameter.float()).newTensor(values);
  throw new ArgumentError({
    who,
    seen: `${describe(parameter)} and a model without parameters`,
    expected: 'a tensor: the model is asked with tensors like it',
    hint: 'torch.tensor(X, { dtype: torch.float32 })',
  });
}

export const isTensor = (value: unknown): value is Tensor =>
  typeof value === 'object' && value !== null && 'newTensor' in value;

export const isModule = (value: unknown): value is Module =>
  typeof value === 'object' && value !== null && 'namedParameters' in value;
