import { pythonText } from '../../tensor/python-text.ts';
import { type LayerArguments, layerArguments } from '../layer-arguments.ts';
import { Module } from '../module.ts';
import { snakeCase } from '../spelling.ts';

/** One number for every dimension, or one for each. */
export type PerDimension = number | readonly number[];

export interface PoolingOptions {
  /** How far the window moves from one output to the next; the size of the window unless given. */
  readonly stride?: PerDimension | null;
  /** How far the input is padded on each side; 0 unless given. */
  readonly padding?: PerDimension;
  /** Whether a window that reaches beyond the end counts: sizes are rounded up instead of down. */
  readonly ceilMode?: boolean;
}

/** What layers that look at the input through a moving window have in common. */
export abstract class Pooling extends Module {
  readonly kernelSize: PerDimension;
  readonly stride: PerDimension;
  readonly padding: PerDimension;
  readonly ceilMode: boolean;
  protected readonly given: LayerArguments;

  /** @param names the arguments behind `kernelSize`, in PyTorch's order. */
  constructor(args: readonly unknown[], names: readonly string[]) {
    super();
    this.given = layerArguments(new.target.name, args, ['kernelSize'], names);
    this.kernelSize = this.given.dims('kernelSize') ?? 1;
    this.stride = this.given.dims('stride') ?? this.kernelSize;
    this.padding = this.given.dims('padding') ?? 0;
    this.ceilMode = this.given.flag('ceilMode', false);
  }

  /** The settings that print, by name. */
  protected abstract settings(): Readonly<Record<string, unknown>>;

  override extraRepr(): string {
    const settings = Object.entries(this.settings());
    return settings.map(([name, value]) => `${snakeCase(name)}=${pythonText(value)}`).join(', ');
  }
}
