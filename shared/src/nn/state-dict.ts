import { RuntimeError } from '../core/errors.ts';
import { inspect } from '../core/inspect.ts';
import { checkOptions } from '../core/options.ts';
import { sameSizes } from '../core/shape.ts';
import { overwrite } from '../ops/families/in-place.ts';
import { pythonText } from '../tensor/python-text.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { everyModule, type Module } from './module.ts';
import { ownBuffers, ownParameters, state } from './module-members.ts';

/** Tensors by dotted names, in order; it prints as Python's `OrderedDict`. */
export class StateDict {
  [name: string]: Tensor;

  static {
    // Methods of the prototype, so that the names of a dict are its tensors and nothing else.
    const text = function (this: StateDict): string {
      return `OrderedDict([${Object.entries(this)
        .map(([name, x]) => `(${pythonText([name]).slice(1, -1)}, ${x})`)
        .join(', ')}])`;
    };
    for (const name of ['toString', inspect])
      Object.defineProperty(StateDict.prototype, name, { value: text });
  }
}

export interface LoadOptions {
  /** Whether names that are missing or not expected are errors. */
  readonly strict?: boolean;
}

/** What did not match, empty if all did: it prints as PyTorch's `<All keys matched successfully>`. */
export class LoadResult {
  readonly missingKeys: readonly string[];
  readonly unexpectedKeys: readonly string[];

  constructor(missingKeys: readonly string[], unexpectedKeys: readonly string[]) {
    this.missingKeys = missingKeys;
    this.unexpectedKeys = unexpectedKeys;
  }

  toString(): string {
    const { missingKeys, unexpectedKeys } = this;
    if (missingKeys.length === 0 && unexpectedKeys.length === 0) return '<All keys matched successfully>';
    return `_IncompatibleKeys(missing_keys=${pythonText(missingKeys)}, unexpected_keys=${pythonText(unexpectedKeys)})`;
  }

  [inspect](): string {
    return this.toString();
  }
}

/** Parameters and persistent buffers of every module; what stands under two names comes under both. */
export function stateDict(module: Module): StateDict {
  const dict = new StateDict();
  for (const [path, inner] of everyModule(module, '')) {
    const buffers = ownBuffers(inner).filter(([name]) => inner[state].buffers.get(name)?.persistent === true);
    for (const [name, tensor] of [...ownParameters(inner), ...buffers]) {
      dict[path === '' ? name : `${path}.${name}`] = tensor.detach();
    }
  }
  return dict;
}

/** Copies the values of `dict` into the module. Nothing is changed unless all of it fits. */
export function loadStateDict(
  module: Module,
  dict: Readonly<Record<string, Tensor>>,
  options: LoadOptions,
): LoadResult {
  const who = 'loadStateDict';
  checkOptions(who, options, ['strict']);
  const { strict = true } = options;
  const own = stateDict(module);
  const missing = Object.keys(own).filter((name) => !Object.hasOwn(dict, name));
  const unexpected = Object.keys(dict).filter((name) => !Object.hasOwn(own, name));
  const shared = Object.keys(own).filter((name) => Object.hasOwn(dict, name));

  const complaints: string[] = [];
  if (strict && unexpected.length > 0)
    complaints.push(`Unexpected key(s) in state_dict: ${quotedList(unexpected)}.`);
  if (strict && missing.length > 0) complaints.push(`Missing key(s) in state_dict: ${quotedList(missing)}.`);
  for (const name of shared) {
    const [given, wanted] = [dict[name] as Tensor, own[name] as Tensor];
    if (sameSizes(given.sizes, wanted.sizes)) continue;
    complaints.push(
      `size mismatch for ${name}: copying a param with shape ${given.shape} from checkpoint, the shape in current model is ${wanted.shape}.`,
    );
  }
  if (complaints.length > 0) {
    throw new RuntimeError({
      who,
      seen: `Error(s) in loading state_dict for ${module.constructor.name}:\n\t${complaints.join('\n\t')}`,
      expected: `the names and shapes of this model: ${quotedList(Object.keys(own))}`,
      hint: 'was the dict saved from a model of another structure?',
    });
  }
  for (const name of shared) overwrite(who, own[name] as Tensor, dict[name] as Tensor);
  return new LoadResult(missing, unexpected);
}

function quotedList(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
