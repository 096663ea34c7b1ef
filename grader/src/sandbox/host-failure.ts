import { CROSSING } from './crossing.ts';
import type { HostFailureKind, Limits, StudentError } from './types.ts';
import type { RefusalReason } from './wire.ts';

/** A request to the host that gave no value. */
export class HostFailure extends Error {
  override name = 'HostFailure';
  readonly kind: HostFailureKind | 'not-run';
  /** What the function did, as the rest of a sentence about it. Safe to show: never a value, never the student's words. */
  readonly what: string;
  readonly error?: StudentError;

  constructor(kind: HostFailureKind | 'not-run', what: string, error?: StudentError) {
    super(what);
    this.kind = kind;
    this.what = what;
    if (error) this.error = error;
  }
}

/** Names of errors that are passed on; a made-up name could carry a hidden input out. */
const KNOWN_ERRORS = new Set([
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'AggregateError',
  'RuntimeError',
  'IndexError',
  'ValueError',
  'NotImplementedError',
  'Forbidden',
]);

export function knownErrorName(name: string): string {
  return KNOWN_ERRORS.has(name) ? name : 'Error';
}

const REFUSALS: Record<RefusalReason, string> = {
  ...CROSSING,
  'no-export': 'is not exported by the file',
  'not-a-function': 'is exported but is not a function',
  'lost-handle': 'needs an object that was lost when the process was restarted',
  'never-loaded': 'cannot be called: the top level of the file waits for something that never comes',
};

export function isRefusalReason(reason: unknown): reason is RefusalReason {
  return typeof reason === 'string' && Object.hasOwn(REFUSALS, reason);
}

/** What the host answers instead of a value, in our words. */
export function refusalOf(
  error: StudentError,
  reason: RefusalReason | undefined,
  loading: boolean,
  because: string,
): HostFailure {
  const say = (what: string) => new HostFailure('student-error', what, error);
  if (reason !== undefined) return say(REFUSALS[reason]);
  if (isOutOfMemory(error)) return new HostFailure('memory', 'asked for more memory than there is', error);
  if (error.name === 'NotImplementedError') return say('is not written yet');
  if (error.name === 'Forbidden') return say(`used something that this task does not allow: ${because}`);
  const thrown = `threw ${/^[AEIOU]/.test(error.name) ? 'an' : 'a'} ${error.name}`;
  return say(loading ? `cannot be called: the file itself ${thrown} while it was loaded` : thrown);
}

/** The engine's words for a typed array or a memory of WebAssembly that did not fit; the process lives on. */
const DID_NOT_FIT = /^(Array buffer allocation failed|WebAssembly\.Memory\(\): could not allocate memory)$/;

const isOutOfMemory = ({ name, message }: StudentError): boolean =>
  name === 'RangeError' && DID_NOT_FIT.test(message);

export const tooSlow = (limitMs: number): HostFailure =>
  new HostFailure('timeout', `did not finish within ${limitMs / 1000} s`);

export const outOfTime = ({ totalMs }: Limits): HostFailure =>
  new HostFailure(
    'timeout',
    `was not called: all calls together have used the ${totalMs / 1000} s they may take`,
  );

export const tooMuchMemory = ({ heapMb }: Limits): HostFailure =>
  new HostFailure('memory', `used more memory than the ${heapMb} MB allowed`);

export const tooMuchOutput = ({ outputBytes }: Limits): HostFailure =>
  new HostFailure('output', `printed more than the ${outputBytes} bytes allowed`);

export const ended = (): HostFailure => new HostFailure('dead', 'ended the process');

export const brokenProtocol = (): HostFailure =>
  new HostFailure('protocol', "disturbed the grader's channel to the process");
