import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { gradebookSchema } from '../../src/schema/gradebook.ts';
import { readDocument } from '../../src/schema/validate.ts';
import { newFolder, writeTree } from '../pipeline/small-class.ts';
import { clusterJobs, containerOf, kitRoot, pipeline, workflow } from './ready-file.ts';

/* A dry run: every script of the ready files, as its service would run it, over a class of three. What a machine of the
   service would install is noted and not done. */

const SECRET = 'the secret of a dry run';
const PARTS = [1, 2, 3, 4];
const LEARNERS = ['amara.okafor', 'bjorn.sorensen', 'chloe.oneill'];

let repository: string;
let stubs: string;
let whole: ReturnType<typeof scoresIn>;

/** A repository as the files describe it: the class, and the kit beside it. */
beforeAll(() => {
  repository = newFolder();
  const example = join(kitRoot, 'grader/examples/class');
  cpSync(join(example, 'course.json'), join(repository, 'class/course.json'));
  for (const name of ['roster.csv', 'submissions.csv']) {
    const [head = '', ...rows] = readFileSync(join(example, name), 'utf8').split('\n');
    const kept = rows.filter((row) => LEARNERS.some((id) => row.startsWith(`${id},`)));
    writeTree(repository, { [`class/${name}`]: [head, ...kept, ''].join('\n') });
  }
  for (const id of LEARNERS) {
    cpSync(join(example, 'submissions', id), join(repository, 'class/submissions', id), { recursive: true });
  }
  stubs = newFolder();
  const note = (before = '') => `#!/bin/bash\n${before}echo "$(basename "$0") $*" >> "$STUB_LOG"\n`;
  writeTree(stubs, { sudo: '#!/bin/bash\nexec "$@"\n', 'apt-get': note(), sysctl: note(), npm: note() });
  for (const name of ['sudo', 'apt-get', 'sysctl', 'npm']) chmodSync(join(stubs, name), 0o755);
  const out = join(newFolder(), 'whole');
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(kitRoot, 'dist/gradus.js'), 'grade', join(repository, 'class'), '--out', out],
    { encoding: 'utf8', env: { PATH: process.env.PATH, GRADUS_SECRET: SECRET } },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.anything() });
  whole = scoresIn(out);
}, 240_000);

const scoresIn = (out: string) =>
  readDocument(join(out, 'gradebook.json'), gradebookSchema).grades.map(
    ({ learnerId, assignmentId, finalScore }) => [learnerId, assignmentId, finalScore],
  );

/** A checkout of the repository for one job. */
function checkout(): string {
  const folder = newFolder();
  cpSync(join(repository, 'class'), join(folder, 'class'), { recursive: true });
  symlinkSync(kitRoot, join(folder, 'gradus'));
  return folder;
}

function shell(flags: string, script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const log = join(newFolder(), 'log');
  const { status, stdout, stderr } = spawnSync('bash', [flags, script], {
    cwd,
    encoding: 'utf8',
    env: { PATH: `${stubs}:${process.env.PATH}`, HOME: cwd, STUB_LOG: log, ...env },
  });
  return { status, stdout, stderr, installed: existsSync(log) ? readFileSync(log, 'utf8') : '' };
}

