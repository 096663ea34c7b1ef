import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readResults, readUnscored } from '../exporters/gradescope-results.ts';
import { newFolder, writeTree } from '../pipeline/small-class.ts';
import { autograderFolder } from './autograder-folder.ts';

/* The archive in use: unpacked and set up as Gradescope does, then run on submissions, with nothing of this repository
   beside it. What setup.sh fetches from outside is a stub. */

const root = resolve(__dirname, '../../..');
const reference = readFileSync(join(root, 'solutions/a03-softmax/softmax.ts'), 'utf8');
const FAILED = 'The autograder failed; this is not your fault.';

let source: string;
let stubs: string;
let nodeRoot: string;
let setup: { status: number | null; stderr: string; log: string };

function run(script: string, home: string, env: Readonly<Record<string, string>> = {}) {
  const settings = { GRADUS_AUTOGRADER_ROOT: home, GRADUS_NODE_ROOT: nodeRoot, STUB_LOG: join(stubs, 'log') };
  return spawnSync(join(home, 'source', script), [], {
    ...{ cwd: home, encoding: 'utf8', timeout: 120_000 },
    env: { PATH: `${stubs}:${process.env.PATH}`, HOME: home, ...settings, ...env },
  });
}

beforeAll(() => {
  const [work, home] = [newFolder(), newFolder()];
  const zip = join(work, 'autograder.zip');
  const made = spawnSync(
    process.execPath,
    [
      ...[join(root, 'dist/gradus.js'), 'gradescope', 'a03', '--out', zip],
      ...['--class', join(root, 'grader/examples/class')],
    ],
    { encoding: 'utf8', env: { PATH: process.env.PATH, GRADUS_SECRET: 'the secret of a dry run' } },
  );
  expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
  source = join(home, 'source');
  mkdirSync(source);
  expect(spawnSync('unzip', ['-q', zip, '-d', source]).status).toBe(0);

  nodeRoot = join(work, 'node');
  stubs = newFolder();
  const node = `#!/bin/bash\nexec ${process.execPath} "$@"\n`;
  writeTree(work, { 'release/node-v0/bin/node': node });
  chmodSync(join(work, 'release/node-v0/bin/node'), 0o755);
  const release = join(work, 'node.tar.xz');
  expect(spawnSync('tar', ['-cJf', release, '-C', join(work, 'release'), 'node-v0']).status).toBe(0);
  writeTree(stubs, {
    'apt-get': '#!/bin/bash\necho "apt-get $*" >> "$STUB_LOG"\n',
    // Writes to the file that follows --output.
    curl: `#!/bin/bash\necho "curl $*" >> "$STUB_LOG"\nwhile [ "$1" != --output ]; do shift; done\ncp ${release} "$2"\n`,
    // What is fetched here is not Node's own release; STUB_FORGED tells whether the digest is to agree.
    sha256sum: '#!/bin/bash\nread -r line\necho "sha256sum $* $line" >> "$STUB_LOG"\n[ -z "$STUB_FORGED" ]\n',
  });
  for (const name of ['apt-get', 'curl', 'sha256sum']) chmodSync(join(stubs, name), 0o755);
  const { status, stderr } = run('setup.sh', home);
  setup = { status, stderr, log: readFileSync(join(stubs, 'log'), 'utf8') };
}, 120_000);

/** A container with this submission, after setup. */
function container(files: Readonly<Record<string, string>>, metadata?: string): string {
  const home = metadata === undefined ? autograderFolder(files) : autograderFolder(files, metadata);
  cpSync(source, join(home, 'source'), { recursive: true });
  return home;
}

const resultsText = (home: string) => readFileSync(join(home, 'results/results.json'), 'utf8');

describe('setup.sh', () => {
  test('installs what it says, checks what it fetches, and closes what students may not read', () => {
    expect(setup).toMatchObject({ status: 0, stderr: '' });
    expect(setup.log).toContain('apt-get install --yes --no-install-recommends bubblewrap');
    expect(setup.log).toMatch(/curl .*https:\/\/nodejs\.org\/dist\/v[\d.]+\/node-v[\d.]+-linux-x64\.tar\.xz/);
    expect(setup.log).toMatch(/sha256sum --check --quiet [0-9a-f]{64} {2}\S+node-v[\d.]+-linux-x64\.tar\.xz/);
    expect(existsSync(join(nodeRoot, 'bin/node'))).toBe(true);
    for (const closed of ['secret.txt', 'gradus/grader', 'gradus/solutions', 'gradus/assignments']) {
      expect([closed, statSync(join(source, closed)).mode & 0o077]).toEqual([closed, 0]);
    }
    expect(statSync(join(source, 'gradus/dist/host.js')).mode & 0o004).toBe(0o004);
  });

  test('stops when what it fetched is something else', () => {
    const home = container({});
    rmSync(nodeRoot, { recursive: true });
    try {
      expect(run('setup.sh', home, { STUB_FORGED: 'yes' }).status).not.toBe(0);
      expect(existsSync(nodeRoot)).toBe(false);
    } finally {
      expect(run('setup.sh', home).status).toBe(0);
    }
  });
});

