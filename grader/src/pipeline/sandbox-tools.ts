import { rm } from 'node:fs/promises';
import { compiledProbes } from '../authoring/probes.ts';
import { startEngine } from '../engine/engine.ts';
import type { Kit } from '../kit.ts';
import { createTranspiler, hostSnapshots, makeStage, probeIsolation, removeStage } from '../sandbox/index.ts';
import { remember } from '../sandbox/remember.ts';
import { temporaryFolder } from '../sandbox/temporary-folder.ts';
import type { Isolation } from '../sandbox/types.ts';
import type { Tools, Workshop } from './tools.ts';

/** The real parts: the sandbox's and the engine's processes. */
export const sandboxTools: Tools = {
  probeIsolation: ({ dist }) => probeIsolation(dist),
  openWorkshop,
};

function openWorkshop(kit: Kit, isolation: Isolation): Workshop {
  const { root, dist } = kit;
  const transpiler = createTranspiler(dist);
  let tempRoot: Promise<string> | undefined;
  const folder = (): Promise<string> => {
    tempRoot ??= temporaryFolder('grade');
    return tempRoot;
  };

  const probesOf = remember((slug: string) => compiledProbes(root, slug, transpiler));

  // Without a sandbox a submission could write into the snapshot of all others.
  const able = isolation.level > 0;
  const snapshotFor = hostSnapshots(dist, isolation, folder);

  return {
    startEngine: () => startEngine(kit, isolation, transpiler),
    stage: async (source, { slug, file, forbids, limits }) => {
      const result = await transpiler.submission(source, file);
      if (!result.ok) return result;
      const entry = file.replace(/\.ts$/, '.js');
      const files = new Map([[entry, result.code]]);
      const snapshot = able ? await snapshotFor(limits.heapMb) : undefined;
      const { torch, blob } = snapshot ?? { torch: dist.torch, blob: undefined };
      return makeStage({
        tempRoot: await folder(),
        torch,
        snapshot: blob,
        files,
        entry,
        probes: await probesOf(slug),
        forbids,
      });
    },
    unstage: removeStage,
    close: async () => {
      transpiler.close();
      if (tempRoot !== undefined) await rm(await tempRoot, { recursive: true, force: true });
    },
  };
}
