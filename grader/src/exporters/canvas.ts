import { stringify } from 'csv-stringify/sync';
import { cleanLine } from '../schema/clean-text.ts';
import type { Grade, Gradebook } from '../schema/gradebook.ts';
import { InputError } from '../schema/input-error.ts';
import { canvasColumns } from './canvas-columns.ts';
import { type Exporter, scoreOf, unscoredNotes } from './exporter.ts';

type Learner = Gradebook['learners'][number];

/** By what Canvas recognises a person, in its order; by name only when none of them is there. */
const KEYS = ['canvasId', 'sisUserId', 'sisLoginId'] as const;

/** Canvas takes a row for the points of the assignments when its first cell contains this, whoever the row is about. */
const POINTS_POSSIBLE = 'Points Possible';

/** To Canvas, a blank cell where it has a score is a change like any other. */
const BLANK =
  'cells without a score are blank; where Canvas has one already, look at its preview before you import';

/**
 * The file that Canvas's gradebook imports: UTF-8 without a byte-order mark, commas, two decimals, `EX` for excused,
 * blank for no score. It is read by a program, so that no cell is escaped for spreadsheets: a name that begins with
 * `=` must stay that name.
 */
export const canvas: Exporter = {
  name: 'canvas',
  describes: 'CSV for the gradebook import of Canvas',
  needsFeedback: false,
  make: ({ gradebook: { learners, assignments, grades } }) => {
    // Canvas cannot grade concluded enrolments: it skips those rows, or asks which other student is meant.
    const active = learners.filter(isActive);
    refuseMistakable(active);
    const columns = canvasColumns(assignments);
    const rows = active.map((learner) => {
      const own = grades.filter(({ learnerId }) => learnerId === learner.id);
      return [
        ...personCells(learner),
        ...assignments.map(({ id }) => gradeCell(own.find(({ assignmentId }) => assignmentId === id))),
      ];
    });
    const header = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...columns];
    // The spaces are as Canvas writes them itself.
    const points = [
      `    ${POINTS_POSSIBLE}`,
      '',
      '',
      '',
      '',
      ...assignments.map((one) => cell(one.maxPoints)),
    ];
    const ids = new Set(active.map(({ id }) => id));
    const blank = unscoredNotes(
      assignments,
      grades.filter(({ learnerId }) => ids.has(learnerId)),
    );
    return {
      files: [{ name: 'canvas.csv', text: stringify([header, points, ...rows]) }],
      notes: [
        ...learners
          .filter((learner) => !isActive(learner))
          .map(({ id, status }) => `${id}: left out, ${status}`),
        ...blank,
        ...(blank.length > 0 ? [BLANK] : []),
      ],
    };
  },
};

const isActive = ({ status }: Learner): boolean => (status ?? 'active') === 'active';

const studentName = ({ id, givenName, familyName }: Learner): string =>
  [familyName, givenName].map(cleanLine).filter(Boolean).join(', ') || id;

const personCells = (learner: Learner): string[] => [
  studentName(learner),
  ...KEYS.map((key) => learner.external?.[key] ?? ''),
  cleanLine(learner.section ?? ''),
];

const cell = (points: number): string => points.toFixed(2);

function gradeCell(grade: Grade | undefined): string {
  if (grade?.status === 'excused') return 'EX';
  const score = grade === undefined ? undefined : scoreOf(grade);
  return score === undefined ? '' : cell(score);
}

/** Refuses whom Canvas could take for somebody else: a wrong grade is worse than none. */
function refuseMistakable(learners: readonly Learner[]): void {
  const taken = new Map<string, string>();
  for (const learner of learners) {
    const { id, external } = learner;
    if (studentName(learner).includes(POINTS_POSSIBLE)) {
      throw refusal(`${id} is named “${studentName(learner)}”, which Canvas takes for its row of points`);
    }
    const { canvasId } = external ?? {};
    // Canvas reads the leading digits of anything else: '12x' would be user 12.
    if (canvasId !== undefined && !/^\d+$/.test(canvasId)) {
      throw refusal(
        `the canvasId of ${id} is “${canvasId}”`,
        'digits, as in the ID column of a Canvas export',
      );
    }
    const known = KEYS.flatMap((key) => (external?.[key] === undefined ? [] : [`${key} ${external[key]}`]));
    if (known.length === 0) {
      throw refusal(
        `${id} has none of ${KEYS.join(', ')}: Canvas would go by the name alone`,
        'at least one of these columns, filled in',
      );
    }
    for (const key of known) {
      const twin = taken.get(key);
      if (twin !== undefined) throw refusal(`${twin} and ${id} have the same ${key}`);
      taken.set(key, id);
    }
  }
}

const refusal = (seen: string, expected?: string): InputError =>
  new InputError({
    who: 'gradus export canvas',
    seen,
    ...(expected === undefined ? {} : { expected }),
    hint: 'correct roster.csv, then run `gradus grade` again: what is unchanged is not run again',
  });
