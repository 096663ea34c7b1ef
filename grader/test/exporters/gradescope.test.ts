import { beforeAll, describe, expect, test } from '@jest/globals';
import { MISCONCEPTIONS } from '../../src/diagnosis/misconceptions/index.ts';
import { gradescope } from '../../src/exporters/gradescope.ts';
import type { Feedback, FeedbackCase } from '../../src/schema/feedback.ts';
import type { Gradebook } from '../../src/schema/gradebook.ts';
import { exampleClass, type GradedClass, gradeOf, SLUG, withGrade } from './example-class.ts';
import { readResults } from './gradescope-results.ts';

let graded: GradedClass;

beforeAll(async () => {
  graded = await exampleClass();
});

const filesOf = (gradebook: Gradebook, feedback = graded.feedback): ReadonlyMap<string, string> =>
  new Map(gradescope.make({ gradebook, feedback }).files.map(({ name, text }) => [name, text]));

const nameOf = (learner: string) => `${learner}/${SLUG}/results.json`;

function resultsOf(learner: string, gradebook = graded.gradebook, feedback = graded.feedback) {
  const text = filesOf(gradebook, feedback).get(nameOf(learner));
  if (text === undefined) throw new Error(`${learner} has no results`);
  return readResults(text);
}

/** The class's feedback with one learner's replaced. */
function withFeedback(
  attemptId: string,
  change: (feedback: Feedback) => Feedback,
): ReadonlyMap<string, Feedback> {
  const feedback = graded.feedback.get(attemptId);
  if (feedback === undefined) throw new Error(`no feedback for ${attemptId}`);
  return new Map([...graded.feedback, [attemptId, change(feedback)]]);
}

const mapCases =
  (change: (one: FeedbackCase, index: number) => FeedbackCase) =>
  (feedback: Feedback): Feedback => ({
    ...feedback,
    cases: feedback.cases.map(change),
  });

describe('what Gradescope records', () => {
  test('the final score of everybody who has one, and no file for who has none', () => {
    const files = filesOf(graded.gradebook);
    const scored = graded.gradebook.grades.filter(({ finalScore }) => finalScore !== undefined);
    expect([...files.keys()]).toEqual(scored.map(({ learnerId }) => nameOf(learnerId)));
    expect(scored.map(({ learnerId }) => learnerId)).toEqual([
      'amara',
      'bjorn',
      'chloe',
      'dmitri',
      'eve',
      'zoe',
    ]);
    for (const { learnerId, finalScore } of scored) expect(resultsOf(learnerId).recorded).toBe(finalScore);
  });

  test('the tests add up to what the cases earned, hidden ones included', () => {
    for (const learner of ['amara', 'chloe', 'dmitri', 'eve']) {
      const { tests = [], sum } = resultsOf(learner);
      expect(sum).toBe(gradeOf(graded.gradebook, learner).rawScore);
      expect(tests).toHaveLength(7);
      expect(tests.every(({ visibility }) => visibility === 'visible')).toBe(true);
      expect(tests.reduce((total, one) => total + Math.round((one.max_score ?? 0) * 100), 0)).toBe(10_000);
    }
  });

  test('says why the score is another than their sum, without the reasons that staff noted', () => {
    expect(resultsOf('amara').output).not.toContain('your score');
    expect(resultsOf('dmitri')).toMatchObject({ recorded: 80, sum: 100 });
    expect(resultsOf('dmitri').output).toContain('The cases earned 100; lateness -20: your score is 80.');
    expect(resultsOf('eve').output).toContain(
      'The cases earned 60; an adjustment -12.25: your score is 47.75.',
    );
    expect(JSON.stringify(resultsOf('eve'))).not.toMatch(/staff only|Dr\. No|integrity/);
  });

  test('the attempt that counts', () => {
    expect(gradeOf(graded.gradebook, 'bjorn').attemptId).toBe(`bjorn/${SLUG}@2`);
    expect(resultsOf('bjorn')).toMatchObject({ recorded: 100, sum: 100 });
    expect(resultsOf('bjorn').output).toContain('This is attempt 2, the one that counts.');
  });

  test('always how much is hidden; never what the grader printed, nor times', () => {
    for (const text of filesOf(graded.gradebook).values()) {
      expect(readResults(text).stdout_visibility).toBe('hidden');
      expect(readResults(text).output).toContain('5 of 7 cases are hidden; their points are');
      expect(text).not.toMatch(/execution_time|wallMs|durationMs|2026-/);
    }
  });

  test('an override of a withheld attempt: the score, and no verdicts', () => {
    const book = withGrade(graded.gradebook, 'finn', { status: 'graded', finalScore: 70 });
    const results = resultsOf('finn', book);
    expect(results).toMatchObject({ recorded: 70, tests: [] });
    expect(results.output).toContain('Your score was set by hand: 70.');
  });

  test('no file for an override without an attempt, nor for what is not released', () => {
    const overridden = withGrade(graded.gradebook, 'gus', { status: 'graded', finalScore: 70 });
    expect(filesOf(overridden).has(nameOf('gus'))).toBe(false);
    const unreleased = withGrade(graded.gradebook, 'amara', { released: false });
    expect(filesOf(unreleased).has(nameOf('amara'))).toBe(false);
    expect(gradescope.make({ gradebook: unreleased, feedback: graded.feedback }).notes).toContain(
      `amara/${SLUG}: left out, not released`,
    );
  });

  test('names who has no score', () => {
    expect(gradescope.make(graded).notes).toEqual([`${SLUG}: no score for 1 incomplete, 3 missing`]);
  });
});

