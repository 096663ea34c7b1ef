import type { Bank, BankingEngine, SuiteCase } from '../engine/index.ts';
import type { Kit } from '../kit.ts';
import { planCases } from '../pipeline/plan.ts';
import type { Transpiler } from '../sandbox/index.ts';
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
}

/** An assignment whose proofs are tried. */
export interface Subject extends Workshop {
  readonly manifest: Manifest;
  readonly cases: readonly SuiteCase[];
  readonly planned: readonly PlannedCase[];
  readonly bank: Bank;
}

/** The cases that the suites declare. */
export async function readCases({ engines: [engine] }: Workshop, slug: string): Promise<SuiteCase[]> {
  return engine.collect(slug).catch((error: unknown) => {
    throw unreadable(`the suites of ${slug}`, error);
  });
}

/** The assignment with its planned cases and its bank. `InputError` names what cannot be read. */
export async function readSubject(
  workshop: Workshop,
  manifest: Manifest,
  cases: readonly SuiteCase[],
): Promise<Subject> {
  const { slug, forbids } = manifest;
  const bank = await workshop.engines[0].bank(slug, { forbids }).catch((error: unknown) => {
    throw unreadable(`solutions/${slug}`, error);
  });
  return { ...workshop, manifest, cases, planned: planCases(manifest, cases), bank };
}

/** What the engine says of files that it cannot load, without its stack. */
function unreadable(who: string, error: unknown): InputError {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').filter((line) => !/^\s+at /.test(line));
  return new InputError({ who, seen: lines.join('; ').replace(/^Error: /, '') });
}
