import type { Kind } from '../schema/kinds.ts';
import type { Report, ReportRow } from '../schema/report.ts';

const VERBS: Readonly<Record<Kind, string>> = {
  wrong: 'wrong',
  'student-error': 'stopped with an error',
  timeout: 'too slow',
  memory: 'out of memory',
  output: 'printed too much',
  dead: 'ended the process',
  protocol: 'broke the connection',
  'compile-error': 'did not compile',
  'not-run': 'not run',
  'grader-error': 'not judged (grader error)',
};

const verbOf = (failure: NonNullable<ReportRow['failure']>): string =>
  failure.misconception === 'M-STUB' ? 'not written' : VERBS[failure.kind];

/** More names than this in one phrase are counted instead. */
const NAMES_SHOWN = 4;

/**
 * What went wrong in a line of plain words, empty when nothing did:
 * `softmaxNaive not written; stability: softmaxStable, logSoftmax wrong`.
 */
export function whatWentWrong(rows: readonly ReportRow[], tasks: Report['tasks']): string {
  const whole = commonFailure(rows);
  if (whole !== undefined)
    return whole.kind === 'compile-error' ? `does not compile: ${whole.what}` : whole.what;
  const phrases = new Map<string, Phrase & { names: string[] }>();
  for (const { id, name } of tasks) {
    const phrase = phraseFor(rows.filter(({ task }) => task === id));
    if (phrase === undefined) continue;
    const key = `${phrase.where}\n${phrase.verb}`;
    const alike = phrases.get(key) ?? { ...phrase, names: [] };
    alike.names.push(name);
    phrases.set(key, alike);
  }
  // Tasks that failed throughout come first: they have no `where`.
  return [...phrases.values()]
    .sort((a, b) => Number(a.where !== '') - Number(b.where !== ''))
    .map(({ where, verb, names }) => `${where}${listed(names)} ${verb}`)
    .join('; ');
}

interface Phrase {
  /** 'stability: ' when only that group failed, empty when every group did. */
  readonly where: string;
  readonly verb: string;
}

/** What is said of one task, or undefined when all its cases passed. */
function phraseFor(rows: readonly ReportRow[]): Phrase | undefined {
  const failed = rows.flatMap(({ group, failure }) => (failure === undefined ? [] : [{ group, failure }]));
  // What was not run follows from what happened before it; it is named only where nothing else happened.
  const told = failed.find(({ failure }) => failure.kind !== 'not-run') ?? failed[0];
  if (told === undefined) return undefined;
  const verb = verbOf(told.failure);
  if (failed.length === rows.length) return { where: '', verb };
  const groups = [...new Set(failed.map(({ group }) => group))];
  const isEverywhere = rows.every(({ group }) => groups.includes(group));
  return isEverywhere ? { where: '', verb: `partly ${verb}` } : { where: `${groups.join(', ')}: `, verb };
}

function listed(names: readonly string[]): string {
  if (names.length <= NAMES_SHOWN) return names.join(', ');
  return `${names.slice(0, NAMES_SHOWN - 1).join(', ')} and ${names.length - NAMES_SHOWN + 1} more`;
}

/** The failure of the whole submission: compile errors, refusals and faults of the grader say one thing of all cases. */
export function commonFailure(rows: readonly ReportRow[]): ReportRow['failure'] {
  const first = rows[0]?.failure;
  if (first === undefined || !['compile-error', 'not-run', 'grader-error'].includes(first.kind))
    return undefined;
  const alike = rows.every(({ failure }) => failure?.kind === first.kind && failure.what === first.what);
  return alike ? first : undefined;
}
