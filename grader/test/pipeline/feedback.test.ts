import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { MISCONCEPTIONS } from '../../src/diagnosis/misconceptions/index.ts';
import { makeFeedback } from '../../src/pipeline/feedback.ts';
import { feedbackMarkdown } from '../../src/pipeline/feedback-markdown.ts';
import { outPaths } from '../../src/pipeline/out-paths.ts';
import { feedbackSchema } from '../../src/schema/feedback.ts';
import type { Report, ReportRow } from '../../src/schema/report.ts';
import { reportSchema } from '../../src/schema/report.ts';
import { checkDocument, readDocument } from '../../src/schema/validate.ts';
import { gradeSmall, newFolder, SLUG } from './small-class.ts';

const reportOf = async (learner: string): Promise<Report> => {
  const out = newFolder();
  await gradeSmall({ out });
  return readDocument(outPaths(out).report({ learner, assignment: SLUG, attempt: 1 }), reportSchema);
};

/** A report in which every text that must not reach the student carries a mark. */
const marked = (report: Report): Report => ({
  ...report,
  cases: report.cases.map(
    (row): ReportRow => ({
      ...row,
      title: `TITLE-${row.visibility}`,
      status: 'fail',
      failure: {
        kind: 'wrong',
        who: 'WHO',
        what: 'the values differ',
        detail: `DETAIL-${row.visibility}`,
        quote: 'QUOTE',
        hint: 'subtract the maximum',
        misconception: 'M-OVERFLOW',
      },
      margin: 'thin',
    }),
  ),
});

describe('what the student gets', () => {
  test('of hidden cases neither title nor values, of no case quotes, margins, times or seeds', async () => {
    const feedback = makeFeedback(marked(await reportOf('bjorn')));
    for (const text of [JSON.stringify(feedback), feedbackMarkdown(feedback)]) {
      expect(text).not.toMatch(
        /DETAIL-hidden|TITLE-hidden|QUOTE|thin|seed|sha256|[0-9a-f]{64}|wallMs|durationMs/i,
      );
      expect(text).toContain('DETAIL-visible');
      expect(text).toContain('TITLE-visible');
      expect(text).toContain('M-OVERFLOW');
      expect(text).toContain(MISCONCEPTIONS['M-OVERFLOW']?.message);
    }
    expect(() => checkDocument(feedback, feedbackSchema, 'feedback')).not.toThrow();
  });

  test('it has exactly the fields that were chosen, also when a report grows', async () => {
    const report = marked(await reportOf('bjorn'));
    const grown = {
      ...report,
      secretNote: 'x',
      cases: report.cases.map((row) => ({ ...row, expected: 'x' })),
    };
    expect(() => checkDocument(makeFeedback(grown), feedbackSchema, 'feedback')).not.toThrow();
  });

  test.each([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 2],
    [99, 2],
  ])('attempt %d gets the message and step %d of the misconception', async (attempt, step) => {
    const { message, hints = [] } = MISCONCEPTIONS['M-OVERFLOW'] ?? {};
    const feedback = makeFeedback({ ...marked(await reportOf('bjorn')), attempt });
    expect(feedback.cases.map((one) => one.message)).toEqual(feedback.cases.map(() => message));
    expect(feedback.cases.map(({ hint }) => hint)).toEqual(feedback.cases.map(() => hints[step]));
    const page = feedbackMarkdown(feedback).replace(/\s+/g, ' ');
    hints.forEach((hint, i) => {
      expect(page.includes(hint)).toBe(i === step);
    });
  });

  test('a failure without a name, or with one of no catalogue, keeps its own hint', async () => {
    const report = await reportOf('bjorn');
    const adviceOn = (misconception: object) =>
      makeFeedback({
        ...report,
        cases: report.cases.slice(0, 1).map((row) => ({
          ...row,
          status: 'fail',
          failure: { kind: 'wrong', who: 'f', what: 'is wrong', hint: 'Ours.', ...misconception },
        })),
      }).cases[0];
    expect(adviceOn({})).toMatchObject({ hint: 'Ours.' });
    expect(adviceOn({})).not.toHaveProperty('message');
    expect(adviceOn({ misconception: 'M-GONE' })).toMatchObject({ misconception: 'M-GONE', hint: 'Ours.' });
  });

  test('it says how much is hidden', async () => {
    const { hidden } = makeFeedback(await reportOf('amara'));
    expect(hidden).toEqual({
      cases: 5,
      ofCases: 7,
      points: 80,
      says: '5 of 7 cases are hidden; their points are 80.',
    });
  });

  test('a withheld score costs nothing and is not shown as 0', async () => {
    const { score: _, ...report } = await reportOf('amara');
    const feedback = makeFeedback({ ...report, status: 'infrastructure-error' });
    expect(feedback).not.toHaveProperty('score');
    expect(feedback.notice).toContain('our fault');
    expect(feedbackMarkdown(feedback)).toContain('# Softmax by hand: withheld');
  });
});

