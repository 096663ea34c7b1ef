import { readManifest } from '../pipeline/manifest.ts';
import { stageGpu } from '../sandbox/index.ts';
import type { Limits } from '../sandbox/types.ts';
import { type Difference, differencesOf } from './case-differences.ts';
import { makeTrials } from './make-trials.ts';
import type { ProofName } from './proof.ts';
import { runOnSeed, shareAmong } from './seeded-run.ts';
import { readCases, readSubject } from './subject.ts';
import type { VerifyRequest } from './verify-assignment.ts';

/** A difference, and whose it is. */
export interface FoundDifference extends Difference {
  /** The file that was tried, from the kit's root. */
  readonly at: string;
  readonly seed: number;
}

/** What came of comparing the devices on one assignment. */
export interface DeviceComparison {
  readonly slug: string;
  readonly submissions: number;
  readonly seeds: number;
  /** Cases of all submissions on all seeds. */
  readonly compared: number;
  /** By submission, then by seed. */
  readonly differences: readonly FoundDifference[];
}

/** The submissions that a GPU is tried with: what students write is like one of these. */
const COMPARED: readonly ProofName[] = ['reference', 'starter', 'mistakes'];

/** Shaders are compiled first, and a driver in software takes a multiple of the CPU's time: no verdict is to hang on it. */
const LIMITS_ON_GPU: Partial<Limits> = { loadMs: 50_000, callMs: 20_000, totalMs: 600_000 };

/**
 * Runs the reference, the starter and every mistake of an assignment on the CPU and with a GPU as the default device, and
 * compares the verdicts case by case. Hosts must be started without isolation. `InputError` as `verifyAssignment`.
 */
export async function compareDevices(request: Omit<VerifyRequest, 'force'>): Promise<DeviceComparison> {
  const { kit, slug, seeds, engines, signal, onProgress } = request;
  const manifest = readManifest(kit, slug);
  const subject = await readSubject(request, manifest, await readCases(request, slug));
  await stageGpu(subject.stage, kit.dist.gpu);
  const { trials } = await makeTrials(subject, { reference: seeds, others: seeds });
  const tried = trials.filter(({ proofs }) => proofs.some((proof) => COMPARED.includes(proof)));
  const jobs = tried.flatMap((trial) => Array.from({ length: seeds }, (_, i) => ({ trial, seed: i + 1 })));
  let [done, compared] = [0, 0];
  onProgress({ done, total: jobs.length });
  const found = await shareAmong(engines, jobs, signal, async ({ trial, seed }, engine) => {
    const { at, stage } = trial;
    const run = { manifest, stage, seed };
    const here = await runOnSeed(run, engine, signal);
    const there = await runOnSeed({ ...run, limits: LIMITS_ON_GPU, device: 'gpu' }, engine, signal);
    compared += here.cases.length;
    done += 1;
    onProgress({ done, total: jobs.length, last: at });
    return differencesOf(here.cases, there.cases).map((one) => ({ ...one, at, seed }));
  });
  return { slug, submissions: tried.length, seeds, compared, differences: found.flat() };
}
