import { Module } from '../module.ts';
import { ownChildren } from '../module-members.ts';

/**
 * Modules by name, without a `forward` of its own: PyTorch's `nn.ModuleDict`.
 *
 * ```ts
 * const heads = new nn.ModuleDict({ mean: new nn.Linear(3, 1), scale: new nn.Softplus() });
 * heads.keys(); // → [ 'mean', 'scale' ]
 * heads.get('scale'); // → Softplus(beta=1, threshold=20)
 * ```
 *
 * @throws TypeError for what is no module.
 */
export class ModuleDict extends Module {
  constructor(modules: Readonly<Record<string, Module>> = {}) {
    super();
    this.update(modules);
  }

  /** The number of modules. */
  get length(): number {
    return ownChildren(this).length;
  }

  keys(): string[] {
    return ownChildren(this).map(([name]) => name);
  }

  values(): Module[] {
    return ownChildren(this).map(([, module]) => module);
  }

  /** Pairs of name and module: Python's `items()`. */
  items(): [string, Module][] {
    return ownChildren(this).map(([name, module]) => [name, module]);
  }

  has(name: string): boolean {
    return this.keys().includes(name);
  }

  /** The module of a name; undefined where there is none. */
  get<Child extends Module = Module>(name: string): Child | undefined {
    return ownChildren(this).find(([own]) => own === name)?.[1] as Child | undefined;
  }

  /** Puts a module under a name, in the place of one that is there. */
  set(name: string, module: Module): this {
    this.addModule(name, module);
    return this;
  }

  /** Adds the modules of a record. */
  update(modules: Readonly<Record<string, Module>>): this {
    for (const [name, module] of Object.entries(modules)) this.set(name, module);
    return this;
  }

  /** Removes a module and returns it; undefined where there is none. */
  pop(name: string): Module | undefined {
    const module = this.get(name);
    if (module !== undefined) Reflect.deleteProperty(this, name);
    return module;
  }

  [Symbol.iterator](): Iterator<string> {
    return this.keys()[Symbol.iterator]();
  }
}
