import { clearGrads } from '../autograd/clear-grads.ts';
import { Dtype, float32, float64 } from '../core/dtype.ts';
import { ArgumentError, describe, KeyError } from '../core/errors.ts';
import { inspect } from '../core/inspect.ts';
import { NotImplementedError } from '../core/not-implemented-error.ts';
import type { Device } from '../device/device.ts';
import { device } from '../device/devices.ts';
import { convert } from '../ops/to.ts';
import { moved } from '../tensor/creation.ts';
import { Tensor } from '../tensor/tensor.ts';
import { requireInputs } from './input-count.ts';
import {
  type ForwardHook,
  type ForwardPreHook,
  type ModuleState,
  newState,
  ownBuffers,
  ownChildren,
  ownParameters,
  registering,
  state,
} from './module-members.ts';
import { moduleText } from './module-text.ts';
import type { Parameter } from './parameter.ts';
import { camelCase } from './spelling.ts';
import { type LoadOptions, type LoadResult, loadStateDict, type StateDict, stateDict } from './state-dict.ts';

/**
 * What every model and layer is: parameters, other modules, and a function `forward`. PyTorch's `nn.Module`.
 *
 * A subclass assigns its parameters and children in its constructor and writes `forward`; it is used through
 * `call`, which runs the hooks around `forward`.
 *
 * ```ts
 * class Model extends nn.Module {
 *   linear: nn.Linear;
 *   constructor() {
 *     super();
 *     this.linear = new nn.Linear(2, 3);
 *   }
 *   forward(x) {
 *     return this.linear.call(x);
 *   }
 * }
 * new Model(); // → Model(\n  (linear): Linear(in_features=2, out_features=3, bias=True)\n)
 * ```
 */
export class Module {
  /** @internal */ readonly [state]!: ModuleState;
  /** Whether layers that behave differently while training (dropout, batch norm) do so. */
  training = true;

  constructor() {
    Object.defineProperty(this, state, { value: newState() });
    // biome-ignore lint/correctness/noConstructorReturn: the proxy notes the order of assignments, which fields alone do not keep
    return registering(this);
  }

  /** The computation; a subclass writes it. */
  // biome-ignore lint/suspicious/noExplicitAny: each module has its own inputs and output, as in PyTorch
  forward(..._inputs: any[]): any {
    throw new NotImplementedError(
      `Module [${this.constructor.name}] is missing the required "forward" function: forward`,
    );
  }

  /**
   * Runs the module: PyTorch's `module(x)`.
   *
   * @throws TypeError for more inputs than `forward` takes.
   */
  call(...inputs: Parameters<this['forward']>): ReturnType<this['forward']> {
    // Each look into a module goes through its proxy: twice is enough.
    const { preHooks, hooks } = this[state];
    const { forward } = this;
    if (inputs.length > forward.length) requireInputs(this, inputs.length);
    if (preHooks.size === 0 && hooks.size === 0) return forward.apply(this, inputs);
    let given: readonly unknown[] = inputs;
    for (const hook of preHooks) given = hook(this, given) ?? given;
    let output: unknown = this.forward(...given);
    for (const hook of hooks) output = hook(this, given, output) ?? output;
    return output as ReturnType<this['forward']>;
  }

  /** Calls `hook` with the inputs of every `call`, before `forward`. */
  registerForwardPreHook(hook: ForwardPreHook): { remove(): void } {
    return added(this[state].preHooks, hook);
  }

  /** Calls `hook` with inputs and output of every `call`, after `forward`. */
  registerForwardHook(hook: ForwardHook): { remove(): void } {
    return added(this[state].hooks, hook);
  }

  /** Makes a tensor part of the module without learning it; unless not `persistent` it is saved with the rest. */
  registerBuffer(name: string, tensor: Tensor | null, { persistent = true } = {}): void {
    this[state].buffers.set(name, { persistent });
    assigned(this, name, tensor);
  }

  /** Assigns a parameter under a name; null for one that the module could have but has not. */
  registerParameter(name: string, parameter: Parameter | null): void {
    assigned(this, name, parameter);
  }

  /** Assigns a child under a name: PyTorch's `add_module`. */
  addModule(name: string, module: Module): void {
    if (!(module instanceof Module)) {
      throw new ArgumentError({
        who: 'addModule',
        seen: `${describe(module)} is not a Module subclass`,
        expected: 'a Module',
      });
    }
    assigned(this, name, module);
  }

  /** All parameters by their dotted names, each once: the module's own first, then its children's. */
  namedParameters(): [string, Parameter][] {
    return unique(membersBelow(this, ownParameters));
  }

