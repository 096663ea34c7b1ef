import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledProbes } from '../authoring/probes.ts';
import { startEngine } from '../engine/engine.ts';
import type { Kit } from '../kit.ts';
import { createTranspiler, makeStage, probeIsolation, removeStage } from '../sandbox/index.ts';
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
  return {
    startEngine: () => startEngine(kit, isolation, transpiler),
    stage: async (source, { slug, file, forbids }) => {
      const result = await transpiler.submission(source, file);
      if (!result.ok) return result;
      const entry = file.replace(/\.ts$/, '.js');
      const files = new Map([[entry, result.code]]);
      const probes = await compiledProbes(root, slug, transpiler);
      tempRoot ??= mkdtemp(join(tmpdir(), 'gradus-'));
      return makeStage({ tempRoot: await tempRoot, torch: dist.torch, files, entry, probes, forbids });
    },
    unstage: removeStage,
    close: async () => {
      transpiler.close();
      if (tempRoot !== undefined) await rm(await tempRoot, { recursive: true, force: true });
    },
  };
}