describe('GitHub Actions', () => {
  const { jobs } = workflow();

  /** The steps of a job that a shell runs, with the expressions as GitHub would replace them. */
  function runJob(name: string, cwd: string, shard = 0) {
    const values: Readonly<Record<string, string>> = {
      'matrix.shard': String(shard),
      'strategy.job-total': String(PARTS.length),
      'secrets.GRADUS_SECRET': SECRET,
    };
    const replaced = (text: string) =>
      text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
        const value = values[expression];
        if (value === undefined) throw new Error(`the dry run does not know ${expression}`);
        return value;
      });
    const results = (jobs[name]?.steps ?? []).flatMap(({ run, env = {} }) => {
      if (run === undefined) return [];
      const named = Object.entries(env).map(([key, value]) => [key, replaced(value)]);
      return [shell('-ec', replaced(run), cwd, Object.fromEntries(named))];
    });
    return {
      statuses: results.map(({ status }) => status),
      stderr: results.map(({ stderr }) => stderr).join(''),
      installed: results.map(({ installed }) => installed).join(''),
    };
  }

  test('four parts and the merge, and a merge without one of them', () => {
    const [artifacts, merging] = [newFolder(), checkout()];
    for (const shard of PARTS) {
      const cwd = checkout();
      const { statuses, installed } = runJob('shard', cwd, shard);
      expect(statuses).toEqual([0, 0, 0]);
      expect(installed).toContain('apt-get install --yes --no-install-recommends bubblewrap');
      expect(installed).toContain('sysctl --write kernel.apparmor_restrict_unprivileged_userns=0');
      expect(installed).toContain('npm ci --prefix gradus');
      cpSync(join(cwd, 'out'), join(artifacts, `shard-${shard}`), { recursive: true });
    }
    cpSync(artifacts, join(merging, 'shards'), { recursive: true });
    expect(runJob('merge', merging).statuses).toEqual([0, 0]);
    expect(scoresIn(join(merging, 'out'))).toEqual(whole);

    const without = checkout();
    mkdirSync(join(without, 'shards'));
    for (const shard of [1, 2, 4]) {
      cpSync(join(artifacts, `shard-${shard}`), join(without, `shards/shard-${shard}`), { recursive: true });
    }
    const { statuses, stderr } = runJob('merge', without);
    expect(statuses).toEqual([0, 2]);
    expect(stderr).toContain('of 4 shards 1 is missing: 3/4');
  }, 240_000);
});

test('GitLab CI: four parts and the merge', () => {
  const { shard, merge } = pipeline();
  const run = (job: typeof shard, cwd: string, env: Readonly<Record<string, string>>) =>
    shell('-ec', ['set -o pipefail', ...job.before_script, ...job.script].join('\n'), cwd, {
      ...{ GRADUS_SECRET: SECRET, ...env },
    });
  const merging = checkout();
  for (const part of PARTS) {
    const cwd = checkout();
    const env = { CI_NODE_INDEX: String(part), CI_NODE_TOTAL: String(shard.parallel) };
    expect(run(shard, cwd, env)).toMatchObject({ status: 0, installed: expect.stringContaining('npm ci') });
    // The artifacts of all earlier jobs are laid into one folder.
    for (const path of shard.artifacts.paths) {
      cpSync(join(cwd, path), join(merging, path), { recursive: true });
    }
  }
  expect(run(merge, merging, {})).toMatchObject({ status: 0 });
  for (const path of merge.artifacts.paths) expect(scoresIn(join(merging, path))).toEqual(whole);
}, 240_000);

test('Kubernetes: four pods, one of them twice, and the merge', () => {
  const jobs = clusterJobs();
  const claims = newFolder();
  /** The pod's command, its mounts found below the claims. */
  const run = (name: string, env: Readonly<Record<string, string>>) => {
    const { command, args, env: declared = [] } = containerOf(jobs, name);
    const [, flags = ''] = command;
    const script = args
      .join('\n')
      .replaceAll('/gradus/', `${kitRoot}/`)
      .replaceAll('/class', join(repository, 'class'))
      .replaceAll('/out/', `${claims}/out/`);
    const values = declared.flatMap(({ name: key, value }) => (value === undefined ? [] : [[key, value]]));
    return shell(flags, script, claims, { ...Object.fromEntries(values), ...env });
  };
  for (const index of ['0', '1', '2', '3', '2']) {
    const env = { JOB_COMPLETION_INDEX: index, GRADUS_SECRET: SECRET };
    expect(run('gradus-shards', env)).toMatchObject({ status: 0 });
  }
  expect(run('gradus-merge', {})).toMatchObject({ status: 0 });
  expect(scoresIn(join(claims, 'out/merged'))).toEqual(whole);
}, 240_000);
