import { Tensor } from '../tensor/tensor.ts';
import type { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/** A module's own children by name, in order. */
type Children = readonly [string, Module][];

/** What a module keeps besides its properties. */
export interface ModuleState {
  /** The names of parameters and children in the order of their first assignment. */
  readonly order: string[];
  /** The children, found once; null when an assignment may have changed them. */
  children: Children | null;
  /** The names of buffers, and whether they belong to the state dict. */
  readonly buffers: Map<string, { readonly persistent: boolean }>;
  readonly preHooks: Set<ForwardPreHook>;
  readonly hooks: Set<ForwardHook>;
}

/** Sees the inputs before `forward`; what it returns, if anything, takes their place. */
export type ForwardPreHook = (module: Module, inputs: readonly unknown[]) => readonly unknown[] | undefined;

/** Sees inputs and output after `forward`; what it returns, if anything, takes the output's place. */
export type ForwardHook = (module: Module, inputs: readonly unknown[], output: unknown) => unknown;

/** Where a module keeps its state: a symbol, since a private field would not be seen through a proxy. */
export const state: unique symbol = Symbol('module state');

export function newState(): ModuleState {
  return { order: [], children: null, buffers: new Map(), preHooks: new Set(), hooks: new Set() };
}

/**
 * The module as its constructor hands it out: it notes the order in which parameters and children are first
 * assigned. Declared class fields would otherwise stand in the order of their declarations, since JavaScript
 * creates them, empty, before the constructor's body runs.
 */
export function registering<M extends Module>(module: M): M {
  return new Proxy(module, {
    set(target, name, value, receiver) {
      note(target, name, value);
      return Reflect.set(target, name, value, receiver);
    },
    defineProperty(target, name, descriptor) {
      note(target, name, descriptor.value);
      return Reflect.defineProperty(target, name, descriptor);
    },
    deleteProperty(target, name) {
      const own = target[state];
      if (typeof name === 'string' && own.order.includes(name)) own.order.splice(own.order.indexOf(name), 1);
      own.children = null;
      return Reflect.deleteProperty(target, name);
    },
  });
}

function note(module: Module, name: string | symbol, value: unknown): void {
  if (typeof name !== 'string') return;
  const own = module[state];
  const isNoted = own.order.includes(name);
  if (!isNoted && !(value instanceof Parameter || isModule(value))) return;
  if (!isNoted) own.order.push(name);
  own.children = null;
}

function isModule(value: unknown): value is Module {
  return typeof value === 'object' && value !== null && state in value;
}

/** A module's own parameters by name, in order. */
export function ownParameters(module: Module): [string, Parameter][] {
  return entries(module).filter((entry): entry is [string, Parameter] => entry[1] instanceof Parameter);
}

/** A module's own children by name, in order. */
export function ownChildren(module: Module): Children {
  const own = module[state];
  own.children ??= entries(module).filter((entry): entry is [string, Module] => isModule(entry[1]));
  return own.children;
}

/** A module's own buffers by name, in order of registration. */
export function ownBuffers(module: Module): [string, Tensor][] {
  return [...module[state].buffers.keys()]
    .map((name): [string, unknown] => [name, Reflect.get(module, name)])
    .filter((entry): entry is [string, Tensor] => entry[1] instanceof Tensor);
}

function entries(module: Module): [string, unknown][] {
  return module[state].order.map((name) => [name, Reflect.get(module, name)]);
}
