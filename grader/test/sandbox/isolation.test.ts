import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { type Isolation, plainIsolation, probeIsolation } from '../../src/sandbox/index.ts';
import { FULL_LAYERS, findTool, LAYERS } from '../../src/sandbox/isolation.ts';
import { failureOf, PATHS, sandbox } from './sandbox.ts';

const { launch, clear, tempRoot } = sandbox();
let best: Isolation;
beforeAll(async () => {
  best = await probeIsolation(PATHS);
});
afterAll(clear);

const linux = process.platform === 'linux';
/** Each test names what it needs; a machine without it skips the test, and the title says why. */
const withBwrap = linux && findTool('bwrap') && findTool('prlimit') ? test : test.skip;
const withSetpriv = linux && process.getuid?.() === 0 && findTool('setpriv') ? test : test.skip;
const full: Isolation = { level: 3, layers: FULL_LAYERS, missing: [] };
const permissionOnly: Isolation = { level: 1, layers: [LAYERS.permission], missing: [] };

/** What the code gives, or the code of the error that it meets. */
const TRY = `const tryTo = (act) => { try { return String(act()); } catch (error) { return 'refused: ' + (error.code ?? error.message); } };
const fs = process.getBuiltinModule('fs');`;

test('the best level says what it has and what it lacks', () => {
  const named = [...best.layers, ...best.missing].filter((layer) => layer !== LAYERS.otherUser);
  expect(named.sort()).toEqual([...FULL_LAYERS].sort());
  expect(best.level === 3).toBe(best.missing.length === 0);
});

withBwrap('with bubblewrap and prlimit this machine is level 3', () => {
  expect(best).toEqual(full);
});

withSetpriv('root without bubblewrap gives each submission a user of its own: level 2', async () => {
  const tools = join(tempRoot, 'tools');
  mkdirSync(tools);
  for (const name of ['prlimit', 'setpriv']) symlinkSync(findTool(name) as string, join(tools, name));
  const path = process.env.PATH;
  process.env.PATH = tools;
  try {
    const isolation = await probeIsolation(PATHS);
    expect(isolation).toMatchObject({ level: 2, missing: [LAYERS.namespaces, LAYERS.seccomp] });
    const secret = join(tempRoot, 'secret-of-root');
    writeFileSync(secret, 'secret', { mode: 0o600 });
    const layers = isolation.layers.filter((layer) => layer !== LAYERS.permission);
    const code = `${TRY}
      export const ids = () => [process.getuid(), process.getgid(), process.getgroups()];
      export const read = (path) => tryTo(() => fs.readFileSync(path, 'utf8'));
      export const signal = (pid) => tryTo(() => process.kill(pid, 0));
      export const own = () => tryTo(() => fs.readFileSync('softmax.js', 'utf8').length > 0);`;
    const open = { isolation: { ...isolation, layers } };
    const [host, neighbour] = [await launch(code, open), await launch(code, open)];
    const [user, group, groups] = (await host.call('ids', [])).value as [number, number, number[]];
    expect([group, groups.filter((id) => id !== group)]).toEqual([user, []]);
    expect(user).toBeGreaterThan(0);
    expect(((await neighbour.call('ids', [])).value as number[])[0]).not.toBe(user);
    expect((await host.call('read', [secret])).value).toBe('refused: EACCES');
    expect((await host.call('own', [])).value).toBe('true');
    expect((await host.call('signal', [process.pid])).value).toBe('refused: EPERM');
  } finally {
    process.env.PATH = path;
  }
});

test('without any tool on the PATH it is level 1, and nothing throws', async () => {
  const path = process.env.PATH;
  process.env.PATH = '/nowhere';
  try {
    expect(await probeIsolation(PATHS)).toMatchObject({
      level: 1,
      layers: linux ? [LAYERS.descriptors, LAYERS.permission] : [LAYERS.permission],
    });
  } finally {
    process.env.PATH = path;
  }
});

test('a host that cannot start at all says why: the machine is not to blame', async () => {
  await expect(probeIsolation({ ...PATHS, host: '/nowhere/host.js' })).rejects.toThrow('/nowhere/host.js');
});

withBwrap('level 0 keeps the limits of the kernel where they are to be had', async () => {
  expect(plainIsolation()).toMatchObject({ level: 0, layers: [LAYERS.limits] });
  const host = await launch('export const f = () => 1;', { isolation: plainIsolation() });
  expect((await host.call('f', [])).value).toBe(1);
});

