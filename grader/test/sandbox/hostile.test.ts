import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { failureOf, sandbox } from './sandbox.ts';

const { launch, clear } = sandbox();
afterAll(clear);

/** Writes a frame straight to descriptor 3, as a submission could at level 0. */
const FORGERY = `
const fs = process.getBuiltinModule('fs');
const frame = (header, body = Buffer.alloc(0)) => {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeUInt32LE(body.length, 0);
  prefix.writeUInt32LE(text.length, 4);
  return Buffer.concat([prefix, text, body]);
};
const send = (bytes) => fs.writeSync(3, bytes);
`;

describe('a process that does not come back', () => {
  test('an endless loop is a timeout; the next request gets a fresh process', async () => {
    const host = await launch(
      'let n = 0;\nexport const loop = () => { for (;;); };\nexport const count = () => ++n;',
      { limits: { callMs: 500 } },
    );
    expect((await host.call('count', [])).value).toBe(1);
    const failure = await failureOf(host.call('loop', []));
    expect(failure).toMatchObject({ kind: 'timeout', what: 'did not finish within 0.5 s' });
    expect((await host.call('count', [])).value).toBe(1);
    expect((await host.close()).restarts).toBe(1);
  });

  test('waiting without using the processor ends too, after a multiple of the limit', async () => {
    const host = await launch(
      'export const f = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
      { limits: { callMs: 100 } },
    );
    expect((await failureOf(host.call('f', []))).kind).toBe('timeout');
  });

  test('an endless loop at the top level is found once and remembered', async () => {
    const host = await launch('for (;;);', { limits: { loadMs: 200 } });
    expect(await failureOf(host.call('f', []))).toMatchObject({ kind: 'timeout' });
    expect(await failureOf(host.call('f', []))).toMatchObject({ kind: 'timeout' });
    expect((await host.close()).restarts).toBe(0);
  });

  test('restarts are counted and end', async () => {
    const host = await launch('export const f = () => process.exit(0);', { limits: { restarts: 2 } });
    const kinds: string[] = [];
    for (let i = 0; i < 4; i++) kinds.push((await failureOf(host.call('f', []))).kind);
    expect(kinds).toEqual(['dead', 'dead', 'dead', 'not-run']);
  });

  test('all calls together have a limit', async () => {
    const host = await launch(
      'export const f = () => { const end = performance.now() + 120; while (performance.now() < end); };',
      { limits: { totalMs: 200 } },
    );
    let failure: unknown;
    for (let i = 0; i < 20 && !failure; i++)
      failure = await host.call('f', []).then(
        () => undefined,
        (f) => f,
      );
    expect(failure).toMatchObject({ kind: 'timeout' });
  });
});

describe('a process that ends', () => {
  test.each([
    ['process.exit(0)', 'dead'],
    ['process.exit(1)', 'dead'],
    ['process.abort()', 'dead'],
    ["process.kill(process.pid, 'SIGTERM')", 'dead'],
    ["process.kill(process.pid, 'SIGKILL')", 'memory'],
    ['process.removeAllListeners(); Promise.reject(1)', 'dead'],
  ])('%s', async (code, kind) => {
    const host = await launch(`export const f = () => { ${code}; };`);
    expect((await failureOf(host.call('f', []))).kind).toBe(kind);
  });

  test('at the top level', async () => {
    const host = await launch('process.exit(0);');
    expect(await failureOf(host.get('x'))).toMatchObject({ kind: 'dead', what: 'ended the process' });
  });

  test('memory: objects', async () => {
    const host = await launch(
      'export const f = () => { const a = []; for (;;) a.push({ a: [a.length] }); };',
      {
        limits: { heapMb: 32, callMs: 5_000 },
      },
    );
    expect(await failureOf(host.call('f', []))).toMatchObject({
      kind: 'memory',
      what: 'used more memory than the 32 MB allowed',
    });
  });
});

