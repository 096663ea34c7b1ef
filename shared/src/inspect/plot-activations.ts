import { ArgumentError, describe } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import type { Module } from '../nn/module.ts';
import {
  type ActivationCurve,
  type ActivationData,
  activationFigure,
  type PlotActivationsOptions,
} from '../plots/activation-figure.ts';
import type { Figure } from '../plots/figure.ts';
import { requireSameLength, vectorOf } from '../plots/numbers.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { called, isModule, isTensor } from './ask-model.ts';

/** A class of activations, which is made without arguments; one that is made; or any function of a tensor. */
export type ActivationLike = (new () => Module) | Module | ((x: Tensor) => Tensor);

/**
 * Activation functions over x, a panel for each with its name, filled row by row.
 *
 * ```ts
 * const x = torch.linspace(-6, 6, 100);
 * const square = (x) => x.square();
 * const { data } = plotActivations(x, [nn.Sigmoid, new nn.ELU(), square], { derivatives: true });
 * data.curves.map(({ name }) => name); // → [ 'Sigmoid', 'ELU', 'square' ]
 * ```
 *
 * @throws ValueError for more functions than panels, TypeError for what is no function or no tensor.
 */
export function plotActivations(
  x: Tensor,
  functions: readonly ActivationLike[],
  options: PlotActivationsOptions = {},
): Figure<ActivationData> {
  const who = 'plotActivations';
  checkOptions(who, options, ['rows', 'cols', 'width', 'height', 'derivatives', 'title']);
  if (!isTensor(x)) {
    throw new ArgumentError({
      who,
      seen: `x is ${describe(x)}`,
      expected: 'a tensor, such as torch.linspace(-6, 6, 100)',
    });
  }
  const curves = functions.map((f) => curveOf(who, f, x, options.derivatives ?? false));
  return activationFigure({ x: vectorOf(who, 'x', x), curves }, options);
}

function curveOf(who: string, f: ActivationLike, x: Tensor, derivatives: boolean): ActivationCurve {
  const model = isModuleClass(f) ? new f() : f;
  const name = typeof model === 'function' ? model.name || 'f' : model.constructor.name;
  const leaf = x.detach().clone().requiresGrad_(derivatives);
  const y = called(who, model, leaf);
  const values = vectorOf(who, name, y);
  requireSameLength(who, ['x', vectorOf(who, 'x', x)], [name, values]);
  if (!derivatives) return { name, y: values, derivative: [] };
  if (isTensor(y) && y.requiresGrad) y.sum().backward();
  if (leaf.grad === null) {
    throw new ArgumentError({
      who,
      seen: `no gradient of ${name} reaches x`,
      expected: 'a function that is computed with tensors',
    });
  }
  return { name, y: values, derivative: vectorOf(who, `the derivative of ${name}`, leaf.grad) };
}

const isModuleClass = (value: ActivationLike): value is new () => Module =>
  typeof value === 'function' && typeof value.prototype === 'object' && isModule(value.prototype);
