import { AssertionError, RuntimeError, ValueError } from '../../core/errors.ts';
import { sameSizes, shapeText } from '../../core/shape.ts';
import { cat } from '../../ops/cat.ts';
import { dropout } from '../../ops/functional/dropout.ts';
import { linear } from '../../ops/functional/linear.ts';
import { squeeze } from '../../ops/squeeze.ts';
import { stack } from '../../ops/stack.ts';
import { transpose } from '../../ops/transpose.ts';
import { unbind } from '../../ops/unbind.ts';
import { unsqueeze } from '../../ops/unsqueeze.ts';
import { filled } from '../../tensor/creation.ts';
import { pythonText } from '../../tensor/python-text.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { uniform_ } from '../init/uniform.ts';
import {
  type LayerArguments,
  layerArguments,
  newParameter,
  type ParameterOptions,
} from '../layer-arguments.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import type { State, Step } from './steps.ts';

export interface RecurrentOptions extends ParameterOptions {
  /** How many networks stand on each other, each reading the outputs of the one below; 1 unless given. */
  readonly numLayers?: number;
  /** Whether biases are learned; true unless given. */
  readonly bias?: boolean;
  /** Whether input and output are (batch, time, …) rather than (time, batch, …); false unless given. */
  readonly batchFirst?: boolean;
  /** The probability of an output to be dropped between two layers, while training; 0 unless given. */
  readonly dropout?: number;
  /** Whether a second network reads the sequence backwards, its outputs joined to the first's; false unless given. */
  readonly bidirectional?: boolean;
}

/** What a recurrent network gives: the outputs of the last layer at all times, and the last state of each. */
export interface Unrolled {
  readonly outputs: Tensor;
  readonly state: State;
}

/** What `RNN`, `LSTM` and `GRU` have in common: parameters, checks, and the way through layers and time. */
export abstract class Recurrent extends Module {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly bias: boolean;
  readonly batchFirst: boolean;
  dropout: number;
  readonly bidirectional: boolean;
  /** The size that an LSTM projects h to; 0 for none. */
  readonly projSize: number;
  protected readonly given: LayerArguments;

  /**
   * @param gates how many vectors of the hidden size a step computes.
   * @param names further arguments behind the common ones.
   */
  constructor(args: readonly unknown[], gates: number, names: readonly string[] = []) {
    super();
    const common = ['numLayers', 'bias', 'batchFirst', 'dropout', 'bidirectional'];
    const who = new.target.name;
    const given = layerArguments(who, args, ['inputSize', 'hiddenSize'], [...common, ...names]);
    this.given = given;
    this.inputSize = given.whole('inputSize', 0);
    this.hiddenSize = given.whole('hiddenSize', 0);
    this.numLayers = given.whole('numLayers', 1);
    this.bias = given.flag('bias', true);
    this.batchFirst = given.flag('batchFirst', false);
    this.dropout = given.number('dropout', 0);
    this.bidirectional = given.flag('bidirectional', false);
    this.projSize = names.includes('projSize') ? given.whole('projSize', 0) : 0;
    requireSettings(who, this);
    this.#makeParameters(given, gates * this.hiddenSize);
    this.resetParameters();
  }

  #makeParameters(given: LayerArguments, rows: number): void {
    for (let layer = 0; layer < this.numLayers; layer++) {
      const inputSize = layer === 0 ? this.inputSize : this.#outputSize * this.#directions;
      for (let direction = 0; direction < this.#directions; direction++) {
        const place = placeName(layer, direction);
        this.registerParameter(`weight_ih_${place}`, newParameter(given, [rows, inputSize]));
        this.registerParameter(`weight_hh_${place}`, newParameter(given, [rows, this.#outputSize]));
        if (this.bias) {
          this.registerParameter(`bias_ih_${place}`, newParameter(given, [rows]));
          this.registerParameter(`bias_hh_${place}`, newParameter(given, [rows]));
        }
        if (this.projSize === 0) continue;
        this.registerParameter(`weight_hr_${place}`, newParameter(given, [this.projSize, this.hiddenSize]));
      }
    }
  }

  get #directions(): number {
    return this.bidirectional ? 2 : 1;
  }

  /** The size of h. */
  get #outputSize(): number {
    return this.projSize === 0 ? this.hiddenSize : this.projSize;
  }

  /** Draws initial values anew. */
  resetParameters(): void {
    const bound = this.hiddenSize > 0 ? 1 / Math.sqrt(this.hiddenSize) : 0;
    for (const parameter of this.parameters()) uniform_(parameter, -bound, bound);
  }

