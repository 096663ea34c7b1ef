import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { clusterJobs, containerOf, pipeline, readyText, scripts, workflow } from './ready-file.ts';
import { githubErrors, gitlabErrors, kubernetesErrors } from './services.ts';

const FILES = ['github-actions.yml', 'gitlab-ci.yml', 'kubernetes-job.yml', 'Dockerfile'];

describe('each file is what its service reads', () => {
  test('GitHub Actions', () => {
    const text = readyText('github-actions.yml');
    expect(githubErrors(text)).toEqual([]);
    expect(githubErrors(text.replace('runs-on', 'run-on'))).toEqual([
      expect.stringContaining("Unexpected value 'run-on'"),
      expect.anything(),
    ]);
    expect(githubErrors(text.replace('secrets.GRADUS_SECRET', 'secret.GRADUS_SECRET'))).toEqual([
      expect.stringContaining("Unrecognized named-value: 'secret'"),
    ]);
  });

  test('GitLab CI', () => {
    const text = readyText('gitlab-ci.yml');
    expect(gitlabErrors(text)).toEqual([]);
    expect(gitlabErrors(text.replace('access: developer', 'access: students'))).toEqual([
      expect.stringContaining('at shard.artifacts.access'),
    ]);
  });

  test('Kubernetes', () => {
    const text = readyText('kubernetes-job.yml');
    expect(kubernetesErrors(text)).toEqual([]);
    expect(kubernetesErrors(text.replace('completions: 4', 'completion: 4'))).toEqual([
      expect.stringContaining("does not exist in type 'JobSpec'"),
    ]);
    expect(kubernetesErrors(text.replace("value: '4'", 'value: 4'))).toEqual([
      expect.stringContaining("Type 'number' is not assignable to type 'string'"),
    ]);
  });
});

describe('scripts', () => {
  // Expressions of GitHub are replaced before a shell sees them.
  const shown = (script: string) => script.replaceAll(/\$\{\{.*?\}\}/g, 'EXPRESSION');

  test.each(scripts())('%s: a shell can read it', (_, script) => {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: shown(script), encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
  (hasShellcheck ? test : test.skip)('shellcheck, where it is installed, finds nothing', () => {
    for (const [where, script] of scripts()) {
      const input = shown(script);
      const { stdout } = spawnSync('shellcheck', ['--shell=bash', '-'], { input, encoding: 'utf8' });
      expect([where, stdout]).toEqual([where, '']);
    }
  });

  test.each(scripts().filter(([, script]) => script.includes('gradus.js')))(
    '%s: calls verbs and flags that there are',
    (_, script) => {
      const [, verb = '', rest = ''] = /gradus\.js (\S+) (.*)$/m.exec(script) ?? [];
      expect(['grade', 'merge']).toContain(verb);
      const flags = [...rest.matchAll(/--[a-z-]+/g)].map(String);
      expect(flags).toEqual(verb === 'grade' ? ['--out', '--shard'] : ['--out']);
    },
  );
});

describe('what a class relies on', () => {
  test('the secret comes from the store of the service, to the step that needs it alone', () => {
    const { jobs } = workflow();
    const holders = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .filter(({ env }) => JSON.stringify(env ?? {}).includes('secrets.'));
    expect(holders.map(({ run }) => run)).toEqual([expect.stringContaining('gradus.js grade')]);
    expect(containerOf(clusterJobs(), 'gradus-merge').env).toBeUndefined();
    expect(readyText('kubernetes-job.yml')).toMatch(/GRADUS_SECRET\n\s+valueFrom:\n\s+secretKeyRef/);
    // GitLab sets its variables itself.
    expect(readyText('gitlab-ci.yml')).not.toMatch(/GRADUS_SECRET\s*:/);
  });

  test('all that a file brings in is pinned, and to the same Node everywhere', () => {
    const uses = Object.values(workflow().jobs).flatMap(({ steps }) =>
      steps.flatMap(({ uses }) => uses ?? []),
    );
    expect(uses.length).toBeGreaterThan(0);
    for (const one of uses) expect(one).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
    const version = workflow().env.NODE_VERSION;
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(pipeline().default.image).toBe(`node:${version}-bookworm`);
    const images = [...readyText('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(images).toEqual([`node:${version}-bookworm`, `node:${version}-bookworm-slim`]);
    for (const name of FILES) expect(readyText(name)).not.toMatch(/:latest\b/);
  });

  test('as many parts are merged as are run', () => {
    const [shards] = clusterJobs();
    const total = containerOf(clusterJobs(), 'gradus-shards').env?.find(
      ({ name }) => name === 'GRADUS_SHARDS',
    );
    expect([shards?.spec.completions, shards?.spec.parallelism, Number(total?.value)]).toEqual([4, 4, 4]);
    // GitHub counts the jobs of the matrix; GitLab sets CI_NODE_TOTAL from `parallel`.
    expect(workflow().jobs.shard?.strategy?.matrix.shard).toEqual([1, 2, 3, 4]);
  });

  test('artifacts are kept from whoever is no staff, and the workflow can change nothing', () => {
    const { shard, merge } = pipeline();
    expect([shard.artifacts.access, merge.artifacts.access]).toEqual(['developer', 'developer']);
    expect(workflow().permissions).toEqual({ contents: 'read' });
  });
});
