import { launchHost } from './launch.ts';
import { makeStage } from './stage.ts';
import { DEFAULT_LIMITS, type Isolation } from './types.ts';

/** What a host is started from. */
export interface HostParts {
  readonly host: string;
  readonly torch: string;
  readonly snapshot?: string;
  readonly heapMb?: number;
}

/** Whether a host with nothing in it comes up inside these layers. */
export async function startsIn(isolation: Isolation, parts: HostParts, tempRoot: string): Promise<boolean> {
  const { host: script, torch, snapshot, heapMb = DEFAULT_LIMITS.heapMb } = parts;
  const files = new Map([['empty.js', '']]);
  const forbids = { names: [], because: '' };
  const stage = await makeStage({ tempRoot, torch, snapshot, files, entry: 'empty.js', forbids });
  try {
    const limits = { ...DEFAULT_LIMITS, heapMb };
    const host = await launchHost(stage, { isolation, limits, paths: { host: script } });
    await host.close();
    return true;
  } catch {
    return false;
  }
}
