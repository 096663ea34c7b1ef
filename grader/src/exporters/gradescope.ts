import { cleanLine, cleanText } from '../schema/clean-text.ts';
import type { Feedback, FeedbackCase } from '../schema/feedback.ts';
import type { Attempt, Grade } from '../schema/gradebook.ts';
import { InputError } from '../schema/input-error.ts';
import { type Exporter, scoreOf, unscoredNotes } from './exporter.ts';

/** One entry of `tests` in results.json. */
interface GradescopeTest {
  readonly name: string;
  readonly score: number;
  readonly max_score: number;
  readonly status: 'passed' | 'failed';
  readonly output?: string;
  readonly output_format: 'text';
  readonly visibility: 'visible';
  readonly tags: readonly string[];
}

/**
 * `results.json` of Gradescope's autograders, one for each learner and assignment, about the attempt that counts.
 * Students read it: words come from the feedback alone, and of the gradebook only points. `execution_time` is left
 * out, because times tell about hidden inputs; `text` as the format keeps a student's own words from being markup.
 */
export const gradescope: Exporter = {
  name: 'gradescope',
  describes: "results.json of Gradescope's autograders, in a folder per learner and assignment",
  needsFeedback: true,
  make: ({ gradebook: { assignments, grades, attempts }, feedback }) => {
    const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
    const unreleased = grades.filter(({ released }) => released === false);
    const files = grades.flatMap((grade) => {
      const { learnerId, assignmentId, attemptId = '' } = grade;
      const score = scoreOf(grade);
      const attempt = byId.get(attemptId);
      // Without an attempt there is nothing at Gradescope that results could belong to.
      if (score === undefined || attempt === undefined || grade.released === false) return [];
      const results = resultsOf(grade, score, attempt, matching(feedback.get(attemptId), attempt));
      const name = `${learnerId}/${assignmentId}/results.json`;
      return [{ name, text: `${JSON.stringify(results, null, 2)}\n` }];
    });
    return {
      files,
      notes: [
        ...unreleased.map(
          ({ learnerId, assignmentId }) => `${learnerId}/${assignmentId}: left out, not released`,
        ),
        ...unscoredNotes(assignments, grades),
      ],
    };
  },
};

function resultsOf(grade: Grade, score: number, attempt: Attempt, feedback: Feedback): object {
  const says = [
    feedback.attempt === 1 ? undefined : `This is attempt ${feedback.attempt}, the one that counts.`,
    feedback.notice,
    feedback.hidden.says,
    changes(grade, score),
  ];
  return {
    // Overrides the sum of the tests, which knows nothing of lateness and adjustments.
    score,
    output: cleanText(says.filter((line) => line !== undefined).join('\n')),
    output_format: 'text',
    stdout_visibility: 'hidden',
    // Cases that the grader failed to run say nothing about the submission.
    tests:
      attempt.rawScore === undefined ? [] : feedback.cases.map((one, i) => testOf(one, i, attempt, feedback)),
  };
}

/**
 * A hidden case is `visible` to Gradescope: what is hidden of it is its source and its inputs, which feedback does not
 * have. Its verdict and points are the student's to see; were it `hidden`, the tests shown would not add up to the score.
 */
function testOf(one: FeedbackCase, index: number, attempt: Attempt, feedback: Feedback): GradescopeTest {
  const { task, group, visibility, title, status } = one;
  const { score = 0, maxScore = 0 } = attempt.cases[index] ?? {};
  const taskName = feedback.tasks.find(({ id }) => id === task)?.name;
  const what = visibility === 'visible' && title !== undefined ? title : 'a hidden case';
  // A notice speaks for all cases at once.
  const output = feedback.notice === undefined ? cleanText(failureText(one)) : '';
  return {
    name: cleanLine(`${[task, taskName].filter(Boolean).join(' ')}, ${group}: ${what}`),
    score,
    max_score: maxScore,
    status: status === 'pass' ? 'passed' : 'failed',
    ...(output === '' ? {} : { output }),
    output_format: 'text',
    visibility: 'visible',
    tags: [task, group],
  };
}

function failureText({ visibility, kind, what, misconception, message, hint, detail }: FeedbackCase): string {
  const code = misconception === undefined ? '' : ` (${misconception})`;
  const lines = [
    kind === undefined ? what : `${kind}: ${what ?? ''}${code}`,
    message,
    hint,
    visibility === 'visible' ? detail : undefined,
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

/** Why the score is not the sum of the tests. Reasons stay with staff: they are written about students, not to them. */
function changes({ rawScore, adjustments = [] }: Grade, score: number): string | undefined {
  if (rawScore === undefined) return `Your score was set by hand: ${score}.`;
  if (adjustments.length === 0) return undefined;
  const deltas = adjustments.map(
    ({ kind, delta }) => `${kind === 'late' ? 'lateness' : 'an adjustment'} ${delta < 0 ? '' : '+'}${delta}`,
  );
  return `The cases earned ${rawScore}; ${deltas.join(', ')}: your score is ${score}.`;
}

/** The feedback, if it is about this very attempt: cases have no id there, so that position is what joins the two. */
function matching(feedback: Feedback | undefined, { id, rawScore, cases }: Attempt): Feedback {
  const same =
    feedback !== undefined &&
    feedback.score === rawScore &&
    feedback.cases.length === cases.length &&
    feedback.cases.every(({ task, status }, i) => {
      const { task: theirs, status: verdict } = cases[i] ?? {};
      return task === theirs && (status === 'pass') === (verdict === 'pass');
    });
  if (same) return feedback;
  throw new InputError({
    who: 'gradus export gradescope',
    seen:
      feedback === undefined
        ? `there is no feedback for ${id}`
        : `the feedback for ${id} was made from another report than the gradebook`,
    hint: 'make both again: `gradus grade` with --only report, then with --only gradebook',
  });
}
