import { provideContext } from '../authoring/context.ts';
import { CaseFailure } from '../authoring/failure.ts';
import { caseStream } from '../authoring/stream.ts';
import type { Call } from '../diagnosis/call.ts';
import type { Observed } from '../diagnosis/name-failures.ts';
import { DrawnInputs } from '../replay/drawn-inputs.ts';
import { launchHost } from '../sandbox/index.ts';
import type { Host, HostUsage } from '../sandbox/types.ts';
import type { CaseFact, Failure } from '../schema/kinds.ts';
import { type RanTest, runTests } from './circus.ts';
import type { EngineConfig, RunRequest, RunResult } from './protocol.ts';
import { withStrikes } from './strikes.ts';
import type { Suite } from './suites.ts';

const NOTHING_USED: HostUsage = { cpuMs: 0, outputBytes: 0, restarts: 0, killed: 0 };

export interface SubmissionRun {
  readonly result: RunResult;
  /** What a wrong idea would be recognised by. */
  readonly observed: Observed;
}

/** Runs all suites on one submission, in one fresh host, and states what happened to every case. */
export async function runSubmission(
  suites: readonly Suite[],
  request: RunRequest,
  { dist, isolation }: EngineConfig,
): Promise<SubmissionRun> {
  const startedAt = performance.now();
  const { stage, limits, slug, visibility, untilFailure = false, device } = request;
  const cases: CaseFact[] = [];
  const session = openSession(request, async () =>
    withStrikes(await launchHost(stage, { isolation, limits, paths: dist, device }), limits.timeoutsInARow),
  );
  let used: HostUsage;
  try {
    for (const suite of suites) {
      if (visibility !== undefined && suite.visibility !== visibility) continue;
      const tests = await runTests(suite.evaluate, session.start, { untilFailure });
      cases.push(...tests.map((test) => caseFact(test, session, slug)));
      if (untilFailure && tests.at(-1)?.status === 'fail') break;
    }
  } finally {
    used = await session.close();
  }
  const tasks = new Map(suites.flatMap((suite) => suite.cases.map(({ id, task }) => [id, task] as const)));
  return {
    result: { cases, measured: { ...used, wallMs: performance.now() - startedAt } },
    observed: { facts: cases, tasks, calls: session.calls },
  };
}

/** The context of one run: a host started at the first use, the margins seen, the inputs drawn, the calls by case. */
function openSession({ seedKey, learner, attempt }: RunRequest, launch: () => Promise<Host>) {
  const margins = new Map<string, number>();
  const inputs = new DrawnInputs();
  const calls = new Map<string, Call[]>();
  let host: Promise<Host> | undefined;
  let current = '';
  provideContext({
    host: () => {
      host ??= launch();
      return host;
    },
    currentCase: () => current,
    stream: (slug, id) => inputs.watch(id, caseStream({ ...seedKey, learner, slug, attempt }, id)),
    recordMargin: (id, margin) => margins.set(id, margin),
    observe: (id, call) => {
      inputs.note(id, call);
      // A function that was not called any more did nothing, wrong or right.
      if ('threw' in call.outcome && call.outcome.threw === 'not-run') return;
      calls.set(id, [...(calls.get(id) ?? []), call]);
    },
  });
  return {
    margins,
    inputs,
    calls,
    start: (id: string) => {
      current = id;
    },
    // A host that could not be launched has failed its cases already, and used nothing.
    close: async (): Promise<HostUsage> => (await host?.catch(() => undefined))?.close() ?? NOTHING_USED,
  };
}

function caseFact(
  { id, status, error, wallMs }: RanTest,
  { margins, inputs }: Pick<ReturnType<typeof openSession>, 'margins' | 'inputs'>,
  slug: string,
): CaseFact {
  const margin = margins.get(id);
  if (status === 'pass') return { id, status, wallMs, ...(margin !== undefined && { margin }) };
  const failure = status === 'fail' ? failureOf(error) : SKIPPED;
  const replay = inputs.tokenOf(slug, id, failure);
  return { id, status: 'fail', wallMs, failure, ...(replay !== undefined && { replay }) };
}

const SKIPPED: Failure = {
  kind: 'grader-error',
  who: 'the suite',
  what: 'skipped this case; a suite must run every case it declares',
};

/** What a test threw: the submission's failure, an ordinary assertion of the suite, or a fault of the suite. */
function failureOf(error: unknown): Failure {
  if (error instanceof CaseFailure) return error.failure;
  if (error instanceof Error && 'matcherResult' in error) {
    return { kind: 'wrong', who: 'the suite', what: 'an expectation does not hold', detail: error.message };
  }
  const quote = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    kind: 'grader-error',
    who: 'the suite',
    what: 'failed in itself; this is our fault, not yours',
    quote,
  };
}