test('a host that cannot start is our fault, and says so', async () => {
  await expect(launch('', { paths: { host: '/nowhere/host.js' } })).rejects.toThrow(
    /the submission host did not start: [\s\S]*nowhere/,
  );
});

test('level 1: no file outside the stage, no process', async () => {
  const canary = join(tempRoot, 'canary-1');
  writeFileSync(canary, 'secret');
  const host = await launch(
    `${TRY}
    export const read = (path) => tryTo(() => fs.readFileSync(path, 'utf8'));
    export const write = () => tryTo(() => fs.writeFileSync('x', ''));
    export const fork = () => tryTo(() => process.getBuiltinModule('child_process').execSync('true'));`,
    { isolation: permissionOnly },
  );
  expect((await host.call('read', [canary])).value).toBe('refused: ERR_ACCESS_DENIED');
  expect((await host.call('read', ['softmax.js'])).value).toMatch(/tryTo/);
  expect((await host.call('write', [])).value).toBe('refused: ERR_ACCESS_DENIED');
  expect((await host.call('fork', [])).value).toBe('refused: ERR_ACCESS_DENIED');
});

describe('level 2, each layer on its own: the permission model is off, so that only bubblewrap stands', () => {
  const namespaces: Isolation = { level: 2, layers: [LAYERS.limits, LAYERS.namespaces], missing: [] };

  withBwrap('no file of the machine, no other stage, nothing to write to', async () => {
    const canary = join(tempRoot, 'canary-2');
    writeFileSync(canary, 'secret');
    const host = await launch(
      `${TRY}
      export const read = (path) => tryTo(() => fs.readFileSync(path, 'utf8'));
      export const list = (path) => tryTo(() => fs.readdirSync(path).sort());
      export const write = (path) => tryTo(() => fs.writeFileSync(path, 'x'));`,
      { isolation: namespaces },
    );
    expect((await host.call('read', [canary])).value).toBe('refused: ENOENT');
    expect((await host.call('read', ['/etc/passwd'])).value).toBe('refused: ENOENT');
    expect((await host.call('list', [tempRoot])).value).toBe('refused: ENOENT');
    expect((await host.call('list', ['/stage'])).value).toBe('package.json,softmax.js,torch.js');
    expect((await host.call('list', ['/proc'])).value).toBe('refused: ENOENT');
    for (const path of ['/x', '/stage/x', '/stage/softmax.js', '/dev/x', '/host.mjs', '/tmp/x']) {
      expect((await host.call('write', [path])).value).toMatch(/^refused: E(ROFS|NOENT|ACCES)$/);
    }
  });

  withBwrap('no environment and a neutral place', async () => {
    process.env.GRADUS_TEST_SECRET = 'secret';
    const host = await launch(
      'export const env = () => Object.keys(process.env).sort();\nexport const place = () => [process.cwd(), process.argv.slice(1), process.ppid];',
      { isolation: namespaces },
    );
    expect((await host.call('env', [])).value).toEqual(['GLIBC_TUNABLES', 'PWD']);
    expect((await host.call('place', [])).value).toEqual([
      '/stage',
      ['/host.mjs', '/stage', 'softmax.js'],
      1,
    ]);
    delete process.env.GRADUS_TEST_SECRET;
  });

  withBwrap('no connection, not even to this machine', async () => {
    let connections = 0;
    const listener = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await once(listener.listen(0, '127.0.0.1'), 'listening');
    const host = await launch(
      `let result = 'waiting';
      export const start = (port) => {
        process.getBuiltinModule('net').connect(port, '127.0.0.1')
          .on('connect', () => { result = 'connected'; }).on('error', (error) => { result = error.code; });
      };
      export const outcome = () => result;`,
      { isolation: namespaces },
    );
    await host.call('start', [(listener.address() as AddressInfo).port]);
    let outcome: unknown = 'waiting';
    for (let i = 0; i < 100 && outcome === 'waiting'; i++) outcome = (await host.call('outcome', [])).value;
    expect(outcome).toMatch(/^E(CONNREFUSED|NETUNREACH|ADDRNOTAVAIL)$/);
    expect(connections).toBe(0);
    listener.close();
  });

  withBwrap('nothing it started survives', async () => {
    const marker = `gradus-survivor-${process.pid}`;
    const host = await launch(
      `export const f = () => {
        const { spawn } = process.getBuiltinModule('child_process');
        spawn(process.execPath, ['-e', 'for (;;);', '${marker}'], { detached: true, stdio: 'ignore' });
        for (;;);
      };`,
      { isolation: namespaces },
    );
    expect((await failureOf(host.call('f', []))).kind).toBe('timeout');
    await host.close();
    // The kernel empties the namespace on its own time.
    for (let i = 0; i < 500 && processesNaming(marker) > 0; i++)
      await new Promise((next) => setTimeout(next, 10));
    expect(processesNaming(marker)).toBe(0);
  });
});

