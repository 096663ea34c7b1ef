import { rm } from 'node:fs/promises';
import { compiledProbes } from '../authoring/probes.ts';
import { type Engine, type SuiteCase, startEngine } from '../engine/index.ts';
import type { Kit } from '../kit.ts';
import { createTranspiler, makeStage, plainIsolation } from '../sandbox/index.ts';
import { temporaryFolder } from '../sandbox/temporary-folder.ts';
import { DEFAULT_LIMITS } from '../sandbox/types.ts';
import { InputError } from '../schema/input-error.ts';
import type { CaseFact } from '../schema/kinds.ts';
import type { Manifest } from '../schema/manifest.ts';
import { hundredths } from '../scoring/hundredths.ts';
import type { CheckResult } from './check-result.ts';
import { pointsShare } from './visible-points.ts';

/** Nothing here decides a grade: everyone at home sees the same drawn inputs. */
const AT_HOME = { learner: 'you', attempt: 1, seedKey: { secret: 'gradus check', courseSeed: 1 } } as const;

/**
 * Runs the visible suite of an assignment on a student's source, transpiled and staged by the same code as in
 * grading. The engine reads the suite while the source is transpiled.
 */
export async function checkSubmission(
  kit: Kit,
  manifest: Manifest,
  source: string,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { slug, file, forbids } = manifest;
  const tempRoot = await temporaryFolder('check');
  const transpiler = createTranspiler({ transpiler: kit.dist.transpiler });
  const engine = startEngine(kit, plainIsolation(), transpiler);
  const declaring = declaredCases(engine, slug);
  // A compile error ends the check before anyone asks for the cases.
  declaring.catch(() => {});
  try {
    const transpiled = await transpiler.submission(source, file);
    if (!transpiled.ok) return { compiled: false, errors: transpiled.errors };
    const entry = file.replace(/\.ts$/, '.js');
    const files = new Map([[entry, transpiled.code]]);
    const probes = await compiledProbes(kit.root, slug, transpiler);
    const stage = await makeStage({ tempRoot, torch: kit.dist.torch, files, entry, probes, forbids });
    const declared = await declaring;
    signal.throwIfAborted();
    const limits = { ...DEFAULT_LIMITS, ...manifest.limits };
    const { cases } = await engine.run({ slug, stage, limits, visibility: 'visible', ...AT_HOME }, signal);
    const facts = new Map(cases.map((fact) => [fact.id, fact]));
    const { visible, hidden } = pointsShare(kit, manifest, declared);
    return {
      compiled: true,
      hidden,
      cases: declared
        .filter(({ visibility }) => visibility === 'visible')
        .map((one) => ({
          declared: one,
          // A case that a student has added to the visible tests is worth nothing, and is welcome.
          units: hundredths(visible.cases[one.id] ?? 0),
          fact: facts.get(one.id) ?? unanswered(one.id),
        })),
    };
  } finally {
    transpiler.close();
    await engine.close();
    await rm(tempRoot, { recursive: true, force: true });
  }
}

async function declaredCases(engine: Engine, slug: string): Promise<SuiteCase[]> {
  try {
    return await engine.collect(slug);
  } catch (error) {
    const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new InputError({
      who: `assignments/${slug}/visible.test.ts`,
      seen: `the visible tests cannot be read: ${first.replace(/^Error: /, '')}`,
      hint: 'was the file changed? Copy it again from the kit that was handed out',
    });
  }
}

const unanswered = (id: string): CaseFact => ({
  id,
  status: 'fail',
  wallMs: 0,
  failure: { kind: 'grader-error', who: 'the kit', what: 'gave no verdict; this is our fault, not yours' },
});
