import { clearGrads } from '../autograd/clear-grads.ts';
import { enableGrad } from '../autograd/grad-mode.ts';
import type { FloatArray } from '../core/dtype.ts';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { inspect } from '../core/inspect.ts';
import { checkOptions } from '../core/options.ts';
import { PyFloat } from '../core/python.ts';
import type { KernelOutputs } from '../device/device.ts';
import type { Kernel, OutputArrays } from '../device/kernel.ts';
import { tidyScope } from '../device/tidy-scope.ts';
import { copyOf, runKernel } from '../ops/families/computed.ts';
import { zerosLike } from '../tensor/creation.ts';
import { elementsOf } from '../tensor/elements.ts';
import { fromElements, Tensor } from '../tensor/tensor.ts';
import { optimizerText } from './optimizer-text.ts';
import { loadOptimizerState, type OptimizerStateDict, optimizerState } from './state-dict.ts';

/** What every rule's options have. */
export interface RuleOptions {
  /** γ, the learning rate. */
  lr: number;
  // PyTorch's choices among its own implementations: printed as it prints them, without effect here.
  foreach?: null;
  differentiable?: false;
  capturable?: false;
  fused?: false;
}

/** Some parameters with options of their own. */
export type GroupOptions<Options> = Partial<Options> & { readonly params: Tensor | Iterable<Tensor> };

/** What an optimizer is made of: parameters, or groups of them. */
export type Params<Options> = Iterable<Tensor> | Iterable<GroupOptions<Options>>;

/** A group as the optimizer keeps it; changing `lr` here changes the next step. */
export type ParamGroup<Options> = Options & { params: Tensor[]; initialLr?: number };

/** What a rule remembers of a parameter from step to step, by the names of PyTorch's state in camelCase. */
export type ParamState = Record<string, Tensor | number | null>;

/**
 * What every optimizer has: groups of parameters, their state, `step` and `zeroGrad`. PyTorch's
 * `optim.Optimizer`. A rule extends it with `update`, its formula, and `start`, its state before the first step.
 *
 * The loops compute in double precision and round what they store to the parameter's dtype.
 */
export abstract class Optimizer<Options extends RuleOptions, State extends ParamState> {
  readonly paramGroups: ParamGroup<Options>[] = [];
  readonly state = new Map<Tensor, State>();
  readonly defaults: Options;
  /** @internal How many steps were taken. */ stepsTaken = 0;
  /** @internal The options that print as floats even when whole. */ readonly floats = new Set<string>();

  /** An option without a default is `undefined` among the defaults. */
  constructor(params: Params<Options>, given: Partial<Options>, defaults: { [K in keyof Options]: unknown }) {
    checkOptions(this.constructor.name, given, Object.keys(defaults));
    this.defaults = this.#numbers({ ...defaults, ...defined(given) }) as Options;
    const listed = listOf<Tensor | GroupOptions<Options>>(this.constructor.name, params);
    if (listed.length === 0) {
      throw new ValueError({
        who: this.constructor.name,
        seen: 'optimizer got an empty parameter list',
        expected: 'at least one parameter: model.parameters()',
        hint: 'are the layers assigned to properties of the module?',
      });
    }
    const tensors = listed.filter((entry): entry is Tensor => entry instanceof Tensor || !isGroup(entry));
    const groups = listed.filter((entry): entry is GroupOptions<Options> => isGroup(entry));
    if (tensors.length > 0) this.#addGroup(tensors, {});
    for (const { params: own, ...options } of groups) this.#addGroup(own, options);
  }

  /** The state of a parameter before the first step. */
  protected abstract start(param: Tensor, group: Options): State;

  /**
   * One step of the rule, which changes the elements of `param` and the state: by a kernel, with `changeBy`. What is one
   * number for all elements, and kept in a tensor, it changes by `elements`.
   */
  protected abstract update(param: Tensor, grad: Tensor, state: State, group: Options): void;

  /** @throws ValueError for options outside their range. */
  protected abstract check(group: Options): void;

  /**
   * Changes every parameter that has a gradient. `closure`, if given, is called first to compute the loss, which
   * is returned.
   */
  step(): void;
  step<Loss>(closure: () => Loss): Loss;
  step<Loss>(closure?: () => Loss): Loss | undefined {
    const loss = closure === undefined ? undefined : enableGrad(closure);
    this.stepsTaken++;
    tidyScope()?.keepers.add(this.state);
    for (const group of this.paramGroups) {
      for (const param of group.params) {
        if (param.grad !== null) this.#change(param, param.grad, group);
      }
    }
    return loss;
  }

  /** Drops the gradients of all parameters, as PyTorch 2 does; with `setToNone: false` fills them with zeros. */
  zeroGrad(options: { setToNone?: boolean } = {}): void {
    checkOptions('zeroGrad', options, ['setToNone']);
    for (const { params } of this.paramGroups) clearGrads(params, options.setToNone ?? true);
  }

  /** Adds parameters with options of their own. @throws ValueError for what cannot be learned, or stands twice. */
  addParamGroup({ params, ...options }: GroupOptions<Options>): void {
    this.#addGroup(params, options);
  }

