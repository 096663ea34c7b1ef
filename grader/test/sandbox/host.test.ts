import { afterAll, describe, expect, test } from '@jest/globals';
import type { Handle, TensorValue, Value } from '../../src/sandbox/index.ts';
import { BUILT_TORCH, failureOf, sandbox } from './sandbox.ts';

const { launch, clear } = sandbox();
afterAll(clear);

const tensor = (dtype: TensorValue['dtype'], shape: number[], data: TensorValue['data']): TensorValue => ({
  kind: 'tensor',
  dtype,
  shape,
  data,
});

/** The value as an ordinary object, for `toEqual`. */
const plain = (value: Value): unknown => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
};

test('plain values go there and back unchanged', async () => {
  const host = await launch('export const same = (x) => x;');
  const values: Value[] = [
    0,
    -0,
    1.5,
    NaN,
    Infinity,
    -Infinity,
    Number.MAX_VALUE,
    2n ** 63n,
    -5n,
    '',
    'Größe \ud800 🙂',
    true,
    false,
    null,
    undefined,
    [],
    [1, [2, [undefined]]],
    { a: 1, toJSON: 'no', length: 2 },
    tensor('float32', [2, 2], Float32Array.of(NaN, -0, Infinity, 1.5)),
    tensor('int64', [2], BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n)),
    tensor('bool', [3], Uint8Array.of(1, 0, 1)),
    tensor('float64', [], Float64Array.of(Math.PI)),
    tensor('int8', [0, 3], new Int8Array(0)),
  ];
  for (const value of values) {
    const reply = await host.call('same', [value]);
    expect(plain(reply.value)).toEqual(plain(value));
    expect(reply.argumentsUnchanged).toEqual([true]);
  }
});

test('a key __proto__ is data on both sides', async () => {
  const host = await launch(`
    export const same = (x) => x;
    export const prototypeIs = (x) => Object.getPrototypeOf(x) === Object.prototype;`);
  const hostile = JSON.parse('{"__proto__": {"polluted": 1}}');
  const { value } = await host.call('same', [hostile]);
  expect(Object.keys(value as object)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(value)).toBeNull();
  expect((await host.call('prototypeIs', [hostile])).value).toBe(true);
});

test('exports: constants, functions as handles, markers, and names that are not there', async () => {
  const host = await launch(`
    import { notFilled } from '#torch';
    export const answer = [1, { deep: 2n }];
    export const blank = notFilled('A03.8 shift');
    export function twice(x) { return 2 * x; }
    export const apply = (f, x) => f(x);`);
  expect(plain(await host.get('answer'))).toEqual([1, { deep: 2n }]);
  expect(plain(await host.get('blank'))).toEqual({ kind: 'not-filled', task: 'A03.8 shift' });
  const handle = await host.get('twice');
  expect(handle).toMatchObject({ kind: 'handle', describes: 'function' });
  expect(await host.call('apply', [handle, 4])).toMatchObject({ value: 8, argumentsUnchanged: [true, true] });
  await host.free(handle as Handle);
  expect((await failureOf(host.call('apply', [handle, 4]))).what).toMatch(/lost/);
  expect((await failureOf(host.call('absent', []))).what).toBe('is not exported by the file');
  expect((await failureOf(host.call('toString', []))).what).toBe('is not exported by the file');
  expect((await failureOf(host.call('answer', []))).what).toBe('is exported but is not a function');
});