describe('run_autograder', () => {
  test('a right submission', () => {
    const home = container({ 'softmax.ts': reference });
    const { status, stderr } = run('run_autograder', home);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const results = readResults(resultsText(home));
    expect([results.recorded, results.sum]).toEqual([100, 100]);
  }, 120_000);

  test('a wrong one, in the folder that students are handed', () => {
    const wrong = readFileSync(
      join(root, 'grader/examples/class/submissions/bjorn.sorensen/a03-softmax/softmax.ts'),
      'utf8',
    );
    const home = container({ 'assignments/a03-softmax/softmax.ts': wrong, 'README.md': '' });
    expect(run('run_autograder', home).status).toBe(0);
    const results = readResults(resultsText(home));
    expect(results.recorded).toBeGreaterThan(50);
    expect(results.recorded).toBeLessThan(100);
    expect(resultsText(home)).toContain('M-AXIS');
  }, 120_000);

  test.each<[string, Record<string, string>, string]>([
    ['a broken one', { 'softmax.ts': 'export function softmaxNaive( {' }, 'does not compile'],
    ['none', {}, 'softmax.ts is missing'],
  ])('%s: worth 0, and says why', (_, files, says) => {
    const home = container(files);
    expect(run('run_autograder', home).status).toBe(0);
    expect(readResults(resultsText(home)).recorded).toBe(0);
    expect(resultsText(home)).toContain(says);
  });

  test.each<[string, (home: string) => void]>([
    ['the grader cannot start', (home) => rmSync(join(home, 'source/gradus/dist/gradus.js'))],
    [
      'the suite is broken',
      (home) => {
        writeFileSync(join(home, 'source/gradus/grader/suites/a03-softmax/hidden.test.ts'), 'throw 1;');
      },
    ],
    ['there is no secret', (home) => rmSync(join(home, 'source/secret.txt'))],
    ['there are no metadata', (home) => rmSync(join(home, 'submission_metadata.json'))],
  ])('%s: valid results, no score, and a message that takes the blame', (_, spoil) => {
    const home = container({ 'softmax.ts': reference });
    spoil(home);
    const { status } = run('run_autograder', home);
    expect(status).toBe(0);
    const results = readUnscored(resultsText(home));
    expect(results).toMatchObject({ output: expect.stringContaining(FAILED), visibility: 'visible' });
    expect(results).not.toHaveProperty('score');
    expect(results.tests).toEqual([]);
    expect(results.stdout_visibility).toBe('hidden');
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test : test.skip)(
    'as in a container of Gradescope (root, no namespaces) at level 2',
    () => {
      const tools = newFolder();
      for (const name of ['bash', 'cat', 'env', 'mkdir', 'prlimit', 'setpriv', 'timeout']) {
        const { stdout } = spawnSync('bash', ['-c', `command -v ${name}`], { encoding: 'utf8' });
        symlinkSync(stdout.trim(), join(tools, name));
      }
      const home = container({ 'softmax.ts': reference });
      chmodSync(home, 0o755);
      const course = join(home, 'source/course.json');
      const asked = JSON.parse(readFileSync(course, 'utf8'));
      const scoreAt = (minIsolation: number) => {
        writeFileSync(course, JSON.stringify({ ...asked, minIsolation }));
        expect(run('run_autograder', home, { PATH: tools }).status).toBe(0);
        return readUnscored(resultsText(home)).score;
      };
      expect(scoreAt(2)).toBe(100);
      expect(scoreAt(3)).toBeUndefined();
    },
    120_000,
  );

  test('stopped from outside, by a signal that leaves no time: the message is there', async () => {
    const home = container({ 'softmax.ts': reference });
    const settings = { GRADUS_AUTOGRADER_ROOT: home, GRADUS_NODE_ROOT: nodeRoot };
    const child = spawn(join(home, 'source/run_autograder'), [], {
      ...{ cwd: home, stdio: 'ignore', detached: true },
      env: { PATH: process.env.PATH, HOME: home, ...settings },
    });
    const ended = new Promise((done) => child.once('exit', done));
    while (!existsSync(join(home, 'results/results.json'))) await sleep(10);
    await sleep(100);
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await ended;
    expect(readUnscored(resultsText(home)).output).toContain(FAILED);
  });
});