  #addGroup(params: Tensor | Iterable<Tensor>, options: object): void {
    const who = this.constructor.name;
    checkOptions(who, options, Object.keys(this.defaults));
    const group = this.#numbers({ ...this.defaults, ...defined(options) }) as Options;
    const tensors = params instanceof Tensor ? [params] : [...params];
    const known = new Set(this.paramGroups.flatMap((other) => other.params));
    for (const param of tensors) requireParameter(who, param, known);
    if (group.lr === undefined) {
      throw new ValueError({
        who,
        seen: "parameter group didn't specify a value of required optimization parameter lr",
        expected: `new optim.${who}(model.parameters(), { lr: 0.01 })`,
      });
    }
    this.check(group);
    this.paramGroups.push({ ...group, params: tensors });
  }

  /** Groups and state as plain data, parameters by their number: what is saved of an optimizer. */
  stateDict(): OptimizerStateDict {
    return optimizerState(this.paramGroups, this.state);
  }

  /** Takes over what `stateDict` gave. @throws ValueError where the groups are not as many and as large. */
  loadStateDict(dict: OptimizerStateDict): void {
    tidyScope()?.keepers.add(this.state);
    loadOptimizerState(this.paramGroups, this.state, dict);
  }

  /** What Python's `str(optimizer)` gives. */
  toString(): string {
    return optimizerText(this.constructor.name, this.paramGroups, this.floats);
  }

  [inspect](): string {
    return this.toString();
  }

  #change(param: Tensor, grad: Tensor, group: Options): void {
    const known = this.state.get(param);
    const state = known ?? this.start(param, group);
    if (known === undefined) this.state.set(param, state);
    this.update(param, grad, state, group);
    param.storage.version++;
    giveBack();
  }

  /** Options with Python floats as numbers; the mark is kept for printing. */
  #numbers(options: object): object {
    return Object.fromEntries(
      Object.entries(options).map(([name, value]) => {
        if (!(value instanceof PyFloat)) return [name, value];
        this.floats.add(name);
        return [name, value.value];
      }),
    );
  }
}

/** Zeros in the shape of a parameter: how most state begins. */
export function zerosFor(param: Tensor): Tensor {
  return zerosLike(param.detach());
}

/** A pair that prints as Python's tuple: a default is one, where what a user gives is a list. */
export function tuple(first: number, second: number): readonly [number, number] {
  return Object.freeze([first, second] as const);
}

/** Changes a parameter and its state by a kernel of the gradient, on the device where they live. */
export function changeBy<Outputs extends OutputArrays, Factors>(
  kernel: Kernel<readonly [FloatArray], Outputs, Factors>,
  grad: Tensor,
  changing: KernelOutputs<Outputs> & readonly Tensor[],
  factors: Factors,
): void {
  const tensors: readonly Tensor[] = changing;
  if (tensors.every((x) => x.isContiguous())) {
    runKernel('step', kernel, [grad], changing, factors);
    return;
  }
  // A kernel changes elements that lie in row-major order.
  const dense: readonly Tensor[] = tensors.map((x) => copyOf(x, x.dtype));
  runKernel('step', kernel, [grad], dense as typeof changing, factors);
  tensors.forEach((x, i) => {
    x.device.write(dense[i] as Tensor, x);
  });
}

/** Copies of elements that the host cannot index where they are, until the step that changes them is done. */
const lent: { readonly x: Tensor; readonly copy: FloatArray }[] = [];

/** The elements of a state tensor, to be changed on the host in the step that is being taken. */
export function elements(x: Tensor): FloatArray {
  // Of a contiguous tensor the host may have the elements themselves.
  if (x.isContiguous() && x.device.hostMemory(x.storage.buffer) !== null) return elementsOf(x) as FloatArray;
  const copy = elementsOf(x).slice() as FloatArray;
  lent.push({ x, copy });
  return copy;
}

function giveBack(): void {
  if (lent.length === 0) return;
  for (const { x, copy } of lent.splice(0)) {
    x.device.write(fromElements(copy, x.dtype, x.sizes, x.device), x);
  }
}

/** @throws ValueError unless `value` is at least 0. */
export function requireNonNegative(who: string, what: string, value: number): void {
  if (value >= 0) return;
  throw new ValueError({ who, seen: `Invalid ${what}: ${value}`, expected: 'a number that is not negative' });
}

/** @throws ValueError unless both are in [0, 1). */
export function requireBetas(who: string, betas: readonly [number, number]): void {
  betas.forEach((beta, i) => {
    if (beta >= 0 && beta < 1) return;
    throw new ValueError({
      who,
      seen: `Invalid beta parameter at index ${i}: ${beta}`,
      expected: 'a number from 0 to below 1',
    });
  });
}

function isGroup(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'params' in entry;
}

function defined(options: object): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function listOf<T>(who: string, params: Iterable<T>): T[] {
  if (params instanceof Tensor || typeof params !== 'object' || !(Symbol.iterator in params)) {
    throw new ArgumentError({
      who,
      seen: `params argument given to the optimizer should be an iterable of Tensors or dicts, but got ${params instanceof Tensor ? `torch.${params.dtype.scalarName}Tensor` : describe(params)}`,
      expected: 'model.parameters(), or [x] for a single tensor',
    });
  }
  return [...params];
}

function requireParameter(who: string, param: unknown, known: Set<unknown>): void {
  if (!(param instanceof Tensor)) {
    throw new ArgumentError({
      who,
      seen: `optimizer can only optimize Tensors, but one of the params is ${describe(param)}`,
    });
  }
  if (!param.isLeaf) {
    throw new ValueError({
      who,
      seen: `can't optimize a non-leaf Tensor: it was made by ${param.gradFn?.name}`,
      hint: 'give the leaf itself, made with { requiresGrad: true } or as an nn.Parameter',
    });
  }
  if (known.has(param)) {
    throw new ValueError({ who, seen: 'some parameters appear in more than one parameter group' });
  }
  known.add(param);
}
