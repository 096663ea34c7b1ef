import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TensorValue, toValue, type Value } from '../../src/sandbox/index.ts';
import { sameValue } from '../../src/sandbox/same-value.ts';
import { BodyReader, BodyWriter, ValueError } from '../../src/sandbox/value-body.ts';
import { decodeValue, encodeValue, MAX_NODES } from '../../src/sandbox/values.ts';

function roundTrip(value: Value): Value {
  const writer = new BodyWriter();
  const json: unknown = JSON.parse(JSON.stringify(encodeValue(value, writer)));
  const reader = new BodyReader(writer.finish());
  const back = decodeValue(json, reader);
  reader.finish();
  return back;
}

const decodeAlone = (json: unknown, body = new Uint8Array(0)): Value =>
  decodeValue(json, new BodyReader(body));

const anyTensor: fc.Arbitrary<Value> = fc.oneof(
  fc
    .float32Array({ maxLength: 9 })
    .map((data) => ({ kind: 'tensor' as const, dtype: 'float32' as const, shape: [data.length], data })),
  fc
    .float64Array({ minLength: 1, maxLength: 1 })
    .map((data) => ({ kind: 'tensor' as const, dtype: 'float64' as const, shape: [], data })),
  fc
    .bigInt64Array({ minLength: 6, maxLength: 6 })
    .map((data) => ({ kind: 'tensor' as const, dtype: 'int64' as const, shape: [2, 3], data })),
  fc
    .int8Array({ maxLength: 9 })
    .map((data) => ({ kind: 'tensor' as const, dtype: 'int8' as const, shape: [1, data.length], data })),
  fc
    .uint8Array({ maxLength: 9, max: 1 })
    .map((data) => ({ kind: 'tensor' as const, dtype: 'bool' as const, shape: [data.length], data })),
);
const anyKey = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'then', 'toJSON', 'length', '0'),
);
const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.double(),
    fc.bigInt(),
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constantFrom<Value>(null, undefined, -0, NaN),
    anyTensor,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(anyKey, tie('value'), { maxKeys: 5, noNullPrototype: false }),
  ),
}));

test('every value comes back the same, down to the sign of zero', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(sameValue(value, roundTrip(value))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('sameValue can tell values apart', () => {
  const t = (data: Float32Array, shape = [data.length]): Value => ({
    kind: 'tensor',
    dtype: 'float32',
    shape,
    data,
  });
  const different: [Value, Value][] = [
    [0, -0],
    [1, 1n],
    [null, undefined],
    [[], {}],
    [[1], [1, 2]],
    [{ a: 1 }, { b: 1 }],
    [{ a: undefined }, {}],
    [t(Float32Array.of(0)), t(Float32Array.of(-0))],
    [t(Float32Array.of(1, 2)), t(Float32Array.of(1, 2), [2, 1])],
    [t(Float32Array.of(1)), { kind: 'tensor', dtype: 'int32', shape: [1], data: Int32Array.of(1065353216) }],
    [t(Float32Array.of(1)), [1]],
  ];
  for (const [a, b] of different) expect(sameValue(a, b)).toBe(false);
  const otherNaN = new Float32Array(Uint32Array.of(0x7fc00001).buffer);
  expect(sameValue(t(otherNaN), t(Float32Array.of(NaN)))).toBe(true);
});

test('any JSON and any bytes decode to a value or a ValueError', () => {
  const tag = fc.constantFrom('n', 'u', 'b', 't', 'l', 'r', 'h', 'f');
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue(),
      fc.constantFrom('float32', 'bool', 'NaN', '12', [2], [0], [-1], [1e300, 1e300], ['kind', 'tensor']),
      fc.tuple(tag, tie('node')),
      fc.tuple(tag, tie('node'), tie('node')),
      fc.tuple(tag, fc.array(tie('node'), { maxLength: 4 })),
    ),
  }));
  fc.assert(
    fc.property(node, fc.uint8Array({ maxLength: 40 }), (json, body) => {
      try {
        decodeAlone(json, body);
      } catch (error) {
        expect(error).toBeInstanceOf(ValueError);
      }
    }),
    { numRuns: 2000 },
  );
});

describe('refused on arrival', () => {
  const deep = Array.from({ length: 45 }).reduce((inner) => ['l', [inner]], 1 as unknown);
  test.each([
    ['nesting', deep, 'nested more than 40 deep'],
    ['too many values', ['l', new Array(MAX_NODES + 1).fill(1)], `more than ${MAX_NODES} values`],
    ['an object', { kind: 'tensor' }, 'an object'],
    ['an unknown tag', ['x'], 'unknown tag'],
    ['an unknown number', ['n', '1'], 'unknown number'],
    ['a bigint of words', ['b', '0x10'], 'bigint'],
    ['a bigint without end', ['b', '1'.repeat(400)], 'bigint'],
    ['a dtype from the prototype', ['t', '__proto__', [0]], 'unknown dtype'],
    ['a dtype of ours that is none', ['t', 'constructor', [0]], 'unknown dtype'],
    ['a fractional size', ['t', 'float32', [0.5]], 'shape'],
    ['a shape whose product overflows', ['t', 'float32', new Array(32).fill(2 ** 31 - 1)], 'past the body'],
    ['too many axes', ['t', 'float32', new Array(33).fill(1)], 'shape'],
    ['bytes that are not there', ['t', 'float64', [1]], 'past the body'],
    ['an odd record', ['r', ['a']], 'pairs'],
    ['a number as a key', ['r', [1, 2]], 'text expected'],
    ['a false handle', ['r', ['kind', 'handle', 'id', 1]], 'poses'],
    ['a negative handle', ['h', -1, 'function'], 'handle'],
  ])('%s', (_, json, message) => {
    expect(() => decodeAlone(json)).toThrow(ValueError);
    expect(() => decodeAlone(json)).toThrow(message);
  });
});

test('what arrives is fresh: no prototype, no shared bytes', () => {
  const data = Float32Array.of(1, 2);
  const back = roundTrip([{ kind: 'tensor', dtype: 'float32', shape: [2], data }, { a: 1 }]);
  const [tensor, record] = back as readonly [TensorValue, Value];
  expect(Object.getPrototypeOf(tensor)).toBeNull();
  expect(Object.getPrototypeOf(record)).toBeNull();
  expect(tensor.data.buffer.byteLength).toBe(8);
  tensor.data[0] = 9;
  expect(data[0]).toBe(1);
});

describe('toValue', () => {
  const tensorLike = {
    dtype: { name: 'float32' },
    shape: [2],
    toTypedArray: () => Float32Array.of(1, 2),
    more: () => 0,
  };

  test('takes tensors of any runtime by their shape, inside lists and records too', () => {
    expect(toValue([{ x: tensorLike, n: 1 }])).toEqual([
      expect.objectContaining({
        x: { kind: 'tensor', dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) },
        n: 1,
      }),
    ]);
  });

  test('leaves a value as it is', () => {
    const value = toValue({ t: tensorLike, list: [1n, undefined, null, -0] });
    expect(sameValue(toValue(value), value)).toBe(true);
  });

  test.each([
    [{ a: [1, () => 1] }, 'a[1]: a function cannot cross'],
    [Symbol('s'), 'value: a symbol cannot cross'],
    [{ when: new Date() }, 'when: a Date instance cannot cross'],
    [Float32Array.of(1), 'value: a Float32Array instance cannot cross'],
    [{ ...tensorLike, dtype: { name: 'complex64' } }, 'value: a tensor of dtype complex64 cannot cross'],
  ])('says what and where: %#', (x, message) => {
    expect(() => toValue(x)).toThrow(message);
  });
});