  /** All parameters, each once. */
  parameters(): Parameter[] {
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /** All buffers by their dotted names. */
  namedBuffers(): [string, Tensor][] {
    return unique(membersBelow(this, ownBuffers));
  }

  buffers(): Tensor[] {
    return this.namedBuffers().map(([, buffer]) => buffer);
  }

  /** The direct children by name, each once. */
  namedChildren(): [string, Module][] {
    return unique(ownChildren(this).map(([name, child]) => [name, child]));
  }

  children(): Module[] {
    return this.namedChildren().map(([, child]) => child);
  }

  /** This module, under the name '', and all below it, depth first, each once. */
  namedModules(): [string, Module][] {
    return unique(everyModule(this, ''));
  }

  modules(): Module[] {
    return this.namedModules().map(([, module]) => module);
  }

  /** Applies `visit` to every module below, then to this one: PyTorch's `apply`, for setting initial values. */
  apply(visit: (module: Module) => void): this {
    for (const child of this.children()) child.apply(visit);
    visit(this);
    return this;
  }

  /** Switches training on (or off) for this module and all below. */
  train(mode = true): this {
    for (const module of this.modules()) module.training = mode;
    return this;
  }

  /** `train(false)`. */
  eval(): this {
    return this.train(false);
  }

  /** Makes all parameters require gradients, or none. */
  requiresGrad_(requiresGrad = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(requiresGrad);
    return this;
  }

  /** Drops all gradients; with `setToNone: false` fills them with zeros. */
  zeroGrad({ setToNone = true } = {}): void {
    clearGrads(this.parameters(), setToNone);
  }

  /** Converts the floating point parameters and buffers to a dtype, or moves all to a device. In place. */
  to(target: Dtype | Device | string): this {
    if (target instanceof Dtype) {
      if (!target.isFloatingPoint) {
        throw new ArgumentError({ who: 'to', seen: String(target), expected: 'a floating point dtype' });
      }
      for (const tensor of [...this.parameters(), ...this.buffers()]) {
        if (!tensor.isFloatingPoint()) continue;
        tensor.device.requireDtype('to', target);
        tensor.become(convert(tensor.detach(), target));
      }
    } else {
      const place = device(target);
      for (const tensor of [...this.parameters(), ...this.buffers()]) {
        tensor.become(moved(tensor, place));
        if (tensor.grad !== null) tensor.grad = moved(tensor.grad, place);
      }
    }
    return this;
  }

  /** `to(torch.float32)`. */
  float(): this {
    return this.to(float32);
  }

  /** `to(torch.float64)`. */
  double(): this {
    return this.to(float64);
  }

  /** Parameters and persistent buffers by their dotted names, sharing storage: what is saved of a model. */
  stateDict(): StateDict {
    return stateDict(this);
  }

  /**
   * Copies values into the parameters and buffers of the same names.
   *
   * @throws RuntimeError listing missing and unexpected names (unless `strict` is false) and unequal shapes.
   */
  loadStateDict(dict: Readonly<Record<string, Tensor>>, options: LoadOptions = {}): LoadResult {
    return loadStateDict(this, dict, options);
  }

  /** What stands in the brackets when the module prints. */
  extraRepr(): string {
    return '';
  }

  /** What Python's `str(module)` gives. */
  toString(): string {
    return moduleText(this);
  }

  [inspect](): string {
    return this.toString();
  }
}

/**
 * Assigns what is registered under a name. PyTorch's own names, under which state dicts have them, can also be
 * read in this runtime's spelling: `bn.running_mean` is `bn.runningMean`.
 *
 * @throws KeyError for a name that is empty, has a dot, or is that of something else: `forward`, `call`, `training`.
 */
function assigned(module: Module, name: string, value: unknown): void {
  const there: unknown = Reflect.get(module, name);
  const taken =
    there !== undefined && there !== null && !(there instanceof Tensor || there instanceof Module);
  if (taken || name === '' || name.includes('.')) {
    throw new KeyError({
      who: module.constructor.name,
      seen: taken ? `attribute '${name}' already exists` : `the name "${name}"`,
      expected: 'a name that is free, not empty, and without a dot, which separates names in a state dict',
    });
  }
  Reflect.set(module, name, value);
  const spelled = camelCase(name);
  if (spelled in module) return;
  Object.defineProperty(module, spelled, {
    configurable: true,
    get: () => Reflect.get(module, name),
    set: (next: unknown) => Reflect.set(module, name, next),
  });
}

function added<Hook>(hooks: Set<Hook>, hook: Hook): { remove(): void } {
  hooks.add(hook);
  return {
    remove() {
      hooks.delete(hook);
    },
  };
}

/** The module and everything below it by dotted names, depth first; a module that stands twice comes twice. */
export function everyModule(module: Module, name: string): [string, Module][] {
  const below = ownChildren(module).flatMap(([child, inner]) => everyModule(inner, dotted(name, child)));
  return [[name, module], ...below];
}

/** The members of a kind of every module, by dotted names. */
function membersBelow<T>(module: Module, own: (module: Module) => [string, T][]): [string, T][] {
  return everyModule(module, '').flatMap(([path, inner]) =>
    own(inner).map(([name, member]): [string, T] => [dotted(path, name), member]),
  );
}

function dotted(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** Each thing once, under its first name. */
function unique<T>(named: readonly [string, T][]): [string, T][] {
  const seen = new Set<T>();
  return named.filter(([, thing]) => !seen.has(thing) && seen.add(thing));
}