describe('what cannot cross', () => {
  const cases: [string, string, RegExp][] = [
    ['a function', '() => 1', /a function/],
    ['a function inside', '({ then: () => 1 })', /a function/],
    ['a promise', 'Promise.resolve(1)', /a promise/],
    ['a promise that never resolves', 'new Promise(() => {})', /a promise/],
    ['a Proxy', 'new Proxy({}, { get() { process.exit() } })', /a Proxy/],
    ['a Proxy of an array', 'new Proxy([1], {})', /a Proxy/],
    [
      'a revoked Proxy',
      '(() => { const p = Proxy.revocable({}, {}); p.revoke(); return p.proxy; })()',
      /a Proxy/,
    ],
    ['a getter', '({ get x() { process.exit() } })', /a getter/],
    ['a getter in an array', 'Object.defineProperty([0], 0, { get: () => 1 })', /a getter/],
    ['a symbol', 'Symbol.iterator', /a symbol/],
    ['a class instance', 'new (class Secret42 {})()', /^returned a class instance;/],
    ['a Map', 'new Map()', /a class instance/],
    ['a Date', 'new Date()', /a class instance/],
    ['a typed array', 'Float32Array.of(1)', /a typed array/],
    ['a cycle', '(() => { const a = []; a.push([a]); return a; })()', /contains itself/],
    ['nesting', '(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a; })()', /nested/],
    ['a huge list', 'new Array(4e9)', /too large/],
    [
      'a shared structure',
      '(() => { let a = [1]; for (let i = 0; i < 30; i++) a = [a, a]; return a; })()',
      /too large/,
    ],
    ['a long text', '"x".repeat(2e7)', /too large/],
    ['many texts', 'Array(9).fill("x".repeat(9e5))', /too large/],
    ['a huge bigint', '2n ** 100000n', /too large/],
    ['a huge tensor', 'new Tensor(new Uint8Array(65 * 2 ** 20), [65 * 2 ** 20], torch.uint8)', /too large/],
    [
      'a tensor of another size',
      'new Tensor(new Float32Array(3), [2, 2], torch.float32)',
      /do not fit together/,
    ],
    [
      'a tensor of another dtype',
      'new Tensor(new Float64Array(2), [2], torch.float32)',
      /do not fit together/,
    ],
    [
      'an unknown dtype',
      'new Tensor(new Float32Array(2), [2], { name: "__proto__" })',
      /do not fit together/,
    ],
    ['a shape that is no list', 'new Tensor(new Float32Array(2), "2", torch.float32)', /do not fit together/],
    ['a negative size', 'new Tensor(new Float32Array(2), [-1, -2], torch.float32)', /do not fit together/],
    [
      'a record posing as a tensor',
      '({ kind: "tensor", dtype: "float32", shape: [1], data: [1] })',
      /reserved/,
    ],
  ];
  test.each(cases)('%s', async (_, code, what) => {
    const host = await launch(`import { Tensor, torch } from '#torch';\nexport const f = () => (${code});`);
    const failure = await failureOf(host.call('f', []));
    expect(failure).toMatchObject({ kind: 'student-error', name: 'HostFailure' });
    expect(failure.what).toMatch(what);
    expect(failure.what).not.toMatch(/Secret42/);
  });

  test('the message for staff says where', async () => {
    const host = await launch('export const f = () => ({ layers: [1, { run() {} }] });');
    expect((await failureOf(host.call('f', []))).error?.message).toMatch(/at \.layers\[1\]\.run/);
  });

  test('holes, symbol keys and subclassed arrays cross as what they hold', async () => {
    const host = await launch(`
      export const f = () => [[1, , 3], { a: 1, [Symbol.iterator]: () => {} }, (class extends Array {}).from([1, 2])];`);
    expect(plain((await host.call('f', [])).value)).toEqual([[1, undefined, 3], { a: 1 }, [1, 2]]);
  });
});

