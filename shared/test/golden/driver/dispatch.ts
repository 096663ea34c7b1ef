import { py, Tensor, torch } from '#torch';
import { builtins } from './builtins.ts';
import { estimators, fitEstimator } from './estimators.ts';
import { randomInt64, testFunctions } from './helpers.ts';
import { applyOperator } from './operators.ts';
import { type Fields, fields, isFields, list } from './read.ts';
import { callAt, hasMember, MissingError, member, method } from './runtime.ts';
import { camelCase, trailingOptions } from './spelling.ts';
import { decode, decodeIndex, type Floats, type Scope } from './values.ts';

/** One recorded call, its arguments not yet decoded. */
export interface Call {
  readonly op: string;
  readonly args: readonly unknown[];
  readonly keywords: Fields;
  /** What the case expects of a call that could answer more than one thing (a fitted estimator's results). */
  readonly wanted?: unknown;
}

export function readCall(step: Fields, wanted: unknown = step.out): Call {
  return {
    op: String(step.op),
    args: step.args === undefined || step.args === null ? [] : list(step.args, 'args'),
    keywords: step.kw === undefined || step.kw === null ? {} : fields(step.kw, 'kw'),
    wanted,
  };
}

/** Where the functions of a prefix stand among the runtime's exports. */
const namespaces: Readonly<Record<string, readonly string[]>> = {
  torch: ['torch'],
  F: ['F'],
  linalg: ['torch', 'linalg'],
  nn: ['nn'],
  optim: ['optim'],
  lr_scheduler: ['optim', 'lrScheduler'],
  init: ['nn', 'init'],
  utils: ['nn', 'utils'],
  np: ['np'],
  sklearn: ['sk'],
};

/** Functions that take a distribution's or a norm's parameters: numbers whose mark decides no dtype. */
const unmarked =
  /^(torch\.(normal|norm|dist|cdist|bernoulli|rand.*)|Tensor\.(normal|uniform|exponential|bernoulli)_)$/;

/** Names that the rule of `camelCase` does not give, each with the reason. */
const exceptions: Readonly<Record<string, (call: Call, scope: Scope) => unknown>> = {
  // An index is not an argument list: it has a spelling of its own.
  'Tensor.__getitem__': ({ args }, scope) =>
    method(decode(args[0], scope, 'marked'), 'at', decodeIndex(args[1], scope)),
  'Tensor.__setitem__': ({ args }, scope) =>
    method(decode(args[0], scope, 'marked'), 'put', [
      decodeIndex(args[1], scope),
      decode(args[2], scope, 'marked'),
    ]),
  // Python's protocol of copy.deepcopy; its second argument is the protocol's own.
  'Tensor.__deepcopy__': ({ args }, scope) => method(decode(args[0], scope, 'marked'), 'deepcopy'),
  // A number cannot hold every int64: item() then refuses and names itemBigInt().
  // Elements of a float tensor are Python floats, whole or not, which a JavaScript number does not show.
  'Tensor.item': ({ args }, scope) => {
    const x = decode(args[0], scope, 'marked');
    return markedFloats(x, exactItem(x));
  },
  'Tensor.tolist': ({ args }, scope) => {
    const x = decode(args[0], scope, 'marked');
    return markedFloats(x, method(x, 'tolist'));
  },
  // Shuffles in place and answers nothing: what is recorded is the shuffled array.
  'np.random.shuffle': ({ args }, scope) => {
    const array = decode(args[0], scope, 'plain');
    callAt(['np', 'random', 'shuffle'], [array]);
    return array;
  },
  // Not a function of PyTorch but the README's name for one draw.
  'torch.random_int64': ({ keywords }, scope) => randomInt64(fields(decode(keywords, scope, 'plain'), 'kw')),
  // The package torchsummary is `summary` here; its table is the text of what it returns.
  'torchsummary.summary': ({ args }, scope) =>
    String(callAt(['summary'], list(decode(args, scope, 'plain'), 'args'))),
};

/** Carries out a recorded call by the rules of the README. @throws whatever the runtime throws. */
export function perform(call: Call, scope: Scope): unknown {
  const exception = exceptions[call.op];
  if (exception !== undefined) return exception(call, scope);
  const dot = call.op.indexOf('.');
  const prefix = dot < 0 ? '' : call.op.slice(0, dot);
  const name = call.op.slice(dot + 1);
  const floats: Floats =
    /^(torch|Tensor|operator|nn)$/.test(prefix) && !unmarked.test(call.op) ? 'marked' : 'plain';
  const args = list(decode(call.args, scope, floats), 'args');
  const keywords = fields(decode(call.keywords, scope, floats), 'kw');
  const [first, ...rest] = args;
  switch (prefix) {
    case '':
      return name === 'call'
        ? method(first, 'call', [...rest, ...trailingOptions(keywords)])
        : builtIn(name, args);
    case 'Tensor':
      return methodOrAttribute(requireTensor(first), camelCase(name), [
        ...rest,
        ...trailingOptions(keywords),
      ]);
    case 'method':
      return method(first, camelCase(name), [...rest, ...trailingOptions(keywords)]);
    case 'attr':
      return attribute(first, camelCase(name));
    case 'operator':
      return applyOperator(name, args);
    case 'test':
      return testFunction(name)(args, keywords);
  }
  if (prefix === 'sklearn' && estimators.includes(name)) {
    return fitEstimator(name, args, keywords, isFields(call.wanted) ? Object.keys(call.wanted) : []);
  }
  const path = namespaces[prefix];
  if (path === undefined) throw new MissingError(`the driver knows no prefix ${prefix}`);
  return callAt([...path, ...name.split('.').map(camelCase)], [...args, ...trailingOptions(keywords)]);
}

function builtIn(name: string, args: readonly unknown[]): unknown {
  const found = builtins[name];
  if (found === undefined) throw new MissingError(`the driver knows no built-in ${name}`);
  return found(...args);
}

function testFunction(name: string): (args: readonly unknown[], keywords: Fields) => unknown {
  const found = testFunctions[name];
  if (found === undefined) throw new MissingError(`the driver knows no helper test.${name}`);
  return found;
}

/** `x.T` is read, `x.t()` is called. */
function methodOrAttribute(x: Tensor, name: string, args: readonly unknown[]): unknown {
  const found = member(x, name, 'Tensor');
  return typeof found === 'function' ? method(x, name, args) : found;
}

/** An attribute, which may be null (`x.grad`). @throws MissingError where the object has no such property. */
function attribute(owner: unknown, name: string): unknown {
  return hasMember(owner, name) && Reflect.get(Object(owner), name) === null
    ? null
    : member(owner, name, 'object');
}

/** The numbers of a float tensor as Python floats. */
function markedFloats(x: unknown, value: unknown): unknown {
  if (!(x instanceof Tensor) || !x.isFloatingPoint()) return value;
  if (Array.isArray(value)) return value.map((entry) => markedFloats(x, entry));
  return typeof value === 'number' ? py.float(value) : value;
}

function exactItem(x: unknown): unknown {
  if (x instanceof Tensor && x.dtype === torch.int64 && x.numel() === 1) {
    const exact = x.itemBigInt();
    if (!Number.isSafeInteger(Number(exact))) return exact;
  }
  return method(x, 'item');
}

function requireTensor(value: unknown): Tensor {
  if (!(value instanceof Tensor)) throw new MissingError('a method of Tensor on what is no tensor');
  return value;
}
