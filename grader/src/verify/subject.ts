import { readFileSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bank, BankingEngine, SuiteCase } from '../engine/index.ts';
import { type Kit, solutionDir } from '../kit.ts';
import { planCases } from '../pipeline/plan.ts';
import type { HostSnapshot, Transpiler } from '../sandbox/index.ts';
import { DEFAULT_LIMITS, type Stage } from '../sandbox/types.ts';
import { InputError } from '../schema/input-error.ts';
import type { Manifest } from '../schema/manifest.ts';
import type { PlannedCase } from '../schema/plan.ts';

/** What a verification stands on. */
export interface Workshop {
  readonly kit: Kit;
  /** Run beside each other; the first one also lists cases and banks. */
  readonly engines: readonly [BankingEngine, ...BankingEngine[]];
  readonly transpiler: Transpiler;
  /** A folder for stages. */
  readonly tempRoot: string;
  /** What hosts with that heap limit start from; undefined where they load their file. */
  snapshotFor(heapMb: number): Promise<HostSnapshot | undefined>;
}

/** An assignment whose proofs are tried. */
export interface Subject extends Workshop {
  readonly manifest: Manifest;
  readonly cases: readonly SuiteCase[];
  readonly planned: readonly PlannedCase[];
  readonly bank: Bank;
  /** The bank's files as hosts load them. */
  readonly stage: Stage;
}

/** The cases that the suites declare. */
export async function readCases({ engines: [engine] }: Workshop, slug: string): Promise<SuiteCase[]> {
  return engine.collect(slug).catch((error: unknown) => {
    throw error instanceof InputError ? error : unreadable(`the suites of ${slug}`, messageOf(error));
  });
}

/** The assignment with its planned cases and its bank. `InputError` names what cannot be read. */
export async function readSubject(
  workshop: Workshop,
  manifest: Manifest,
  cases: readonly SuiteCase[],
): Promise<Subject> {
  const { slug, forbids, limits } = manifest;
  const bank = await workshop.engines[0].bank(slug, { forbids }).catch((error: unknown) => {
    throw error instanceof InputError ? error : unreadableBank(workshop.kit, slug, messageOf(error));
  });
  const stage = await stageForHosts(workshop, bank.stage, { ...DEFAULT_LIMITS, ...limits }.heapMb);
  return { ...workshop, manifest, cases, planned: planCases(manifest, cases), bank, stage };
}

/** The engine loads the bank with the runtime's own file, hosts with that of their snapshot. */
async function stageForHosts(
  { tempRoot, snapshotFor }: Workshop,
  stage: Stage,
  heapMb: number,
): Promise<Stage> {
  const snapshot = await snapshotFor(heapMb);
  if (snapshot === undefined) return stage;
  const dir = await mkdtemp(join(tempRoot, 'hosts-'));
  await cp(stage.dir, dir, { recursive: true });
  await cp(snapshot.torch, join(dir, 'torch.js'));
  return { ...stage, dir, snapshot: snapshot.blob };
}

/** What the engine says of files that it cannot load, without its stack. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').filter((line) => !/^\s+at /.test(line));
  return lines.join('; ').replace(/^Error: /, '');
}

const unreadable = (who: string, seen: string): InputError => new InputError({ who, seen });

/** Where the engine blames a mistake, the place at which it says what it is. */
function unreadableBank(kit: Kit, slug: string, seen: string): InputError {
  const [blamed, file] = /^(mistakes\/[\w.-]+\.ts): /.exec(seen) ?? [];
  if (blamed === undefined || file === undefined) return unreadable(`solutions/${slug}`, seen);
  const lines = readFileSync(join(solutionDir(kit, slug), file), 'utf8').split('\n');
  const line = lines.findIndex((text) => /^export const mistake\b/.test(text)) + 1 || 1;
  return unreadable(`solutions/${slug}/${file}:${line}`, seen.slice(blamed.length));
}
