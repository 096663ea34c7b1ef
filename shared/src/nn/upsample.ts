import { ArgumentError, describe } from '../core/errors.ts';
import { floatText, PyFloat } from '../core/python.ts';
import {
  type InterpolateOptions,
  type InterpolationMode,
  interpolate,
} from '../ops/functional/interpolate.ts';
import { pythonText } from '../tensor/python-text.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { layerArguments } from './layer-arguments.ts';
import { Module } from './module.ts';

/** One number for every dimension, or one for each. */
type PerDimension = number | readonly number[];

/**
 * Makes images or sequences larger: PyTorch's `nn.Upsample`.
 *
 * - Args: `size`, that of the result, or `scaleFactor`, how many times as large it is; `mode`, 'nearest' unless
 *   given, 'linear', 'bilinear' or 'bicubic'; `alignCorners`, see `F.interpolate`.
 * - Shape: (N, C, …) → (N, C, …size).
 *
 * ```ts
 * new nn.Upsample({ scaleFactor: 2 }).call(torch.tensor([[[1.5, 3]]])); // → tensor([[[1.5000, 1.5000, 3.0000, 3.0000]]])
 * ```
 */
export class Upsample extends Module {
  readonly size: PerDimension | null;
  readonly scaleFactor: PerDimension | null;
  readonly mode: InterpolationMode;
  readonly alignCorners: boolean | null;
  readonly recomputeScaleFactor: boolean | null;

  constructor(size?: PerDimension | null | InterpolateOptions, options?: InterpolateOptions);
  constructor(...args: readonly unknown[]) {
    super();
    const names = ['size', 'scaleFactor', 'mode', 'alignCorners', 'recomputeScaleFactor'];
    const given = layerArguments('Upsample', args, [], names);
    this.size = given.dims('size');
    this.scaleFactor = factors(given.value('scaleFactor'));
    this.mode = (given.text('mode') ?? 'nearest') as InterpolationMode;
    this.alignCorners = given.has('alignCorners') ? given.flag('alignCorners', false) : null;
    this.recomputeScaleFactor = given.has('recomputeScaleFactor')
      ? given.flag('recomputeScaleFactor', false)
      : null;
  }

  override forward(x: Tensor): Tensor {
    const { size, scaleFactor, mode, alignCorners, recomputeScaleFactor } = this;
    return interpolate(x, { size, scaleFactor, mode, alignCorners, recomputeScaleFactor });
  }

  override extraRepr(): string {
    const { size, scaleFactor, mode } = this;
    const extent =
      scaleFactor === null ? `size=${pythonText(size)}` : `scale_factor=${factorText(scaleFactor)}`;
    return `${extent}, mode=${mode}`;
  }
}

/** Factors may be fractions, other than sizes. */
function factors(value: unknown): PerDimension | null {
  const isNumber = (factor: unknown) => typeof factor === 'number' || factor instanceof PyFloat;
  if (value === null) return null;
  if (isNumber(value)) return Number(value);
  if (Array.isArray(value) && value.every(isNumber)) return value.map(Number);
  throw new ArgumentError({
    who: 'Upsample',
    seen: `scaleFactor is ${describe(value)}`,
    expected: 'a number, or one for each dimension',
  });
}

function factorText(factor: PerDimension): string {
  return typeof factor === 'number' ? floatText(factor) : `(${factor.map(floatText).join(', ')})`;
}
