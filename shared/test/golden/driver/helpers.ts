import { Tensor, torch } from '#torch';
import { chainModule } from './modules.ts';
import { type Fields, list, number, text } from './read.ts';
import { callAt, entries, hasMember, items, member, method } from './runtime.ts';
import { camelCase, trailingOptions } from './spelling.ts';

type HelperFunction = (args: readonly unknown[], keywords: Fields) => unknown;

/** The `test.X` functions of the README. */
export const testFunctions: Readonly<Record<string, HelperFunction>> = {
  Module: ([name, children]) => chainModule(text(name, 'name'), list(children, 'children').map(childPair)),
  state_dict: ([m]) => copies(method(m, 'stateDict')),
  state_dict_keys: ([m]) => entries(method(m, 'stateDict')).map(([name]) => name),
  load_state_dict: ([m, state]) => String(method(m, 'loadStateDict', [state])),
  params: ([m]) => items(method(m, 'parameters')),
  param_names: ([m]) => entries(method(m, 'namedParameters')).map(([name]) => name),
  param_grads: ([m]) =>
    Object.fromEntries(
      entries(method(m, 'namedParameters')).map(([name, p]) => [name, member(p, 'grad', 'parameter')]),
    ),
  child_names: ([m]) => entries(method(m, 'namedChildren')).map(([name]) => name),
  num_params: ([m]) =>
    items(method(m, 'parameters')).reduce<number>((sum, p) => sum + number(method(p, 'numel'), 'numel'), 0),
  index: ([o, i]) => itemAt(o, i),
  getattr: ([o, name]) => member(o, camelCase(text(name, 'name')), 'object'),
  setattr: ([o, name, value]) => {
    Reflect.set(Object(o), camelCase(text(name, 'name')), value);
  },
  is_same: ([a, b]) => a === b,
  shares_storage: ([a, b]) =>
    a instanceof Tensor && b instanceof Tensor && a.storage === b.storage && a.offset === b.offset,
  grad_fn_name: ([x]) => {
    const gradFn: unknown = Reflect.get(Object(x), 'gradFn');
    return gradFn === null || gradFn === undefined ? null : member(gradFn, 'name', 'gradFn');
  },
  no_grad_enter: () => enterGradMode(false),
  enable_grad_enter: () => enterGradMode(true),
  grad_exit: () => {
    callAt(['torch', 'setGradEnabled'], [gradModes.pop()]);
  },
  printoptions: (_, keywords) => {
    callAt(['torch', 'setPrintoptions'], trailingOptions(keywords));
  },
  rng_probe: () => randomInt64({}),
  np_probe: () => [callAt(['np', 'random', 'randint'], [0, 2 ** 31 - 1]), callAt(['np', 'random', 'rand'])],
  dataloader_indices: ([n, epochs], keywords) => {
    const rows = callAt(['torch', 'arange'], [n]);
    return batchesOf([rows], epochs, keywords).map((epoch) =>
      epoch.map((batch) => method(items(batch)[0], 'tolist')),
    );
  },
  dataloader_batches: ([tensors, epochs], keywords) =>
    batchesOf(list(tensors, 'tensors'), epochs, keywords).map((epoch) => epoch.map(items)),
  random_split_indices: ([n, lengths, seed]) => {
    const dataset = callAt(['data', 'TensorDataset'], [callAt(['torch', 'arange'], [n])]);
    const generator = seed === undefined || seed === null ? {} : { generator: seededGenerator(seed) };
    const parts = items(callAt(['data', 'randomSplit'], [dataset, lengths, ...trailingOptions(generator)]));
    return parts.map((part) => member(part, 'indices', 'Subset'));
  },
};

/** `torch.empty((), dtype=torch.int64).random_(generator=…).item()` as a decimal text. */
export function randomInt64(keywords: Fields): string {
  const cell = callAt(['torch', 'zeros'], [[], { dtype: torch.int64 }]);
  return String(method(method(cell, 'random_', trailingOptions(keywords)), 'itemBigInt'));
}

const gradModes: unknown[] = [];

function enterGradMode(enabled: boolean): void {
  gradModes.push(callAt(['torch', 'setGradEnabled'], [enabled]));
}

/** Everything global as it is when a program starts: print options, gradient mode, random streams. */
export function resetGlobals(): void {
  torch.setPrintoptions({ profile: 'default' });
  gradModes.length = 0;
  if (hasMember(torch, 'setGradEnabled')) callAt(['torch', 'setGradEnabled'], [true]);
  if (hasMember(torch, 'manualSeed')) callAt(['torch', 'manualSeed'], [0]);
}

function seededGenerator(seed: unknown): unknown {
  const generator = callAt(['torch', 'Generator']);
  method(generator, 'manualSeed', [seed]);
  return generator;
}

function batchesOf(tensors: readonly unknown[], epochs: unknown, keywords: Fields): unknown[][] {
  const dataset = callAt(['data', 'TensorDataset'], tensors);
  const loader = callAt(['data', 'DataLoader'], [dataset, ...trailingOptions(keywords)]);
  return Array.from({ length: number(epochs, 'epochs') }, () => items(loader));
}

function childPair(pair: unknown): readonly [string, unknown] {
  const [name, module] = list(pair, 'child');
  return [text(name, 'child'), module];
}

/** The tensors as they are now: what a program does later must not change what it has recorded. */
function copies(state: unknown): Fields {
  return Object.fromEntries(entries(state).map(([name, x]) => [name, method(method(x, 'detach'), 'clone')]));
}

function itemAt(o: unknown, i: unknown): unknown {
  if (typeof i === 'string') return member(o, i, 'dict');
  return hasMember(o, 'at') ? method(o, 'at', [i]) : items(o)[number(i, 'index')];
}
