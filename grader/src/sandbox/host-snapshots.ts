import { existsSync } from 'node:fs';
import { type HostSnapshot, type HostSnapshotRequest, makeHostSnapshot } from './host-snapshot.ts';
import { remember } from './remember.ts';
import type { Isolation } from './types.ts';

/** Makes a snapshot for each heap limit that is asked for, once; `folder` gives the place for them when the first is made. */
export function hostSnapshots(
  dist: HostSnapshotRequest['dist'],
  isolation: Isolation,
  folder: () => Promise<string>,
): (heapMb: number) => Promise<HostSnapshot | undefined> {
  return remember(async (heapMb) =>
    existsSync(dist.hostInSnapshot)
      ? makeHostSnapshot({ dist, isolation, heapMb, tempRoot: await folder() })
      : undefined,
  );
}