describe('the system call filter, with the permission model off', () => {
  const filtered: Isolation = {
    level: 3,
    layers: FULL_LAYERS.filter((layer) => layer !== LAYERS.permission),
    missing: [],
  };

  withBwrap('no process, no socket, no signal', async () => {
    const host = await launch(
      `${TRY}
      const { spawnSync } = process.getBuiltinModule('child_process');
      const dgram = process.getBuiltinModule('dgram');
      const net = process.getBuiltinModule('net');
      let heard = 'nothing';
      export const spawn = () => spawnSync('/node', ['--version']).error?.code;
      export const signal = () => tryTo(() => process.kill(process.pid, 0));
      export const listen = (how) => {
        const server = how === 'udp' ? dgram.createSocket('udp4') : net.createServer();
        server.on('error', (error) => { heard = error.code; }).on('listening', () => { heard = 'listening'; });
        if (how === 'udp') server.bind(0);
        else server.listen(how === 'tcp' ? { port: 0, host: '127.0.0.1' } : { path: '\\0gradus' });
      };
      export const outcome = () => heard;`,
      { isolation: filtered },
    );
    expect((await host.call('spawn', [])).value).toBe('EPERM');
    expect((await host.call('signal', [])).value).toBe('refused: EPERM');
    for (const how of ['tcp', 'unix', 'udp']) {
      await host.call('listen', [how]);
      expect([how, (await host.call('outcome', [])).value]).toEqual([how, 'EPERM']);
    }
  });

  withBwrap('threads, timers, files and clocks go on as before', async () => {
    const host = await launch(
      `${TRY}
      const { Worker } = process.getBuiltinModule('worker_threads');
      let said = 'nothing';
      export const start = () => {
        new Worker('require("worker_threads").parentPort.postMessage(6 * 7)', { eval: true })
          .on('message', (message) => { said = message; }).on('error', (error) => { said = error.message; });
      };
      export const outcome = () => said;
      export const ordinary = () => [fs.readdirSync('.').length, Date.now() > 0, process.hrtime.bigint() > 0n,
        performance.now() > 0, process.cpuUsage().user > 0];`,
      { isolation: filtered },
    );
    await host.call('start', []);
    let outcome: unknown = 'nothing';
    for (let i = 0; i < 500 && outcome === 'nothing'; i++) {
      outcome = (await host.call('outcome', [])).value;
      await new Promise((next) => setTimeout(next, 10));
    }
    expect(outcome).toBe(42);
    expect((await host.call('ordinary', [])).value).toEqual([3, true, true, true, true]);
  });
});

