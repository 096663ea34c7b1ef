import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type Forbids,
  type HostFailure,
  type Isolation,
  type LaunchedHost,
  type Limits,
  launchHost,
  makeStage,
  type SandboxPaths,
} from '../../src/sandbox/index.ts';
import { DEFAULT_LIMITS } from '../../src/sandbox/types.ts';

const repository = resolve(__dirname, '../../..');
/** The runtime that is really shipped; the other tests do without it. */
export const BUILT_TORCH = join(repository, 'dist/torch.js');
export const PATHS = {
  host: join(repository, 'dist/host.js'),
  transpiler: join(repository, 'dist/transpile.js'),
  torch: join(__dirname, 'fixtures/fake-torch.js'),
};

/** The limits of a real run but for loading and printing; a test that waits for one sets its own. */
export const LIMITS: Limits = { ...DEFAULT_LIMITS, loadMs: 1_000, outputBytes: 100_000 };
export const PLAIN: Isolation = { level: 0, layers: [], missing: [] };
const NOTHING_FORBIDDEN: Forbids = { names: [], because: '' };

interface Setting {
  readonly isolation?: Isolation;
  readonly limits?: Partial<Limits>;
  readonly forbids?: Forbids;
  readonly paths?: SandboxPaths;
  readonly torch?: string;
}

/** Starts hosts on submissions given as JavaScript, and clears everything away at the end. */
export function sandbox() {
  const tempRoot = mkdtempSync(join(tmpdir(), 'gradus-sandbox-test-'));
  const hosts: LaunchedHost[] = [];
  return {
    tempRoot,
    async launch(
      code: string,
      {
        isolation = PLAIN,
        limits = {},
        forbids = NOTHING_FORBIDDEN,
        paths = PATHS,
        torch = PATHS.torch,
      }: Setting = {},
    ) {
      const files = new Map([['softmax.js', code]]);
      const stage = await makeStage({ tempRoot, torch, files, entry: 'softmax.js', forbids });
      const host = await launchHost(stage, { isolation, limits: { ...LIMITS, ...limits }, paths });
      hosts.push(host);
      return host;
    },
    async clear() {
      await Promise.all(hosts.map((host) => host.close()));
      rmSync(tempRoot, { recursive: true, force: true });
    },
  };
}

/** What a request rejected with; throws when it did not. */
export async function failureOf(request: Promise<unknown>): Promise<HostFailure> {
  try {
    await request;
  } catch (failure) {
    return failure as HostFailure;
  }
  throw new Error('the request was answered, and should have failed');
}
