import { callAt, lookUp, MissingError, member, method } from './runtime.ts';

/** A user's class of the given name: children assigned in order, called in order by `forward`. */
export function chainModule(name: string, children: readonly (readonly [string, unknown])[]): unknown {
  const Module = lookUp(['nn', 'Module']);
  if (!isClass(Module)) throw new MissingError('nn.Module is not a class');
  const classes = {
    [name]: class extends Module {
      constructor() {
        super();
        for (const [child, module] of children) Reflect.set(this, child, module);
      }

      forward(x: unknown): unknown {
        return children.reduce((y, [child]) => method(member(this, child, name), 'call', [y]), x);
      }
    },
  };
  const Chain = classes[name];
  if (Chain === undefined) throw new MissingError(`no class ${name}`);
  return new Chain();
}

/** `["nn.Linear", [2, 3]]` as the layer. */
export function layer(name: string, args: readonly unknown[]): unknown {
  return callAt(name.split('.'), args);
}

function isClass(value: unknown): value is new () => object {
  return typeof value === 'function';
}