/** A text as it stands inside a JSON string. */
const inJson = (text = ''): string => JSON.stringify(text).slice(1, -1);

describe('what students may not see', () => {
  test('nothing of a hidden case that only the report has', () => {
    const everything = [...filesOf(graded.gradebook).values()].join('\n');
    // chloe fails visible and hidden cases with one and the same text: what she may see is tested below.
    const rows = graded.reports.filter(({ learner }) => learner !== 'chloe').flatMap(({ cases }) => cases);
    const hidden = rows.filter(({ visibility }) => visibility === 'hidden');
    const withDetail = hidden.filter(({ failure }) => failure?.detail !== undefined);
    expect(withDetail.length).toBeGreaterThan(0);
    const withoutChloe = [...filesOf(graded.gradebook)].filter(([name]) => !name.startsWith('chloe'));
    for (const { failure } of withDetail) {
      for (const [, text] of withoutChloe) expect(text).not.toContain(inJson(failure?.detail));
    }
    for (const { id, title } of hidden) {
      expect(everything).not.toContain(id);
      expect(everything).not.toContain(title);
    }
    for (const { provenance } of graded.reports) {
      expect(everything).not.toContain(provenance.seedSha256);
      expect(everything).not.toContain(provenance.digests.suite);
    }
  });

  test('the values of a visible case are there, those of a hidden one of the same group are not', () => {
    const { tests = [] } = resultsOf('chloe');
    const failed = tests.filter(({ status }) => status === 'failed');
    const shown = failed.filter(({ output }) => output?.includes('expected [0.27, 0.73]'));
    expect(failed).toHaveLength(5);
    expect(shown.map(({ name }) => name)).toEqual([
      'A03.1 softmaxNaive, values: three scores',
      'A03.2 softmaxStable, values: three scores',
    ]);
    const { message, hints } = MISCONCEPTIONS['M-OVERFLOW'] ?? {};
    expect(failed.find((one) => !shown.includes(one))).toMatchObject({
      name: 'A03.1 softmaxNaive, values: a hidden case',
      output: `wrong: the values differ (M-OVERFLOW)\n${message}\n${hints?.[0]}`,
      score: 0,
    });
  });

  test('not even when the feedback itself gives a hidden case away', () => {
    const leaky = withFeedback(
      `eve/${SLUG}`,
      mapCases((one) => (one.visibility === 'hidden' ? { ...one, title: 'LEAK', detail: 'LEAK' } : one)),
    );
    expect(JSON.stringify(resultsOf('eve', graded.gradebook, leaky))).not.toContain('LEAK');
  });

  test('a student’s own words are cut, stripped and plain text', () => {
    const hostile = `\u001b[31m<script>\u202e${'x'.repeat(10_000)}`;
    const feedback = withFeedback(
      `chloe/${SLUG}`,
      mapCases((one) => (one.status === 'fail' ? { ...one, what: hostile } : one)),
    );
    for (const { output = '', output_format, status } of resultsOf('chloe', graded.gradebook, feedback)
      .tests ?? []) {
      expect(output_format).toBe('text');
      expect(Buffer.byteLength(output)).toBeLessThanOrEqual(2_048);
      expect(output.includes('<script>')).toBe(status === 'failed');
      expect([...output].filter((one) => one === '\u001b' || one === '\u202e')).toEqual([]);
    }
  });

  test('a notice speaks for all cases at once', () => {
    const feedback = withFeedback(`chloe/${SLUG}`, (one) => ({
      ...one,
      notice: 'softmax.ts does not compile',
    }));
    const { output, tests = [] } = resultsOf('chloe', graded.gradebook, feedback);
    expect(output).toContain('softmax.ts does not compile\n5 of 7');
    expect(tests.every((one) => one.output === undefined)).toBe(true);
  });
});

describe('feedback that is not about the attempt', () => {
  const swapped = (feedback: Feedback): Feedback => ({ ...feedback, cases: feedback.cases.toReversed() });

  test.each([
    ['another score', (feedback: Feedback) => ({ ...feedback, score: 99 })],
    ['a case less', (feedback: Feedback) => ({ ...feedback, cases: feedback.cases.slice(1) })],
    ['another order', swapped],
    ['another verdict', mapCases((one, i) => (i === 0 ? { ...one, status: 'fail' } : one))],
  ])('%s', (_, change) => {
    const feedback = withFeedback(`amara/${SLUG}`, change);
    expect(() => filesOf(graded.gradebook, feedback)).toThrow(/made from another report than the gradebook/);
  });

  test('none at all', () => {
    expect(() => filesOf(graded.gradebook, new Map())).toThrow(`there is no feedback for amara/${SLUG}`);
  });
});