test('output beyond the limit', async () => {
  const host = await launch(
    `
    export const quiet = () => { console.log('x'); console.error('y'); return 1; };
    export const flood = () => { for (;;) console.log('x'.repeat(1000)); };
    export const burst = () => { console.log('x'.repeat(150_000)); };`,
    { limits: { callMs: 5_000 } },
  );
  expect((await host.call('quiet', [])).value).toBe(1);
  expect(await failureOf(host.call('flood', []))).toMatchObject({
    kind: 'output',
    what: 'printed more than the 100000 bytes allowed',
  });
  expect((await failureOf(host.call('burst', []))).kind).toBe('output');
  expect((await host.close()).outputBytes).toBeGreaterThan(200_000);
});

describe('a submission that writes to the channel itself', () => {
  test.each([
    ['garbage', "send(Buffer.from('hello, this is no frame at all'))"],
    ['a header that is no JSON', "send(frame('{'))"],
    ['a length over the cap', 'send(Buffer.from([0, 0, 0, 255, 0, 0, 0, 255]))'],
    ['a made-up id', "send(frame({ id: 'guess', value: 1 }))"],
    ['no object', 'send(frame([1]))'],
    ['half a frame', 'send(frame({ value: 1 }).subarray(0, 12))'],
    ['half a prefix', 'send(Buffer.alloc(5))'],
    [
      'a second frame',
      "setImmediate(() => setImmediate(() => {})); queueMicrotask(() => send(frame({ id: '' })))",
    ],
  ])('%s', async (_, attack) => {
    const host = await launch(
      `${FORGERY}\nexport const f = () => { ${attack}; return 1; };\nexport const g = () => 2;`,
    );
    expect(await failureOf(host.call('f', []))).toMatchObject({
      kind: 'protocol',
      what: "disturbed the grader's channel to the process",
    });
    expect((await host.call('g', [])).value).toBe(2);
  });

  test('a frame that nobody asked for is held against the next request', async () => {
    const host = await launch(`${FORGERY}
      export const f = () => { setImmediate(() => setTimeout(() => {}, 0)); const later = () => send(frame({ id: 'x' }));
        process.on('exit', later); setImmediate(later); return 1; };`);
    await host.call('f', []).catch(() => {});
    const kinds = [];
    for (let i = 0; i < 2; i++)
      kinds.push(
        await host.call('f', []).then(
          () => 'answer',
          ({ kind }) => kind,
        ),
      );
    expect(kinds).toContain('protocol');
  });
});

describe('a host that knows the ids and lies', () => {
  const lying = { host: join(__dirname, 'fixtures/lying-host.js') };

  test.each([
    'twice',
    'other id',
    'past the body',
    'same bytes twice',
    'bytes of nobody',
    'deep',
    'a tensor in disguise',
    'a key twice',
    'no dtype',
    'a bool of 2',
    'an object',
    'no value',
    'a flag too many',
    'an error without words',
  ])('%s', async (attack) => {
    const host = await launch('', { paths: lying });
    // A second reply may arrive just after the first one was taken: then the next request hears of it.
    const failures = await Promise.all(
      [attack, 'honest'].map((name) =>
        host.call(name, []).then(
          () => undefined,
          (failure) => failure.kind,
        ),
      ),
    );
    expect(failures).toContain('protocol');
    expect((await host.call('honest', [])).value).toBe(1);
  });

  test('a made-up error name, reason and line go no further', async () => {
    const host = await launch('', { paths: lying });
    const failure = await failureOf(host.call('an error with a made-up reason', []));
    expect(failure).toMatchObject({ kind: 'student-error', what: 'threw an Error' });
    expect(failure.error).toEqual({ name: 'Error', message: 'x' });
  });
});

