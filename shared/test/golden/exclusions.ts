import { type Call, readCall } from './driver/dispatch.ts';
import { type Fields, fields, list } from './driver/read.ts';
import { dtypesIn, isRecordedTensor } from './driver/values.ts';
import type { Failure } from './driver/verdict.ts';

/** What an exclusion may look at: never an id, never a value that only one case has. */
export interface CaseFacts {
  /** The only call, or a program's last: the one that raises. */
  readonly call: Call;
  /** Every call of the case. */
  readonly calls: readonly Call[];
  /** What a program is given. */
  readonly inputs: readonly unknown[];
  /** Every dtype among the arguments. */
  readonly dtypes: ReadonlySet<string>;
  readonly raises: boolean;
}

/** Cases that the runtime does not mean to pass, and why. */
export interface Exclusion {
  /** The file, without `.json`. */
  readonly file: string;
  readonly match: (facts: CaseFacts) => boolean;
  readonly reason: string;
}

export const exclusions: readonly Exclusion[] = [
  {
    file: 'errors',
    match: ({ call, raises }) => raises && call.op === 'bool' && elementCount(call.args[0]) !== 1,
    reason:
      'JavaScript asks no object whether it is true; item() is the question, and refuses as item() does',
  },
  {
    file: 'errors',
    match: ({ call, raises }) => raises && call.op === 'test.getattr',
    reason: 'a property that is not there is undefined in JavaScript, and an error of the type checker',
  },
  {
    file: 'errors',
    match: ({ calls }) => calls.some(({ keywords }) => keywords.device === 'meta'),
    reason: "there is no device 'meta'",
  },
  {
    file: 'ops_pointwise',
    match: ({ call }) => call.op === 'torch.sgn' && isPlainLeaf(call.args[0]),
    reason:
      'PyTorch 1.13 gives this gradient of zeros no storage, so what was recorded is uninitialised memory',
  },
  {
    file: 'ops_shape',
    match: ({ calls, inputs }) => calls.some(({ op }) => op === 'Tensor.stride') && inputs.some(isEmpty),
    reason:
      'recorded of a tensor that NumPy made: its empty arrays have strides of 0, those of PyTorch do not',
  },
  {
    file: 'print',
    match: ({ call }) => call.op === 'str' && isTuple(call.args[0]),
    reason: 'JavaScript has no tuples: an array prints as a list',
  },
];

/** The exclusion that a case falls under, if any. */
export function exclusionOf(file: string, recorded: Fields): Exclusion | undefined {
  if (recorded.kind !== undefined) return undefined;
  const facts = factsOf(recorded);
  return exclusions.find((exclusion) => exclusion.file === file && exclusion.match(facts));
}

function factsOf(recorded: Fields): CaseFacts {
  const steps = recorded.prog === undefined ? [recorded] : list(recorded.prog, 'prog');
  const calls = steps.map((step) => readCall(fields(step, 'step')));
  const last = calls.at(-1) ?? readCall(recorded);
  return {
    call: last,
    calls,
    inputs: Object.values(fields(recorded.in ?? {}, 'in')),
    dtypes: dtypesIn([recorded.in ?? null, calls.map(({ args, keywords }) => [args, keywords])]),
    raises: recorded.raises !== undefined,
  };
}

function elementCount(recorded: unknown): number | undefined {
  return isRecordedTensor(recorded) ? list(recorded.data, 'data').length : undefined;
}

function isEmpty(recorded: unknown): boolean {
  return elementCount(recorded) === 0;
}

/** A recorded leaf that is no view, and has elements. */
function isPlainLeaf(recorded: unknown): boolean {
  return isRecordedTensor(recorded) && recorded.rg === 1 && recorded.view === undefined && !isEmpty(recorded);
}

function isTuple(recorded: unknown): boolean {
  return typeof recorded === 'object' && recorded !== null && '$tuple' in recorded;
}

/** What is wrong with the exclusions of these cases: those that the runtime passes after all. */
export function needless(
  excluded: readonly (readonly [Exclusion, Fields])[],
  run: (recorded: Fields) => Failure,
): string[] {
  return excluded
    .filter(([, recorded]) => run(recorded) === undefined)
    .map(([{ reason }, { id }]) => `${id} passes, and is excluded because: ${reason}`);
}
