import { type Static, Type } from '@sinclair/typebox';
import type { Kit } from '../kit.ts';
import type { Isolation } from '../sandbox/types.ts';
import { cleanText } from '../schema/clean-text.ts';
import type { CaseFact } from '../schema/kinds.ts';
import { type Outcome, outcomeSchema } from '../schema/outcome.ts';
import type { Plan, PlannedAssignment, PlannedSubmission } from '../schema/plan.ts';
import { canonicalDigest, keyedDigest } from './digest.ts';
import type { Secret } from './secret.ts';
import type { SubmissionFacts } from './submission-facts.ts';

/** The part of an outcome that is known before anything runs, its key included. */
export type OutcomeHead = Omit<Outcome, 'cases' | 'measured'>;

/** The part that only running tells. */
export const outcomeFactsSchema = Type.Pick(outcomeSchema, ['cases', 'measured']);
export type OutcomeFacts = Static<typeof outcomeFactsSchema>;

/** Everything that decides the facts about a submission, under one key. */
export function outcomeHead(
  kit: Kit,
  plan: Plan,
  assignment: PlannedAssignment,
  submission: PlannedSubmission,
  isolation: Isolation,
  secret: Secret,
): OutcomeHead {
  const { learner, attempt } = submission;
  const decides = {
    learner,
    assignment: assignment.slug,
    attempt,
    digests: { submission: submission.sha256, ...assignment.digests },
    seed: plan.seed,
    seedSha256: keyedDigest(secret.value, [plan.seed, learner, assignment.slug, attempt]),
    isolation: { level: isolation.level, layers: [...isolation.layers], missing: [...isolation.missing] },
    versions: { ...kit.versions },
  };
  const { refusal = null } = submission;
  const key = canonicalDigest({ ...decides, limits: assignment.limits, refusal });
  return { schema: 'outcome/v1', key, ...decides, ...(secret.published ? { publishedSecret: true } : {}) };
}

/** The facts as a document has them: in the order of the plan, texts stripped, measurements apart. */
export function outcomeFacts(
  { cases: planned }: PlannedAssignment,
  { cases: facts, measured, retries }: SubmissionFacts,
  startedAt: Date,
  finishedAt: Date,
): OutcomeFacts {
  const order = new Map(planned.map(({ id }, index) => [id, index]));
  const sorted = [...facts].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  return {
    cases: sorted.map(({ id, status, failure, replay }) => ({
      id,
      status,
      ...(failure === undefined ? {} : { failure: cleanFailure(failure) }),
      ...(replay === undefined ? {} : { replay }),
    })),
    measured: {
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      wallMs: Math.round(measured.wallMs),
      cpuMs: Math.round(measured.cpuMs),
      outputBytes: measured.outputBytes,
      restarts: measured.restarts,
      retries,
      cases: Object.fromEntries(sorted.map((fact) => [fact.id, measurements(fact)])),
    },
  };
}

function cleanFailure({ kind, who, what, detail, hint, misconception }: NonNullable<CaseFact['failure']>) {
  return {
    kind,
    who: cleanText(who),
    what: cleanText(what),
    ...(detail === undefined ? {} : { detail: cleanText(detail) }),
    ...(hint === undefined ? {} : { hint: cleanText(hint) }),
    ...(misconception === undefined ? {} : { misconception }),
  };
}

function measurements({ wallMs, margin, failure }: CaseFact): Outcome['measured']['cases'][string] {
  return {
    wallMs: Math.round(wallMs * 10) / 10,
    ...(margin === undefined ? {} : { margin }),
    ...(failure?.quote === undefined ? {} : { quote: cleanText(failure.quote) }),
  };
}