describe('patched built-ins neither break nor steer the host', () => {
  test.each([
    'JSON.parse = JSON.stringify = () => { throw new Error("patched"); };',
    'JSON.stringify = () => \'{"id":"x","value":1}\';',
    'for (const name of Object.getOwnPropertyNames(Array.prototype)) if (name !== "pop" && typeof Array.prototype[name] === "function") Array.prototype[name] = () => { throw 1; };',
    'Array.prototype[Symbol.iterator] = function* () {};',
    'Promise.prototype.then = () => { throw 1; }; globalThis.Promise = undefined;',
    'for (const key of ["id", "value", "kind", "then", "toJSON", "set", "get", "reason", "line"]) Object.defineProperty(Object.prototype, key, { __proto__: null, set() { throw 1; }, get() { return "patched"; } });',
    'Object.prototype.toJSON = Array.prototype.toJSON = String.prototype.toJSON = Number.prototype.toJSON = () => 1;',
    'Uint8Array.prototype.set = Object.getPrototypeOf(Uint8Array.prototype).set = () => {};',
    'Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), "length", { get: () => 1e9 });',
    'Reflect.apply = Reflect.ownKeys = Reflect.getOwnPropertyDescriptor = Object.hasOwn = Object.is = () => { throw 1; };',
    'TextEncoder.prototype.encode = TextDecoder.prototype.decode = RegExp.prototype.exec = () => { throw 1; };',
    'Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => { throw 1; };',
    'globalThis.setImmediate = process.exit = process.emit = () => { throw 1; };',
    "const fs = process.getBuiltinModule('fs'); fs.readSync = fs.writeSync = () => { throw 1; };",
    "const { types } = process.getBuiltinModule('util'); types.isProxy = types.isPromise = () => true;",
    'Error.prepareStackTrace = () => { throw 1; }; Error.stackTraceLimit = 0;',
    'globalThis.Uint8Array = globalThis.Float32Array = globalThis.BigInt = globalThis.Object = globalThis.Array = undefined;',
  ])('%s', async (patch) => {
    const host = await launch(
      `export const same = (...list) => list[0];\nexport const plus = (a, b) => a + b;\nexport const fail = () => { throw new TypeError('mine'); };\n${patch}`,
    );
    const value = {
      a: [1, [-0, 'x']],
      n: 3n,
      t: { kind: 'tensor', dtype: 'float64', shape: [], data: Float64Array.of(0.5) },
    } as const;
    const reply = await host.call('same', [value], { argumentsAfter: true });
    expect(reply.argumentsUnchanged).toEqual([true]);
    for (const back of [reply.value, reply.argumentsAfter?.[0]] as (typeof value)[]) {
      expect([...back.a]).toEqual([1, [-0, 'x']]);
      expect(back.n).toBe(3n);
      expect(back.t).toMatchObject({ dtype: 'float64', data: Float64Array.of(0.5) });
    }
    expect((await host.call('plus', [1, 2])).value).toBe(3);
    expect((await failureOf(host.call('fail', []))).error).toMatchObject({
      name: 'TypeError',
      message: 'mine',
    });
  });
});

test.each([
  // Node itself leans on these, so such a submission ends itself; it must not get a value through.
  'for (const key of ["0", "1"]) Object.defineProperty(Array.prototype, key, { set() { throw 1; }, get() { return 7; } });',
  'Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), "byteLength", { get: () => 1 });',
  'Object.defineProperty(Object.prototype, "error", { get: () => 1 });',
])('patched so deep that Node breaks: %s', async (patch) => {
  const host = await launch(`export const f = () => 1;\n${patch}`, { limits: { loadMs: 100, callMs: 100 } });
  expect(['timeout', 'dead', 'student-error', 'protocol']).toContain(
    (await failureOf(host.call('f', []))).kind,
  );
});

test('requests made at once are answered in order', async () => {
  const host = await launch('let n = 0;\nexport const next = () => ++n;');
  const replies = await Promise.all(Array.from({ length: 50 }, () => host.call('next', [])));
  expect(replies.map(({ value }) => value)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});

test('a closed host refuses, and can be closed again', async () => {
  const host = await launch('export const f = () => 1;');
  await host.call('f', []);
  const usage = await host.close();
  expect(await host.close()).toEqual(usage);
  await expect(host.call('f', [])).rejects.toThrow('closed');
});
