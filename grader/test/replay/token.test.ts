import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeToken } from '../../src/replay/decode-token.ts';
import {
  CHECKSUM_BYTES,
  checksum,
  encodeToken,
  MAX_TOKEN_LENGTH,
  PREFIX,
  type ReplayedCall,
} from '../../src/replay/token.ts';
import { DTYPES, type TensorData, type TensorValue, type Value } from '../../src/sandbox/types.ts';
import { InputError } from '../../src/schema/input-error.ts';

const call = (...args: Value[]): ReplayedCall => ({
  slug: 'a03-softmax',
  on: 'submission',
  name: 'softmaxDim',
  args,
});

function token(replayed: ReplayedCall): string {
  const made = encodeToken(replayed);
  if (made === undefined) throw new Error('no token');
  return made;
}

const roundTrip = (...args: Value[]) => decodeToken(token(call(...args))).args;

const data: Record<TensorValue['dtype'], TensorData> = {
  float32: Float32Array.of(1.5, -0, NaN, Infinity),
  float64: Float64Array.of(0.1, -Infinity, 5e-324, 1e300),
  int64: BigInt64Array.of(-(2n ** 63n), 0n, 1n, 2n ** 63n - 1n),
  int32: Int32Array.of(-(2 ** 31), 0, 1, 2 ** 31 - 1),
  int16: Int16Array.of(-32768, 0, 1, 32767),
  int8: Int8Array.of(-128, 0, 1, 127),
  uint8: Uint8Array.of(0, 1, 10, 255),
  bool: Uint8Array.of(0, 1, 1, 0),
};
const tensor = (dtype: TensorValue['dtype']): TensorValue => ({
  kind: 'tensor',
  dtype,
  shape: [2, 2],
  data: data[dtype],
});

/** A token of whatever content, with a checksum that fits. */
function forged(content: string | Uint8Array): string {
  const deflated = deflateRawSync(content);
  return PREFIX + Buffer.concat([checksum(deflated), deflated]).toString('base64url');
}

describe('what a token holds comes back as it was', () => {
  test.each<[string, Value]>([
    ['a number', 0.1],
    ['minus zero', -0],
    ['not a number', NaN],
    ['an infinity', -Infinity],
    ['a bigint', -(2n ** 100n)],
    ['a text with every kind of character', 'a\n"\\\u0000\u202eß😀'],
    ['a line feed and nothing else', '\n'],
    ['true', true],
    ['null', null],
    ['undefined', undefined],
    ['an empty list', []],
    ['a nested list', [1, [2, ['three', null]]]],
    [
      'a tensor of no elements',
      { kind: 'tensor', dtype: 'float32', shape: [0, 3], data: new Float32Array(0) },
    ],
    ['a tensor of rank 0', { kind: 'tensor', dtype: 'float64', shape: [], data: Float64Array.of(7) }],
    ...DTYPES.map((dtype): [string, Value] => [`a ${dtype} tensor`, tensor(dtype)]),
  ])('%s', (_what, value) => {
    // Not toStrictEqual: decoded objects have no prototype.
    expect(roundTrip(value)).toEqual([value]);
    expect(Object.is(roundTrip(value)[0], value) || typeof value === 'object').toBe(true);
  });

  test('a record, with tensors between plain values', () => {
    const record = { layers: [tensor('float32'), 2, tensor('int64')], kind: 'mlp', __proto__x: null };
    expect(roundTrip(record, tensor('bool'))).toEqual([record, tensor('bool')]);
  });

  test('no arguments; and the probe, the name and the assignment', () => {
    const probe = { slug: 'a06-scalar-autograd', on: 'probes', name: 'backwardGrads', args: [] } as const;
    expect(decodeToken(token(probe))).toEqual(probe);
  });

  test('any plain value', () => {
    const { value } = fc.letrec<{ value: Value; leaf: Value }>((tie) => ({
      leaf: fc.oneof(
        fc.double(),
        fc.string(),
        fc.boolean(),
        fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }),
      ),
      value: fc.oneof(
        { maxDepth: 4 },
        tie('leaf'),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          fc.string().filter((key) => key !== 'kind' && key !== '__proto__'),
          tie('value'),
          {
            maxKeys: 4,
          },
        ),
      ),
    }));
    fc.assert(
      fc.property(value, (one) => expect(roundTrip(one)).toEqual([one])),
      { numRuns: 200 },
    );
  });

  test('the same call is the same token', () => {
    expect(token(call(tensor('float32'), -1))).toBe(token(call(tensor('float32'), -1)));
  });
});

describe('no token', () => {
  test.each<[string, Value]>([
    ['a handle', { kind: 'handle', id: 3, describes: 'function' }],
    ['a handle inside a record', { f: [{ kind: 'handle', id: 3, describes: 'function' }] }],
    ['a placeholder', { kind: 'not-filled', task: 'A03.8' }],
  ])('for %s, which means nothing in another process', (_what, value) => {
    expect(encodeToken(call(value))).toBeUndefined();
  });

  test('for an input that makes a word too long to paste, compressed or not', () => {
    const noise = (count: number) => Float64Array.from({ length: count }, (_, i) => Math.sin(i * i));
    const of = (count: number, values = noise(count)) =>
      encodeToken(call({ kind: 'tensor', dtype: 'float64', shape: [count], data: values }));
    expect(of(300)?.length).toBeLessThanOrEqual(MAX_TOKEN_LENGTH);
    expect(of(400)).toBeUndefined();
    expect(of(1_000_000, new Float64Array(1_000_000))).toBeUndefined();
  });
});