describe('arguments', () => {
  test('a change is noticed in tensors, lists and records, and only there', async () => {
    const host = await launch(`export function f(t, u, list, record, n) {
      t.add_(1); list[1].push(3); record.x = 2; n += 1; arguments[1] = null; arguments.length = 0; return n; }`);
    const args = [
      tensor('float32', [2], Float32Array.of(1, NaN)),
      tensor('float32', [2], Float32Array.of(1, NaN)),
      [1, [2]],
      { x: 1 },
      5,
    ];
    const reply = await host.call('f', args, { argumentsAfter: true });
    expect(reply.argumentsUnchanged).toEqual([false, true, false, false, true]);
    const after = reply.argumentsAfter?.map(plain) as { data: Float32Array }[];
    expect(after[0]?.data).toEqual(Float32Array.of(2, NaN));
    expect(after.slice(2)).toEqual([[1, [2, 3]], { x: 2 }, 5]);
  });

  test('what was sent is not touched', async () => {
    const host = await launch('export const f = (t) => t.add_(1);');
    const sent = tensor('int32', [1], Int32Array.of(1));
    expect(plain((await host.call('f', [sent])).value)).toMatchObject({ data: Int32Array.of(2) });
    expect(sent.data).toEqual(Int32Array.of(1));
  });
});