  /**
   * Runs `step` through all layers and times.
   *
   * @param initial the state before the first time, its parts (layers · directions, batch, size); null for zeros.
   * @param parts how many parts a state has.
   */
  protected unrolled(step: Step, x: Tensor, initial: State | null, parts: number): Unrolled {
    this.#check(x, initial);
    const single = x.ndim === 2;
    const batch = single ? unsqueeze(x, 1) : this.batchFirst ? transpose(x, 0, 1) : x;
    const states = this.#initialStates(batch, initial, single, parts);
    const last: State[] = [];
    let sequence = batch;
    for (let layer = 0; layer < this.numLayers; layer++) {
      const read = Array.from({ length: this.#directions }, (_, direction) => {
        const state = states[layer * this.#directions + direction] as State;
        const passed = this.#pass(step, sequence, state, placeName(layer, direction), direction === 1);
        last.push(passed.state);
        return passed.outputs;
      });
      sequence = read.length === 1 ? (read[0] as Tensor) : cat(read, -1);
      if (layer === this.numLayers - 1 || this.dropout === 0) continue;
      sequence = dropout(sequence, { p: this.dropout, training: this.training });
    }
    const outputs = single ? squeeze(sequence, 1) : this.batchFirst ? transpose(sequence, 0, 1) : sequence;
    const state = Array.from({ length: parts }, (_, part) => {
      const joined = stack(last.map((each) => each[part] as Tensor));
      return single ? squeeze(joined, 1) : joined;
    });
    return { outputs, state };
  }

  /** One layer in one direction: through all times. */
  #pass(step: Step, sequence: Tensor, initial: State, place: string, backwards: boolean): Unrolled {
    const parameter = (name: string): Parameter | null => {
      const found: unknown = Reflect.get(this, `${name}_${place}`);
      return found instanceof Parameter ? found : null;
    };
    const weights = {
      weight: parameter('weight_hh') as Parameter,
      bias: parameter('bias_hh'),
      projection: parameter('weight_hr'),
    };
    const fromInput = unbind(linear(sequence, parameter('weight_ih') as Parameter, parameter('bias_ih')), 0);
    let state = initial;
    const outputs: Tensor[] = [];
    for (const at of backwards ? fromInput.toReversed() : fromInput) {
      state = step(at, state, weights);
      outputs.push(state[0] as Tensor);
    }
    return { outputs: stack(backwards ? outputs.toReversed() : outputs), state };
  }

  /** The state of each layer and direction before the first time. */
  #initialStates(batch: Tensor, initial: State | null, single: boolean, parts: number): State[] {
    const count = this.numLayers * this.#directions;
    const rows = batch.sizes[1] as number;
    if (initial === null) {
      const sizes = [this.#outputSize, this.hiddenSize];
      const zeros = Array.from({ length: parts }, (_, part) =>
        filled([rows, sizes[part] as number], 0, batch.dtype, batch.device),
      );
      return new Array<State>(count).fill(zeros);
    }
    const each = initial.map((part) => unbind(single ? unsqueeze(part, 1) : part, 0));
    return Array.from({ length: count }, (_, at) => each.map((part) => part[at] as Tensor));
  }

  /** @throws RuntimeError where the sizes of input or state are not those of the network. */
  #check(x: Tensor, initial: State | null): void {
    const who = this.constructor.name;
    if (x.ndim !== 2 && x.ndim !== 3) {
      throw new AssertionError({
        who,
        seen: `Expected input to be 2-D or 3-D but received ${x.ndim}-D tensor`,
        expected: this.batchFirst ? '(batch, time, input size)' : '(time, batch, input size)',
      });
    }
    if (x.sizes.at(-1) !== this.inputSize) {
      throw new RuntimeError({
        who,
        seen: `input.size(-1) must be equal to input_size. Expected ${this.inputSize}, got ${x.sizes.at(-1)}`,
        expected: `an input whose last size is ${this.inputSize}; it is ${shapeText(x.sizes)}`,
      });
    }
    const count = this.numLayers * this.#directions;
    const rows = x.sizes[this.batchFirst ? 0 : 1] as number;
    for (const [part, given] of (initial ?? []).entries()) {
      const size = part === 0 ? this.#outputSize : this.hiddenSize;
      const wanted = x.ndim === 2 ? [count, size] : [count, rows, size];
      if (sameSizes(given.sizes, wanted)) continue;
      throw new RuntimeError({
        who,
        seen: `Expected hidden size ${shapeText(wanted)}, got [${given.sizes.join(', ')}]`,
        expected: 'a state of shape (layers · directions, batch, size)',
      });
    }
  }

  override extraRepr(): string {
    const { projSize, numLayers, bias, batchFirst, bidirectional } = this;
    const parts = [`${this.inputSize}, ${this.hiddenSize}`];
    if (projSize !== 0) parts.push(`proj_size=${projSize}`);
    if (numLayers !== 1) parts.push(`num_layers=${numLayers}`);
    if (!bias) parts.push('bias=False');
    if (batchFirst) parts.push('batch_first=True');
    if (this.dropout !== 0) parts.push(`dropout=${pythonText(this.dropout)}`);
    if (bidirectional) parts.push('bidirectional=True');
    return parts.join(', ');
  }
}

/** Where a parameter belongs: `l0`, `l1_reverse`. */
function placeName(layer: number, direction: number): string {
  return `l${layer}${direction === 1 ? '_reverse' : ''}`;
}

/** @throws ValueError for settings that no network has; warns of a dropout that has no place. */
function requireSettings(who: string, { dropout: p, numLayers, projSize, hiddenSize }: Recurrent): void {
  if (!(p >= 0 && p <= 1)) {
    throw new ValueError({
      who,
      seen: `dropout is ${p}`,
      expected:
        'dropout should be a number in range [0, 1] representing the probability of an element being zeroed',
    });
  }
  if (projSize < 0 || (projSize > 0 && projSize >= hiddenSize)) {
    throw new ValueError({
      who,
      seen: `proj_size is ${projSize}, hidden_size is ${hiddenSize}`,
      expected: 'proj_size has to be smaller than hidden_size, and positive or zero to disable projections',
    });
  }
  if (p > 0 && numLayers === 1) {
    console.warn(
      'UserWarning: dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects ' +
        `num_layers greater than 1, but got dropout=${p} and num_layers=${numLayers}`,
    );
  }
}