describe('a token that was damaged on the way', () => {
  const whole = token(call(tensor('float32'), -1));

  test('cut short anywhere, it is recognised', () => {
    for (let length = PREFIX.length; length < whole.length; length++) {
      expect(() => decodeToken(whole.slice(0, length))).toThrow(
        /damaged or incomplete.*\n.*was all of it copied/s,
      );
    }
  });

  test('changed in any letter, it is recognised', () => {
    for (let at = PREFIX.length; at < whole.length; at++) {
      // Bits 0…3 of the last letter may be padding; the highest bit is not.
      const letter = whole[at] as string;
      const other = letter < 'a' ? 'z' : 'A';
      expect(() => decodeToken(whole.slice(0, at) + other + whole.slice(at + 1))).toThrow('damaged');
    }
  });

  test.each([
    ['a line break inside', `${whole.slice(0, 30)}\n${whole.slice(30)}`],
    ['a full stop at its end', `${whole}.`],
    ['nothing but the prefix', PREFIX],
    ['nothing but a checksum', `${PREFIX}${Buffer.alloc(CHECKSUM_BYTES).toString('base64url')}`],
  ])('%s', (_what, text) => {
    expect(() => decodeToken(text)).toThrow('damaged');
  });
});

describe('a word that is no token', () => {
  test.each([
    ['', 'this is not a replay token\n  expected: one word that begins with gr1.'],
    ['a03', 'this is not a replay token'],
    [`gr2.${'a'.repeat(40)}`, 'the token is of format 2, and this kit reads format 1'],
    [`gr1.${'a'.repeat(5_000)}`, 'the token has 5004 characters\n  expected: at most 4096'],
  ])('%j', (text, message) => {
    expect(() => decodeToken(text)).toThrow(InputError);
    expect(() => decodeToken(text)).toThrow(message);
  });
});

describe('a token that was made up', () => {
  const header = (...fields: unknown[]) => `${JSON.stringify(fields)}\n`;
  const args = (...encoded: unknown[]) => header('a03-softmax', 'submission', 'f', encoded);

  test.each<[string, string | Uint8Array, string]>([
    ['a bomb', Buffer.alloc(2_000_000), 'it unpacks to more than 65536 bytes'],
    ['no header', 'x', 'it has no header'],
    ['no JSON', 'x\n', 'its header cannot be read'],
    ['brackets without end', `${'['.repeat(60_000)}\n`, 'its header cannot be read'],
    ['values nested without end', `${'["l",['.repeat(9_000)}`, 'it has no header'],
    ['another header', header(1, 2), 'its header is not a call'],
    ['a path for an assignment', header('../../etc', 'submission', 'f', []), 'it names no assignment'],
    ['a number for an assignment', header(3, 'submission', 'f', []), 'it names no assignment'],
    ['another process', header('a03', 'engine', 'f', []), 'it says not on what to call'],
    ['no name of a function', header('a03', 'submission', 'f()', []), 'it names no function'],
    ['a name of many lines', header('a03', 'submission', 'f\ng', []), 'it names no function'],
    ['no arguments', header('a03', 'submission', 'f', { length: 0 }), 'it has no arguments'],
    ['an object', args({ toString: 1 }), 'an object where a value was expected'],
    ['an unknown tag', args(['x']), 'unknown tag'],
    ['an unknown dtype', args(['t', '__proto__', [1]]), 'unknown dtype'],
    ['a negative size', args(['t', 'float32', [-1]]), 'shape is not a list of sizes'],
    ['more elements than bytes', args(['t', 'float32', [2_000_000_000]]), 'tensor reaches past the body'],
    ['bytes without a tensor', `${args(1)}1234`, '4 bytes of the body belong to no tensor'],
    ['a handle', args(['h', 1, 'function']), 'an argument is an object of another process'],
    [
      'a deep handle',
      args(['l', [['r', ['x', ['f', 'A03.1']]]]]),
      'an argument is an object of another process',
    ],
    ['a key twice', args(['r', ['x', 1, 'x', 2]]), 'a key twice in one record'],
    ['a false tensor', args(['r', ['kind', 'tensor', 'data', 1]]), 'record that poses as a tagged value'],
  ])('%s', (_what, content, reason) => {
    const made = forged(content);
    expect(made.length).toBeLessThanOrEqual(MAX_TOKEN_LENGTH);
    expect(() => decodeToken(made)).toThrow(InputError);
    expect(() => decodeToken(made)).toThrow(`the token holds no input of a case: ${reason}`);
  });

  test('nesting deeper than any value is refused, and does not end the program', () => {
    const deep = `${'["l",['.repeat(5_000)}${']]'.repeat(5_000)}`;
    const content = args('deep').replace('"deep"', () => deep);
    expect(() => decodeToken(forged(content))).toThrow('nested more than 40 deep');
  });

  test('what is not compressed at all', () => {
    const bytes = Buffer.from([0xff, 0xff, 0xff]);
    const made = PREFIX + Buffer.concat([checksum(bytes), bytes]).toString('base64url');
    expect(() => decodeToken(made)).toThrow('it cannot be unpacked');
  });
});

test('a token holds its call and nothing else', () => {
  const bytes = Buffer.from(token(call([1, 2], -1)).slice(PREFIX.length), 'base64url');
  expect(inflateRawSync(bytes.subarray(CHECKSUM_BYTES)).toString()).toBe(
    '["a03-softmax","submission","softmaxDim",[["l",[1,2]],-1]]\n',
  );
});
