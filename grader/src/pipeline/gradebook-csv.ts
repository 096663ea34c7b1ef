import { stringify } from 'csv-stringify/sync';
import type { Grade, Gradebook } from '../schema/gradebook.ts';
import { hundredths, pointsOf } from '../scoring/hundredths.ts';

/**
 * The gradebook as a table for spreadsheets: a row per learner, five columns per assignment. It is opened, not
 * imported, so that cells which a spreadsheet would take for formulas are escaped.
 */
export function gradebookCsv({ learners, assignments, grades }: Gradebook): string {
  const header = [
    'learner',
    'given name',
    'family name',
    'section',
    'status',
    ...assignments.flatMap(({ id }) =>
      ['raw', 'late', 'adjustments', 'final', 'what went wrong'].map((column) => `${id} ${column}`),
    ),
  ];
  const rows = learners.map((learner) => [
    learner.id,
    learner.givenName,
    learner.familyName,
    learner.section ?? '',
    learner.status ?? 'active',
    ...assignments.flatMap(({ id }) =>
      gradeCells(grades.find((grade) => grade.learnerId === learner.id && grade.assignmentId === id)),
    ),
  ]);
  // The byte-order mark is how Excel knows UTF-8.
  return stringify([header, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}

function gradeCells(grade: Grade | undefined): (string | number)[] {
  const adjustments = grade?.adjustments ?? [];
  const total = (isLate: boolean): number | string => {
    const deltas = adjustments
      .filter(({ kind }) => (kind === 'late') === isLate)
      .map(({ delta }) => hundredths(delta));
    return deltas.length === 0 ? '' : pointsOf(deltas.reduce((a, b) => a + b, 0));
  };
  const remark = grade === undefined || grade.status === 'graded' ? (grade?.comment ?? '') : grade.status;
  return [grade?.rawScore ?? '', total(true), total(false), grade?.finalScore ?? '', remark];
}
