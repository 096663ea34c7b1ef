import { launchHost } from './launch.ts';
import { makeStage, stageGpu } from './stage.ts';
import { DEFAULT_LIMITS, type Isolation } from './types.ts';

/** What a host is started from. */
export interface HostParts {
  readonly host: string;
  readonly torch: string;
  readonly snapshot?: string;
  readonly heapMb?: number;
}

/**
 * Starts a host with nothing in it inside these layers, and ends it; with the code of the GPU's device it opens a GPU,
 * too, which takes no layers. Rejects where it does not come up.
 */
export async function startIn(
  isolation: Isolation,
  parts: HostParts,
  tempRoot: string,
  gpu?: string,
): Promise<void> {
  const { host: script, torch, snapshot, heapMb = DEFAULT_LIMITS.heapMb } = parts;
  const files = new Map([['empty.js', '']]);
  const forbids = { names: [], because: '' };
  const stage = await makeStage({ tempRoot, torch, snapshot, files, entry: 'empty.js', forbids });
  const limits = { ...DEFAULT_LIMITS, heapMb };
  if (gpu !== undefined) await stageGpu(stage, gpu);
  const device = gpu === undefined ? undefined : 'gpu';
  const host = await launchHost(stage, { isolation, limits, paths: { host: script }, device });
  await host.close();
}
