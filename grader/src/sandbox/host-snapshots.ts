import { existsSync } from 'node:fs';
import { type HostSnapshot, type HostSnapshotRequest, makeHostSnapshot } from './host-snapshot.ts';
import type { Isolation } from './types.ts';

/** Makes a snapshot for each heap limit that is asked for, once; `folder` gives the place for them when the first is made. */
export function hostSnapshots(
  dist: HostSnapshotRequest['dist'],
  isolation: Isolation,
  folder: () => Promise<string>,
): (heapMb: number) => Promise<HostSnapshot | undefined> {
  const made = new Map<number, Promise<HostSnapshot | undefined>>();
  const make = async (heapMb: number): Promise<HostSnapshot | undefined> =>
    existsSync(dist.hostInSnapshot)
      ? makeHostSnapshot({ dist, isolation, heapMb, tempRoot: await folder() })
      : undefined;
  return (heapMb) => {
    const known = made.get(heapMb) ?? make(heapMb);
    made.set(heapMb, known);
    return known;
  };
}
