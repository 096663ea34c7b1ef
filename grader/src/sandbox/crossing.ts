/**
 * Why something of the student's cannot cross the boundary. The host sends the key, never a text of its own:
 * the trusted side chooses the sentence, so nothing of a hidden input can ride along.
 */
export const CROSSING = {
  function: 'returned a function; return a tensor, number, string, boolean, list or plain object',
  promise: 'returned a promise; the function must return its value, not a promise (no async)',
  proxy: 'returned a Proxy; return a plain value',
  getter: 'returned an object with a getter; return plain properties',
  symbol: 'returned a symbol; return a tensor, number, string, boolean, list or plain object',
  instance: 'returned a class instance; return a tensor, number, string, boolean, list or plain object',
  'typed-array': 'returned a typed array; return a tensor or a list of numbers',
  cycle: 'returned a value that contains itself',
  depth: 'returned a value nested more than 40 deep',
  'too-large': 'returned a value that is too large',
  'bad-tensor': 'returned a tensor whose shape, dtype and elements do not fit together',
  'reserved-kind': "returned an object whose property 'kind' is a word reserved by the grader",
} as const;
export type CrossingReason = keyof typeof CROSSING;

/** Thrown while a value is made ready to cross. */
export class CannotCross extends Error {
  override name = 'CannotCross';
  readonly reason: CrossingReason;
  /** Where in the value: '[0].weights'. */
  readonly path: string;

  constructor(reason: CrossingReason, path: string) {
    super(path === '' ? CROSSING[reason] : `${CROSSING[reason]} (at ${path})`);
    this.reason = reason;
    this.path = path;
  }
}