describe('errors', () => {
  test('carry the name, the words and the line; the sentence carries none of the words', async () => {
    const host = await launch(
      "export const f = (x) => {\n  helper(x);\n};\nconst helper = (x) => {\n  throw new RangeError('secret ' + x);\n};",
    );
    const failure = await failureOf(host.call('f', [42]));
    expect(failure).toMatchObject({
      kind: 'student-error',
      what: 'threw a RangeError',
      error: { name: 'RangeError', message: 'secret 42', line: 5 },
    });
  });

  test.each([
    ["throw 'text'", 'Error', /text/],
    ['throw null', 'Error', /threw/],
    ['throw new Proxy({}, { get() { process.exit() } })', 'Error', /threw/],
    ["throw Object.assign(new Error('m'), { name: 'Secret42' })", 'Error', /^m$/],
    ["throw Object.defineProperty(new Error('m'), 'stack', { get() { process.exit() } })", 'Error', /^m$/],
    ['throw { get name() { process.exit() }, message: 7 }', 'Error', /^$/],
    ['throw new Error("a\\u202eb\\u001b[31mc".repeat(5000))', 'Error', /^(ab\[31mc)+/],
    ['undefinedName', 'ReferenceError', /undefinedName/],
    ['(function f() { f(); })()', 'RangeError', /call stack/],
    ['Promise.reject(new TypeError("late"))', 'TypeError', /late/],
    ['queueMicrotask(() => { throw new TypeError("micro") })', 'TypeError', /micro/],
  ])('%s', async (code, name, message) => {
    const host = await launch(`export const f = () => { ${code} };\nexport const g = () => 1;`);
    const { kind, error } = await failureOf(host.call('f', []));
    expect(kind).toBe('student-error');
    expect(error).toMatchObject({ name, message: expect.stringMatching(message) });
    expect(error?.message.length).toBeLessThanOrEqual(2000);
    expect((await host.call('g', [])).value).toBe(1);
  });

  test('where a recursion ends is chance, so no line is named', async () => {
    const host = await launch('export const f = (n) =>\n  n + f(n + 1) +\n  f(n + 2);');
    const { error } = await failureOf(host.call('f', [0]));
    expect(error).toEqual({ name: 'RangeError', message: 'Maximum call stack size exceeded' });
  });

  test('a file that does not load fails every request alike, and the process is started once', async () => {
    const host = await launch("\nthrow new TypeError('at the top');\nexport const f = 1;");
    for (const request of [host.call('f', []), host.get('f')]) {
      expect(await failureOf(request)).toMatchObject({
        kind: 'student-error',
        what: 'cannot be called: the file itself threw a TypeError while it was loaded',
        error: { message: 'at the top', line: 2 },
      });
    }
    expect((await host.close()).restarts).toBe(0);
  });

  test('an import that the runtime does not have', async () => {
    const host = await launch("import { nope } from '#torch';\nexport const f = () => nope;");
    expect((await failureOf(host.get('f'))).error).toMatchObject({ name: 'SyntaxError' });
  });

  test('a top level that waits for ever', async () => {
    const host = await launch('await new Promise(() => {});\nexport const f = 1;');
    expect((await failureOf(host.get('f'))).what).toMatch(/waits for something that never comes/);
  });
});

describe('forbidden names', () => {
  const forbids = { names: ['softmax', 'add', 'T', 'absent'], because: 'write it yourself' };
  test.each(['torch.softmax(x)', 'F.softmax(x)', 'x.softmax()', 'x.add_(1)', 'x.T'])('%s', async (code) => {
    const host = await launch(`import { F, torch } from '#torch';\nexport const f = (x) => ${code};`, {
      forbids,
    });
    expect(await failureOf(host.call('f', [tensor('float32', [1], Float32Array.of(1))]))).toMatchObject({
      kind: 'student-error',
      what: 'used something that this task does not allow: write it yourself',
      error: { name: 'Forbidden', message: 'Forbidden: write it yourself', line: 2 },
    });
  });

  test('cannot be put back', async () => {
    const host = await launch(
      "import { torch } from '#torch';\nexport const f = () => { torch.softmax = (x) => x; return torch.softmax(1); };",
      { forbids },
    );
    expect((await failureOf(host.call('f', []))).kind).toBe('student-error');
  });
});

describe('with the built runtime', () => {
  test('every dtype crosses both ways, views and scalars too', async () => {
    const host = await launch(
      `export const same = (x) => x;
      export const scaled = (x) => x.mul(2);
      export const turned = (x) => x.transpose(0, 1);
      export const shape = (x) => x.shape;`,
      { torch: BUILT_TORCH },
    );
    const tensors = [
      tensor('float32', [2, 2], Float32Array.of(NaN, -0, Infinity, 1.5)),
      tensor('float64', [], Float64Array.of(Math.PI)),
      tensor('int64', [2], BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n)),
      tensor('int32', [1], Int32Array.of(-7)),
      tensor('int16', [1], Int16Array.of(-7)),
      tensor('int8', [0, 3], new Int8Array(0)),
      tensor('uint8', [1], Uint8Array.of(255)),
      tensor('bool', [2], Uint8Array.of(1, 0)),
    ];
    for (const sent of tensors) {
      const reply = await host.call('same', [sent]);
      expect(plain(reply.value)).toEqual(sent);
      expect(reply.argumentsUnchanged).toEqual([true]);
    }
    const matrix = tensor('float32', [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6));
    expect(plain((await host.call('turned', [matrix])).value)).toEqual(
      tensor('float32', [3, 2], Float32Array.of(1, 4, 2, 5, 3, 6)),
    );
    expect((await host.call('shape', [matrix])).value).toEqual([2, 3]);
    expect(plain((await host.call('scaled', [tensors[1] as TensorValue])).value)).toMatchObject({
      shape: [],
    });
  });

  test('forbidden names are out of reach, and the rest of the runtime does not need them', async () => {
    const host = await launch(
      `import { F, nn, torch } from '#torch';
      const byHand = (x) => { const e = x.sub(x.max()).exp(); return e.div(e.sum()); };
      const ways = [
        (x) => torch.softmax(x, 0),
        (x) => F.softmax(x, 0),
        (x) => x.softmax(0),
        (x) => new nn.Softmax({ dim: 0 }).call(x),
        (x) => nn.functional.softmax(x, 0),
      ];
      export const f = (x, way) => (way === null ? byHand(x) : ways[way](x));`,
      {
        torch: BUILT_TORCH,
        forbids: { names: ['softmax', 'Softmax', 'logsumexp'], because: 'write it yourself' },
      },
    );
    const x = tensor('float32', [2], Float32Array.of(0, 0));
    expect(plain((await host.call('f', [x, null])).value)).toMatchObject({ data: Float32Array.of(0.5, 0.5) });
    for (const way of [0, 1, 2, 3, 4]) {
      expect((await failureOf(host.call('f', [x, way]))).error?.name).toBe('Forbidden');
    }
  });
});
