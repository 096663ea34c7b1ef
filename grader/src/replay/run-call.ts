import { rm } from 'node:fs/promises';
import { compiledProbes } from '../authoring/probes.ts';
import type { Kit } from '../kit.ts';
import {
  type CompileError,
  createTranspiler,
  HostFailure,
  launchHost,
  makeStage,
  plainIsolation,
  type StageRequest,
} from '../sandbox/index.ts';
import { temporaryFolder } from '../sandbox/temporary-folder.ts';
import { type CallReply, DEFAULT_LIMITS } from '../sandbox/types.ts';
import type { Manifest } from '../schema/manifest.ts';
import type { ReplayedCall } from './token.ts';

/** What the student's function did with the input. */
export type Replayed =
  | { readonly did: 'return'; readonly reply: CallReply }
  | { readonly did: 'fail'; readonly failure: HostFailure }
  | { readonly did: 'not-compile'; readonly errors: readonly CompileError[] };

/**
 * Makes one call on a student's source, transpiled and staged by the same code as in grading. Like a check, it runs
 * without isolation: the code is the student's own, on the student's machine.
 */
export async function runCall(
  kit: Kit,
  manifest: Manifest,
  source: string,
  { on, name, args }: ReplayedCall,
): Promise<Replayed> {
  const { file, forbids } = manifest;
  const tempRoot = await temporaryFolder('replay');
  const transpiler = createTranspiler({ transpiler: kit.dist.transpiler });
  try {
    const transpiled = await transpiler.submission(source, file);
    if (!transpiled.ok) return { did: 'not-compile', errors: transpiled.errors };
    const entry = file.replace(/\.ts$/, '.js');
    const files = new Map([[entry, transpiled.code]]);
    const probes = await compiledProbes(kit.root, manifest.slug, transpiler);
    const stage = { tempRoot, torch: kit.dist.torch, files, entry, probes, forbids };
    return await callOn(kit, manifest, stage, (host) =>
      on === 'probes' ? host.probe(name, args) : host.call(name, args),
    );
  } finally {
    transpiler.close();
    await rm(tempRoot, { recursive: true, force: true });
  }
}

async function callOn(
  kit: Kit,
  { limits }: Manifest,
  stage: StageRequest,
  call: (host: Awaited<ReturnType<typeof launchHost>>) => Promise<CallReply>,
): Promise<Replayed> {
  const host = await launchHost(await makeStage(stage), {
    isolation: plainIsolation(),
    limits: { ...DEFAULT_LIMITS, ...limits },
    paths: kit.dist,
  });
  try {
    return { did: 'return', reply: await call(host) };
  } catch (failure) {
    if (!(failure instanceof HostFailure)) throw failure;
    return { did: 'fail', failure };
  } finally {
    await host.close();
  }
}
