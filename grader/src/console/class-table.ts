import { cleanLine } from '../schema/clean-text.ts';
import type { Grade, Gradebook } from '../schema/gradebook.ts';
import { hundredths, pointsOf } from '../scoring/hundredths.ts';
import type { Paint } from './paint.ts';
import { type Column, tableLines } from './table.ts';

const SECONDS_PER_HOUR = 3_600;

/** The class at a glance: who, what score, what went wrong, how late, what is missing. */
export function classTable(
  { learners, assignments, grades }: Gradebook,
  paint: Paint,
  width?: number,
): string[] {
  const severalAssignments = assignments.length > 1;
  const columns: Column[] = [
    { title: 'student', align: 'left' },
    ...(severalAssignments ? [{ title: 'assignment', align: 'left' } as const] : []),
    { title: '/100', align: 'right' },
    { title: 'late', align: 'left' },
    { title: 'what went wrong', align: 'left' },
  ];
  const names = new Map(learners.map((learner) => [learner.id, nameOf(learner)]));
  const rows = grades.map((grade) => [
    names.get(grade.learnerId) ?? grade.learnerId,
    ...(severalAssignments ? [grade.assignmentId] : []),
    grade.finalScore === undefined ? '–' : String(grade.finalScore),
    lateCell(grade),
    remark(grade),
  ]);
  const [titles = '', rule = '', ...lines] = tableLines(columns, rows, width);
  return [paint('bold', titles), paint('dim', rule), ...lines];
}

const nameOf = ({ id, givenName, familyName }: Gradebook['learners'][number]): string =>
  cleanLine(`${givenName} ${familyName}`) || id;

function remark({ status, comment, adjustments = [] }: Grade): string {
  const others = adjustments.filter(({ kind }) => kind !== 'late');
  const total = pointsOf(others.reduce((sum, { delta }) => sum + hundredths(delta), 0));
  const said =
    status === 'graded'
      ? cleanLine(comment ?? '')
      : status === 'incomplete'
        ? `withheld: ${cleanLine(comment ?? '')}`
        : status;
  return others.length === 0 ? said : [said, `adjusted by ${signed(total)}`].filter(Boolean).join('; ');
}

function lateCell({ late, lateBySeconds = 0, adjustments = [] }: Grade): string {
  if (!late) return '';
  const deduction = adjustments.find(({ kind, by }) => kind === 'late' && by === 'gradus')?.delta ?? 0;
  const hours = Math.ceil(lateBySeconds / SECONDS_PER_HOUR);
  const span = hours < 48 ? `${hours} h` : `${Math.ceil(hours / 24)} d`;
  return deduction === 0 ? span : `${span} (${signed(deduction)})`;
}

/** −16.8 with a true minus sign, +5. */
const signed = (value: number): string => (value < 0 ? `−${-value}` : `+${value}`);
