import { AssertionError, RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { linear } from '../../ops/functional/linear.ts';
import { squeeze } from '../../ops/squeeze.ts';
import { unsqueeze } from '../../ops/unsqueeze.ts';
import { filled } from '../../tensor/creation.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { uniform_ } from '../init/uniform.ts';
import {
  type LayerArguments,
  layerArguments,
  newParameter,
  type ParameterOptions,
} from '../layer-arguments.ts';
import { Module } from '../module.ts';
import type { Parameter } from '../parameter.ts';
import type { State, Step } from './steps.ts';

export interface CellOptions extends ParameterOptions {
  /** Whether biases are learned; true unless given. */
  readonly bias?: boolean;
}

/** What `RNNCell`, `LSTMCell` and `GRUCell` have in common: parameters, checks, and how a step is called. */
export abstract class RecurrentCell extends Module {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly bias: boolean;
  /** The parameters `weight_ih`, `weight_hh`, `bias_ih` and `bias_hh`: input to hidden, hidden to hidden. */
  declare weightIh: Parameter;
  declare weightHh: Parameter;
  declare biasIh: Parameter | null;
  declare biasHh: Parameter | null;
  protected readonly given: LayerArguments;

  /** @param gates how many vectors of the hidden size a step computes. */
  constructor(args: readonly unknown[], gates: number, names: readonly string[] = []) {
    super();
    const given = layerArguments(new.target.name, args, ['inputSize', 'hiddenSize'], ['bias', ...names]);
    this.given = given;
    this.inputSize = given.whole('inputSize', 0);
    this.hiddenSize = given.whole('hiddenSize', 0);
    this.bias = given.flag('bias', true);
    const rows = gates * this.hiddenSize;
    this.registerParameter('weight_ih', newParameter(given, [rows, this.inputSize]));
    this.registerParameter('weight_hh', newParameter(given, [rows, this.hiddenSize]));
    this.registerParameter('bias_ih', this.bias ? newParameter(given, [rows]) : null);
    this.registerParameter('bias_hh', this.bias ? newParameter(given, [rows]) : null);
    this.resetParameters();
  }

  /** Draws initial values anew. */
  resetParameters(): void {
    const bound = this.hiddenSize > 0 ? 1 / Math.sqrt(this.hiddenSize) : 0;
    for (const parameter of this.parameters()) uniform_(parameter, -bound, bound);
  }

  /** One step, for inputs with or without a batch; a state that is not given is zeros. */
  protected stepped(step: Step, x: Tensor, given: State | null, parts: number): State {
    this.#check(x, given);
    const input = x.ndim === 1 ? unsqueeze(x, 0) : x;
    const rows = input.sizes[0] as number;
    const state =
      given === null
        ? Array.from({ length: parts }, () => filled([rows, this.hiddenSize], 0, x.dtype, x.device))
        : given.map((part) => (x.ndim === 1 ? unsqueeze(part, 0) : part));
    const fromInput = linear(input, this.weightIh, this.biasIh);
    const next = step(fromInput, state, { weight: this.weightHh, bias: this.biasHh });
    return x.ndim === 1 ? next.map((part) => squeeze(part, 0)) : next;
  }

  /** @throws RuntimeError where the sizes of input or state are not those of the cell. */
  #check(x: Tensor, state: State | null): void {
    const who = this.constructor.name;
    if (x.ndim !== 1 && x.ndim !== 2) {
      throw new AssertionError({
        who,
        seen: `Expected input to be 1-D or 2-D but received ${x.ndim}-D tensor`,
        expected: '(batch, input size) or (input size,)',
      });
    }
    if (x.sizes.at(-1) !== this.inputSize) {
      throw new RuntimeError({
        who,
        seen: `input has inconsistent input_size: got ${x.sizes.at(-1)} expected ${this.inputSize}`,
        expected: `an input of shape (batch, ${this.inputSize})`,
      });
    }
    const wanted = [...x.sizes.slice(0, -1), this.hiddenSize];
    for (const part of state ?? []) {
      if (part.ndim === wanted.length && part.sizes.every((size, dim) => size === wanted[dim])) continue;
      throw new RuntimeError({
        who,
        seen: `hidden has the shape ${shapeText(part.sizes)}`,
        expected: `${shapeText(wanted)}, for an input of shape ${shapeText(x.sizes)}`,
      });
    }
  }

  override extraRepr(): string {
    return `${this.inputSize}, ${this.hiddenSize}${this.bias ? '' : ', bias=False'}`;
  }
}
