import { ArgumentError, describe, IndexError } from '../../core/errors.ts';
import { Module } from '../module.ts';
import { ownChildren } from '../module-members.ts';

/** A module whose children stand in a row: they have places instead of names. */
export abstract class ModuleSequence extends Module {
  /** The child at a place, under its name '0', '1', …: `model[0]`. See `at`. */
  [place: number]: Module;

  /** The number of children. */
  get length(): number {
    return ownChildren(this).length;
  }

  /**
   * The child at a place; negative places count from the end. What class it is of only the caller knows:
   * `model.at<nn.Linear>(0).weight`.
   *
   * @throws IndexError for a place that is not there.
   */
  at<Child extends Module = Module>(place: number): Child {
    return this.#childAt(place)[1] as Child;
  }

  /** Puts `module` at a place that is taken: Python's `model[0] = module`. */
  put(place: number, module: Module): this {
    this.addModule(this.#childAt(place)[0], module);
    return this;
  }

  /** Adds a child at the end. */
  append(module: Module): this {
    this.addModule(String(this.length), module);
    return this;
  }

  /** Adds children at the end. */
  extend(modules: Iterable<Module>): this {
    for (const module of modules) this.append(module);
    return this;
  }

  /** Adds a child before the one at a place; those behind move up. */
  insert(place: number, module: Module): this {
    const modules = [...this];
    if (typeof place !== 'number' || !Number.isInteger(place)) {
      throw new ArgumentError({
        who: 'insert',
        seen: `the place is ${describe(place)}`,
        expected: 'a whole number',
      });
    }
    modules.splice(place, 0, module);
    for (const [name] of ownChildren(this)) Reflect.deleteProperty(this, name);
    return this.extend(modules);
  }

  *[Symbol.iterator](): Generator<Module> {
    for (const [, module] of ownChildren(this)) yield module;
  }

  #childAt(place: number): [string, Module] {
    const children = ownChildren(this);
    const found = children.at(place);
    if (Number.isInteger(place) && found !== undefined) return found;
    throw new IndexError({
      who: this.constructor.name,
      seen: `index ${describe(place)} is out of range`,
      expected: `a place from ${-children.length} to ${children.length - 1}`,
    });
  }
}
