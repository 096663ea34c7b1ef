import { ArgumentError, describe, ValueError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { type PadMode, pad } from '../../ops/functional/pad.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { fansOf } from '../init/fans.ts';
import { kaimingUniform_ } from '../init/kaiming.ts';
import { uniform_ } from '../init/uniform.ts';
import {
  type LayerArguments,
  layerArguments,
  newParameter,
  type ParameterOptions,
} from '../layer-arguments.ts';
import { Module } from '../module.ts';
import type { Parameter } from '../parameter.ts';

/** One number for every dimension, or one for each. */
export type PerDimension = number | readonly number[];

export interface ConvolutionOptions extends ParameterOptions {
  /** How far the kernel moves from one output to the next; 1 unless given. */
  readonly stride?: PerDimension;
  /** How far the input is padded on each side, 'same' for the size of the input, 'valid' for none; 0 unless given. */
  readonly padding?: PerDimension | 'same' | 'valid';
  /** How far apart the elements under the kernel are; 1 unless given. */
  readonly dilation?: PerDimension;
  /** Into how many groups the channels fall, each convolved by itself; 1 unless given. */
  readonly groups?: number;
  /** Whether a bias is learned; true unless given. */
  readonly bias?: boolean;
  /** What the input is padded with: 'zeros' unless given, 'reflect', 'replicate' or 'circular'. */
  readonly paddingMode?: PaddingMode;
}

export type PaddingMode = 'zeros' | 'reflect' | 'replicate' | 'circular';

const paddingModes: readonly string[] = ['zeros', 'reflect', 'replicate', 'circular'] satisfies PaddingMode[];

/** The names of a convolution's arguments in PyTorch's order. */
const plainArguments = ['stride', 'padding', 'dilation', 'groups', 'bias', 'paddingMode'];

/** The names of a transposed convolution's arguments, whose order is another. */
const transposedArguments = [
  'stride',
  'padding',
  'outputPadding',
  'groups',
  'bias',
  'dilation',
  'paddingMode',
];

/**
 * What convolutions have in common: settings, parameters, their initial values and the printed form. Weights are
 * uniform in ±1/√(values that reach an output), as biases are.
 */
export abstract class Convolution extends Module {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[] | 'same' | 'valid';
  readonly dilation: readonly number[];
  readonly outputPadding: readonly number[];
  readonly groups: number;
  readonly paddingMode: PaddingMode;
  weight: Parameter;
  bias: Parameter | null;

  /** @param rank the number of dimensions that the kernel moves along. */
  constructor(args: readonly unknown[], rank: number, transposed = false) {
    super();
    const who = new.target.name;
    const names = transposed ? transposedArguments : plainArguments;
    const given = layerArguments(who, args, ['inChannels', 'outChannels', 'kernelSize'], names);
    this.inChannels = given.whole('inChannels', 0);
    this.outChannels = given.whole('outChannels', 0);
    this.groups = given.whole('groups', 1);
    requireGroups(who, this);
    this.kernelSize = perDimension(who, given, 'kernelSize', rank, 0);
    this.stride = perDimension(who, given, 'stride', rank, 1);
    this.dilation = perDimension(who, given, 'dilation', rank, 1);
    this.padding = paddingOf(who, given, rank, this.stride, transposed);
    this.outputPadding = transposed ? perDimension(who, given, 'outputPadding', rank, 0) : [];
    this.paddingMode = paddingModeOf(who, given, transposed);
    const [first, second] = transposed
      ? [this.inChannels, this.outChannels / this.groups]
      : [this.outChannels, this.inChannels / this.groups];
    this.weight = newParameter(given, [first, second, ...this.kernelSize]);
    this.bias = given.flag('bias', true) ? newParameter(given, [this.outChannels]) : null;
    this.resetParameters();
  }

  /** Draws initial values anew. */
  resetParameters(): void {
    kaimingUniform_(this.weight, { a: Math.sqrt(5) });
    const { fanIn } = fansOf(this.constructor.name, this.weight);
    if (this.bias === null || fanIn === 0) return;
    const bound = 1 / Math.sqrt(fanIn);
    uniform_(this.bias, -bound, bound);
  }

  /** The input padded with something else than zeros, and the padding that is left to do. */
  protected padded(x: Tensor): {
    readonly x: Tensor;
    readonly padding: readonly number[] | 'same' | 'valid';
  } {
    if (this.paddingMode === 'zeros') return { x, padding: this.padding };
    return {
      x: pad(x, this.#margins(), { mode: this.paddingMode satisfies PadMode }),
      padding: this.stride.map(() => 0),
    };
  }

  /** Left and right margins as `F.pad` takes them: the last dimension first. */
  #margins(): number[] {
    const margins = this.kernelSize.map((size, dim): [number, number] => {
      if (this.padding === 'valid') return [0, 0];
      if (this.padding !== 'same') return [this.padding[dim] as number, this.padding[dim] as number];
      const total = (this.dilation[dim] as number) * (size - 1);
      return [Math.floor(total / 2), total - Math.floor(total / 2)];
    });
    return margins.reverse().flat();
  }

  override extraRepr(): string {
    const { padding, dilation, outputPadding, groups, paddingMode } = this;
    const parts = [`${this.inChannels}, ${this.outChannels}, kernel_size=${shapeText(this.kernelSize)}`];
    parts.push(`stride=${shapeText(this.stride)}`);
    if (typeof padding === 'string') parts.push(`padding=${padding}`);
    else if (padding.some((size) => size !== 0)) parts.push(`padding=${shapeText(padding)}`);
    if (dilation.some((step) => step !== 1)) parts.push(`dilation=${shapeText(dilation)}`);
    if (outputPadding.some((size) => size !== 0)) parts.push(`output_padding=${shapeText(outputPadding)}`);
    if (groups !== 1) parts.push(`groups=${groups}`);
    if (this.bias === null) parts.push('bias=False');
    if (paddingMode !== 'zeros') parts.push(`padding_mode=${paddingMode}`);
    return parts.join(', ');
  }
}

/** An argument that is one number for every dimension, or one for each. */
function perDimension(
  who: string,
  given: LayerArguments,
  name: string,
  rank: number,
  fallback: number,
): readonly number[] {
  const value = given.dims(name) ?? fallback;
  if (typeof value === 'number') return new Array<number>(rank).fill(value);
  if (value.length === rank) return value;
  throw new ArgumentError({
    who,
    seen: `${name} is ${describe(value)}`,
    expected: `a number, or an array of ${rank}`,
  });
}

function paddingOf(
  who: string,
  given: LayerArguments,
  rank: number,
  stride: readonly number[],
  transposed: boolean,
): readonly number[] | 'same' | 'valid' {
  const text = given.value('padding');
  if (typeof text !== 'string') return perDimension(who, given, 'padding', rank, 0);
  if (transposed || (text !== 'same' && text !== 'valid')) {
    throw new ValueError({
      who,
      seen: `Invalid padding string '${text}'`,
      expected: transposed
        ? 'a number, or one for each dimension'
        : "'valid', 'same', a number, or one for each dimension",
    });
  }
  if (text === 'same' && stride.some((step) => step !== 1)) {
    throw new ValueError({
      who,
      seen: `padding='same' is not supported for strided convolutions (stride is ${shapeText(stride)})`,
      hint: 'give the padding as a number: half the kernel, rounded down',
    });
  }
  return text;
}

function paddingModeOf(who: string, given: LayerArguments, transposed: boolean): PaddingMode {
  const mode = given.text('paddingMode') ?? 'zeros';
  if (isPaddingMode(mode) && (mode === 'zeros' || !transposed)) return mode;
  throw new ValueError({
    who,
    seen: `padding_mode='${mode}'`,
    expected: transposed ? "Only 'zeros' padding mode is supported" : `one of '${paddingModes.join("', '")}'`,
  });
}

function isPaddingMode(mode: string): mode is PaddingMode {
  return paddingModes.includes(mode);
}

/** @throws ValueError unless the channels fall into the groups. */
function requireGroups(
  who: string,
  { inChannels, outChannels, groups }: Pick<Convolution, 'inChannels' | 'outChannels' | 'groups'>,
): void {
  if (groups <= 0) {
    throw new ValueError({ who, seen: `groups is ${groups}`, expected: 'groups must be a positive integer' });
  }
  for (const [name, channels] of [
    ['in_channels', inChannels],
    ['out_channels', outChannels],
  ] as const) {
    if (channels % groups === 0) continue;
    throw new ValueError({
      who,
      seen: `${name} is ${channels}, groups is ${groups}`,
      expected: `${name} must be divisible by groups`,
    });
  }
}
