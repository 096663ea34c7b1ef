import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { gradus, program, repository, scratchFolder } from './student-kit.ts';

/* A released kit under the programs that a student has: npm, Node, and the compiler that an editor asks. */

// The compiler reads the whole kit, and a machine may have much else to do.
jest.setTimeout(60_000);

const SLUG = 'a03-softmax';
const scratch = scratchFolder();
const kit = join(scratch.path, 'kit');
const tsc = join(repository, 'node_modules', 'typescript', 'bin', 'tsc');

beforeAll(async () => {
  expect(await gradus(['release', '--out', kit, SLUG])).toMatchObject({ status: 0, stderr: '' });
});

afterAll(scratch.remove);

// An npm that runs these tests says so in the environment, and would be obeyed by the one inside the kit.
const outside = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
const offline = (registryCache: string) => ({
  ...outside,
  npm_config_registry: 'http://127.0.0.1:9',
  npm_config_offline: 'true',
  npm_config_cache: join(scratch.path, registryCache),
});

test('npx and npm test find the checker with nothing installed and no registry', async () => {
  expect(existsSync(join(kit, 'node_modules'))).toBe(false);
  const npx = await program(kit, 'npx', ['gradus', 'check', 'a03'], offline('npx'));
  expect(npx.status).toBe(1);
  expect(npx.stdout).toMatch(/^A03 Softmax by hand · assignments\/a03-softmax\/softmax\.ts\n/);
  const npm = await program(kit, 'npm', ['--silent', 'test', '--', 'a03'], offline('npm'));
  expect([npm.status, npm.stdout]).toEqual([1, npx.stdout]);
  expect(existsSync(join(kit, 'node_modules'))).toBe(false);
});

test('a script of one’s own draws: the one in the README, typed in an editor and run', async () => {
  const [, script = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync(join(kit, 'README.md'), 'utf8')) ?? [];
  const model = `import { plotClassification2d, type Figure } from '#plots';
import { nn, sk } from '#torch';
const [X, y] = sk.makeCircles({ nSamples: 20, randomState: 1 });
export const plane: Figure<unknown> = plotClassification2d(X, y, new nn.Linear(2, 1));
`;
  const [plain, typed] = [join(kit, 'try.mjs'), join(kit, 'assignments', 'try.ts')];
  writeFileSync(plain, script + model.replace(/, type Figure|: Figure<unknown>/g, ''));
  writeFileSync(typed, script + model);
  try {
    const types = await program(kit, process.execPath, [tsc, '-p', '.']);
    expect([types.status, types.stdout]).toEqual([0, '']);
    expect(await program(kit, process.execPath, ['try.mjs'])).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect(readFileSync(join(kit, 'fit.html'), 'utf8')).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
  } finally {
    for (const file of [plain, typed, join(kit, 'fit.html')]) rmSync(file, { force: true });
  }
});

test('the page of the README is typed, and what it imports is there to be served', async () => {
  const readme = readFileSync(join(kit, 'README.md'), 'utf8');
  const scripts = [...readme.matchAll(/```js\n(\/\/ (page|lesson)\.js\n[\s\S]*?)```/g)].map(
    ([, script = '', name = '']) => [join(kit, `${name}.ts`), script] as const,
  );
  const wrong = [
    join(kit, 'wrong.ts'),
    `import { startGpu } from './dist/gpu-worker.js';\nstartGpu().x;\n`,
  ] as const;
  const files = [...scripts, wrong].map(([file]) => file);
  for (const [file, script] of [...scripts, wrong]) writeFileSync(file, script);
  try {
    const flags =
      '--noEmit --strict --skipLibCheck --module nodenext --target es2022 --lib es2022,dom --ignoreConfig';
    const { stdout } = await program(kit, process.execPath, [tsc, ...flags.split(' '), ...files]);
    expect(stdout).toMatch(
      /^wrong\.ts\(2,12\): error TS2339: Property 'x' does not exist on type 'SharedArrayBuffer'\.\n$/,
    );
    const imported = scripts.flatMap(([, script]) => [...script.matchAll(/from '\.\/(.*)'/g)]);
    expect(imported.map(([, path = '']) => existsSync(join(kit, path)))).toEqual([true, true]);
  } finally {
    for (const file of files) rmSync(file, { force: true });
  }
});

test('an editor’s type check knows the runtime, the visible tests and console', async () => {
  const file = join(kit, 'assignments', SLUG, 'softmax.ts');
  const starter = readFileSync(file, 'utf8');
  expect(await program(kit, process.execPath, [tsc, '-p', '.'])).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
  try {
    const body = 'console.log(x.exp().sum());\n  return x.foo();';
    writeFileSync(file, starter.replace("throw new NotImplementedError('A03.1 softmaxNaive');", body));
    const { status, stdout } = await program(kit, process.execPath, [tsc, '-p', '.']);
    expect(status).not.toBe(0);
    expect(stdout.match(/error/g)).toHaveLength(1);
    expect(stdout).toMatch(
      /softmax\.ts\(\d+,\d+\): error TS2339: Property 'foo' does not exist on type 'Tensor'/,
    );
  } finally {
    writeFileSync(file, starter);
  }
});
