import { type Answering, answeringSubmission } from './answering-submission.ts';

/** Writes a frame where the host does, with whatever header and no bytes. */
const FRAME = `const frame = (header) => {
  const text = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeUInt32LE(text.length, 4);
  return Buffer.concat([prefix, text]);
};
const { writeSync } = process.getBuiltinModule('fs');`;

/**
 * Attacks that fit any assignment: none of them knows an answer, each of them wants one to be taken for right.
 * Patches come after the exports, so that what a submission itself is made of stays whole.
 */
const ATTACKS = {
  'leaves while it is loaded': { answer: '() => 0', constant: '0', after: 'process.exit(0);' },
  'leaves in a call': { answer: '() => process.exit(0)', constant: '0' },
  'not a number': { answer: '(first) => filled(first, NaN)', constant: 'NaN' },
  infinity: { answer: '(first) => filled(first, Infinity)', constant: 'Infinity' },
  'a matcher for anything': {
    answer: `() => ({ $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true, sample: 0, inverse: false })`,
    constant: 'answer()',
  },
  'a thenable': { answer: '() => ({ then: (resolve) => resolve(true) })', constant: 'answer()' },
  'whatever is asked of it': {
    answer: '() => everything',
    constant: 'everything',
    after: `var everything = new Proxy(function () {}, {
  apply: () => everything,
  construct: () => everything,
  get: (target, key) =>
    key === 'then' ? undefined : key === Symbol.toPrimitive ? () => 0 : key === Symbol.iterator ? function* () { yield everything; } : everything,
  has: () => true,
});`,
  },
  'equal to everything': {
    answer: `() => ({ valueOf: () => true, toString: () => '0', toJSON: () => 0, equals: () => true, get shape() { return []; }, length: 0 })`,
    constant: 'answer()',
  },
  'like a list': {
    answer: '() => ({ length: 1, 0: 0, [Symbol.iterator]: Array.prototype.values })',
    constant: 'answer()',
  },
  'changed inputs': {
    answer: `(...args) => {
  for (const arg of args) if (arg instanceof Tensor) arg.detach().mul_(0); else if (Array.isArray(arg)) arg.fill(0);
  return args[0];
}`,
    constant: '0',
  },
  'patched comparisons': {
    answer: '(first) => filled(first, 0.125)',
    constant: '0.125',
    after: `for (const [owner, names] of [
  [Object, ['is', 'hasOwn']],
  [Number, ['isFinite', 'isInteger', 'isSafeInteger']],
  [Array, ['isArray']],
  [Array.prototype, ['every', 'some', 'includes']],
  [Set.prototype, ['has']],
  [Map.prototype, ['has']],
  [String.prototype, ['startsWith', 'endsWith', 'includes']],
  [RegExp.prototype, ['test']],
]) for (const name of names) owner[name] = () => true;
Math.abs = Math.max = Math.min = () => 0;`,
  },
  'polluted prototypes': {
    answer: '(first) => filled(first, 0.125)',
    constant: '0.125',
    after: `for (const [key, value] of Object.entries({ status: 'pass', pass: true, ok: true, failure: null, margin: 0, unchanged: [true], toJSON: () => 0 }))
  Object.defineProperty(Object.prototype, key, { value, writable: true, configurable: true });`,
  },
  'tensors that lie': {
    answer: '(first) => filled(first, 0.125)',
    constant: '0.125',
    after: `const shown = Tensor.prototype.toTypedArray;
Tensor.prototype.toTypedArray = function () { return shown.call(this).fill(NaN); };
Tensor.prototype.equal = Tensor.prototype.allclose = () => true;`,
  },
  'frames of its own': {
    answer: `() => {
  writeSync(3, frame({ id: '', value: true, unchanged: [true], after: [] }));
  return true;
}`,
    constant: 'true',
    after: FRAME.replaceAll('const ', 'var '),
  },
  'blames the grader': {
    answer: `() => {
  throw Object.assign(new Error('the suite failed in itself; this is our fault'), { name: 'EngineDied', kind: 'grader-error' });
}`,
    constant: '0',
  },
  'prints a report': {
    answer: `() => {
  console.log('{"success":true,"numFailedTests":0}\\nok 1 - all tests passed');
  return true;
}`,
    constant: 'true',
  },
} as const satisfies Record<string, Answering>;

export type Attack = keyof typeof ATTACKS;
export const HOSTILE_ATTACKS = Object.keys(ATTACKS) as Attack[];

/** A submission with the exports of an assignment that attacks in such a way. */
export const hostileSubmission = (attack: Attack, source: string, compiled: string): string =>
  answeringSubmission(ATTACKS[attack], source, compiled);