withBwrap('a descriptor that the grader was started with holds nothing inside', async () => {
  const secret = join(tempRoot, 'answers.txt');
  writeFileSync(secret, 'the answers');
  const bundle = join(tempRoot, 'masking.mjs');
  const entryPoints = [join(__dirname, '../../src/sandbox/index.ts')];
  buildSync({ entryPoints, bundle: true, platform: 'node', format: 'esm', outfile: bundle });
  const grader = join(tempRoot, 'leaky-grader.mjs');
  const code = `const fs = process.getBuiltinModule('fs');
    export const f = () => { try { return fs.readFileSync(40, 'utf8'); } catch (error) { return error.code; } };`;
  writeFileSync(
    grader,
    `import { DEFAULT_LIMITS, launchHost, makeStage } from './masking.mjs';
    const files = new Map([['softmax.js', ${JSON.stringify(code)}]]);
    for (const layers of ${JSON.stringify([FULL_LAYERS.filter((layer) => layer !== LAYERS.descriptors), FULL_LAYERS])}) {
      const stage = await makeStage({ tempRoot: ${JSON.stringify(tempRoot)}, torch: ${JSON.stringify(PATHS.torch)}, files,
        entry: 'softmax.js', forbids: { names: [], because: '' } });
      const options = { isolation: { level: 2, layers, missing: [] }, limits: DEFAULT_LIMITS, paths: ${JSON.stringify(PATHS)} };
      const host = await launchHost(stage, options);
      console.log(JSON.stringify((await host.call('f', [])).value));
      await host.close();
    }`,
  );
  const descriptor = openSync(secret, 'r');
  const stdio: ('ignore' | 'pipe' | 'inherit' | number)[] = new Array(41).fill('ignore');
  [stdio[1], stdio[2], stdio[40]] = ['pipe', 'inherit', descriptor];
  const { stdout } = spawnSync(process.execPath, [grader], { encoding: 'utf8', stdio });
  closeSync(descriptor);
  expect(stdout.split('\n')).toEqual(['"the answers"', '""', '']);
});

function processesNaming(marker: string): number {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(`\0${marker}`);
    } catch {
      return false;
    }
  }).length;
}

withBwrap('memory: typed arrays are bounded too', async () => {
  const host = await launch(
    'const held = [];\nexport const f = () => { for (;;) held.push(new Float64Array(2 ** 20).fill(1)); };\nexport const g = () => 1;',
    { isolation: full, limits: { heapMb: 64, callMs: 5_000 } },
  );
  expect((await failureOf(host.call('f', []))).kind).toBe('memory');
  expect((await host.call('g', [])).value).toBe(1);
});

withBwrap(
  'an ordinary amount of memory is there: half the heap in objects, as much in typed arrays',
  async () => {
    const host = await launch(
      `export const f = () => {
      const objects = Array.from({ length: 5e5 }, (_, i) => ({ i }));
      const arrays = Array.from({ length: 60 }, () => new Float64Array(2 ** 17).fill(1));
      return objects.length + arrays.length;
    };`,
      { isolation: full, limits: { heapMb: 128, callMs: 10_000 } },
    );
    expect((await host.call('f', [])).value).toBe(500_060);
  },
);

withBwrap('a grader that is killed takes its hosts along, even one that loops', async () => {
  const bundle = join(tempRoot, 'sandbox.mjs');
  const entryPoints = [join(__dirname, '../../src/sandbox/index.ts')];
  buildSync({ entryPoints, bundle: true, platform: 'node', format: 'esm', outfile: bundle });
  const grader = join(tempRoot, 'grader.mjs');
  writeFileSync(
    grader,
    `import { DEFAULT_LIMITS, launchHost, makeStage } from './sandbox.mjs';
    const paths = ${JSON.stringify(PATHS)};
    const files = new Map([['looping-orphan-${process.pid}.js', 'export const f = () => { for (;;); };']]);
    const [entry] = files.keys();
    const stage = await makeStage({ tempRoot: ${JSON.stringify(tempRoot)}, torch: paths.torch, files, entry,
      forbids: { names: [], because: '' } });
    const host = await launchHost(stage, { isolation: ${JSON.stringify(full)}, limits: DEFAULT_LIMITS, paths });
    setTimeout(() => { process.stdout.write('up', () => process.kill(process.pid, 'SIGKILL')); }, 50);
    await host.call('f', []);`,
  );
  const { stdout, signal } = spawnSync(process.execPath, [grader], { encoding: 'utf8' });
  expect([stdout, signal]).toEqual(['up', 'SIGKILL']);
  const marker = `looping-orphan-${process.pid}`;
  for (let i = 0; i < 500 && processesNaming(marker) > 0; i++)
    await new Promise((next) => setTimeout(next, 10));
  expect(processesNaming(marker)).toBe(0);
});

withBwrap('the whole stack answers calls and names lines', async () => {
  const host = await launch(
    "import { torch } from '#torch';\nexport const f = (x) => x;\nexport const g = () => {\n  throw new Error(typeof torch);\n};",
    { isolation: full },
  );
  expect((await host.call('f', [[1, NaN]])).value).toEqual([1, NaN]);
  expect((await failureOf(host.call('g', []))).error).toEqual({ name: 'Error', message: 'object', line: 4 });
});
