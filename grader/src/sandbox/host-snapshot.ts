import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HANDOVER } from './handover.ts';
import { snapshotArguments, v8Arguments } from './isolation.ts';
import { startIn } from './start-in.ts';
import type { Isolation } from './types.ts';

/** A startup snapshot of the host, and the `torch.js` for the stages of what starts from it. */
export interface HostSnapshot {
  readonly blob: string;
  readonly torch: string;
}

export interface HostSnapshotRequest {
  readonly dist: { readonly host: string; readonly hostInSnapshot: string };
  /** The layers that hosts will start in. */
  readonly isolation: Isolation;
  /** A snapshot fits only processes with the same heap limit. */
  readonly heapMb: number;
  /** An existing folder to make it in. */
  readonly tempRoot: string;
}

/** Makes a snapshot for the running Node; nothing where a host does not start from it. */
export async function makeHostSnapshot(request: HostSnapshotRequest): Promise<HostSnapshot | undefined> {
  const { dist, isolation, heapMb, tempRoot } = request;
  const folder = await mkdtemp(join(tempRoot, 'snapshot-'));
  const [blob, torch] = [join(folder, 'host.blob'), join(folder, 'torch.js')];
  const flags = [...v8Arguments(heapMb), '--no-warnings', ...snapshotArguments(blob), '--build-snapshot'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, dist.hostInSnapshot], {
      env: {},
    });
    const names = JSON.parse(stdout) as readonly string[];
    await writeFile(torch, `export const { ${names.join(', ')} } = globalThis.${HANDOVER};\n`);
    await startIn(isolation, { host: dist.host, torch, snapshot: blob, heapMb }, folder);
    return { blob, torch };
  } catch {
    await rm(folder, { recursive: true, force: true });
    // A Node that was built without snapshots: hosts are loaded from their file, which takes longer and does the same.
    return undefined;
  }
}