describe('the page', () => {
  test('nothing that a student wrote becomes markup', async () => {
    const report = await reportOf('bjorn');
    const evil =
      '</td><script>alert(1)</script> ![x](javascript:1) [a](b) **b** `c` | d\n# e\n```\nf\u202e\x1b[31m https://evil.example $$x$$';
    const page = feedbackMarkdown(
      makeFeedback({
        ...report,
        title: evil,
        cases: report.cases.map((row) => ({
          ...row,
          title: evil,
          failure: { kind: 'wrong', who: evil, what: evil, hint: evil, detail: evil },
          status: 'fail',
        })),
      }),
    );
    const outsideCode = page.split('\n').filter((line) => !line.startsWith('      '));
    for (const line of outsideCode) {
      expect(line).not.toMatch(/<(?!\/?td)[a-z]|[^\\]`|[^\\]\[|[^\\]!\[|:\/\/|[^\\]\$/);
      expect(line.replace(/^#+ |^- (\d+ × )?\*\*|\*\* –/g, '')).not.toMatch(/(^|[^\\])\*\*|^#/);
    }
    expect(outsideCode.join('\n')).not.toContain('<script');
    expect(page).not.toContain('\u202e');
    expect(page).not.toContain('\x1b');
  });

  test('the notice of a whole submission is said once', async () => {
    const report = await reportOf('bjorn');
    const failure = { kind: 'compile-error', who: 'softmax.ts', what: "line 3: ';' expected" } as const;
    const page = feedbackMarkdown(
      makeFeedback({ ...report, cases: report.cases.map((row) => ({ ...row, status: 'fail', failure })) }),
    );
    expect(page.match(/line 3/g)).toHaveLength(1);
    expect(page).not.toContain('## ');
  });

  test('hidden cases that failed alike are one paragraph', async () => {
    const report = await reportOf('bjorn');
    const failure = { kind: 'wrong', who: 'x', what: 'the values differ' } as const;
    const page = feedbackMarkdown(
      makeFeedback({ ...report, cases: report.cases.map((row) => ({ ...row, status: 'fail', failure })) }),
    );
    expect(page).toContain('- 2 × **values, hidden** – wrong: the values differ');
  });
});

test('the files on disk are the function of the report on disk', async () => {
  const out = newFolder();
  await gradeSmall({ out });
  const paths = outPaths(out);
  const bjorn = { learner: 'bjorn', assignment: SLUG, attempt: 1 };
  const feedback = makeFeedback(readDocument(paths.report(bjorn), reportSchema));
  expect(JSON.parse(readFileSync(paths.feedback(bjorn), 'utf8'))).toEqual(feedback);
  expect(readFileSync(join(out, 'feedback', 'bjorn', `${SLUG}.md`), 'utf8')).toBe(feedbackMarkdown(feedback));
});
