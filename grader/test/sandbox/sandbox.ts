import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import {
  type Forbids,
  type HostFailure,
  type Isolation,
  type LaunchedHost,
  type Limits,
  launchHost,
  makeHostSnapshot,
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

let fromSnapshots = false;

/** From now on hosts of this test file start from snapshots, where they otherwise load their file. */
export function startFromSnapshots(): void {
  fromSnapshots = true;
}

/** The program of the build, with any runtime. */
function snapshotSource(torch: string, folder: string): string {
  const outfile = join(folder, `${basename(torch)}.snapshot.cjs`);
  if (existsSync(outfile)) return outfile;
  const contents = `import * as runtime from ${JSON.stringify(torch)};
import { keepHost } from './grader/src/sandbox/host-in-snapshot.ts';
keepHost(runtime);`;
  buildSync({ stdin: { contents, resolveDir: repository }, outfile, bundle: true, platform: 'node' });
  return outfile;
}

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
  const snapshots = new Map<string, ReturnType<typeof makeHostSnapshot>>();

  /** The runtime for a stage and the snapshot that has it, or the runtime alone. */
  const partsOf = async (torch: string, heapMb: number, paths: SandboxPaths) => {
    // A test's own host is a file.
    if (!fromSnapshots || paths.host !== PATHS.host) return { torch };
    const key = `${torch} ${heapMb}`;
    const dist = { ...paths, hostInSnapshot: snapshotSource(torch, tempRoot) };
    const known = snapshots.get(key) ?? makeHostSnapshot({ dist, isolation: PLAIN, heapMb, tempRoot });
    snapshots.set(key, known);
    const snapshot = await known;
    if (snapshot === undefined) throw new Error('this Node makes no snapshot of a host');
    return { torch: snapshot.torch, snapshot: snapshot.blob };
  };

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
      const allLimits = { ...LIMITS, ...limits };
      const parts = await partsOf(torch, allLimits.heapMb, paths);
      const stage = await makeStage({ tempRoot, ...parts, files, entry: 'softmax.js', forbids });
      const host = await launchHost(stage, { isolation, limits: allLimits, paths });
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
