import { join } from 'node:path';
import { type OutPaths, outPaths } from '../../src/pipeline/out-paths.ts';
import { type Feedback, feedbackSchema } from '../../src/schema/feedback.ts';
import { type Grade, type Gradebook, gradebookSchema } from '../../src/schema/gradebook.ts';
import { type Report, reportSchema } from '../../src/schema/report.ts';
import { readDocument } from '../../src/schema/validate.ts';
import { COURSE, gradeSmall, newFolder, SLUG, smallClass } from '../pipeline/small-class.ts';

/* A graded class in which everything happens that an exporter must get right, with names that are hard to quote. */

export { SLUG };

const ROSTER = `id,givenName,familyName,section,status,canvasId,sisUserId,sisLoginId
amara,Amara,Okafor,A,active,9001,,
bjorn,Björn,Sørensen,"A, late",,,S002,
chloe,Chloé,O'Neill,B,,,,coneill
dmitri,Dmitri,"Volkov, Jr.",B,,9004,S004,dvolkov
eve,Eve,"=HYPERLINK(""http://x"",""y"")",B,,9005,,
finn,"Finn ""Fin""",Fischer,B,,9006,,
gus,Gus,-Gus,B,,9007,,
hana,@Hana,+Kim,B,,9008,,
zoe,Zoë,李,B,dropped,9009,,
yan,Yan,Ivanov,B,inactive,9010,,
`;

const HAND_INS = `learner,assignment,attempt,submittedAt
amara,${SLUG},1,2026-03-01T10:00:00Z
bjorn,${SLUG},1,2026-03-01T10:00:00Z
bjorn,${SLUG},2,2026-03-01T11:00:00Z
chloe,${SLUG},1,2026-03-01T10:00:00Z
dmitri,${SLUG},1,2026-03-03T10:00:00Z
eve,${SLUG},1,2026-03-01T10:00:00Z
finn,${SLUG},1,2026-03-01T10:00:00Z
zoe,${SLUG},1,2026-03-01T10:00:00Z
`;

const ADJUSTMENTS = `learner,assignment,kind,delta,reason,by,at
eve,${SLUG},integrity,-12.25,a reason for staff only,Dr. No,2026-03-05T00:00:00Z
`;

export interface GradedClass {
  readonly out: string;
  readonly paths: OutPaths;
  readonly gradebook: Gradebook;
  /** By attempt id. */
  readonly feedback: ReadonlyMap<string, Feedback>;
  readonly reports: readonly Report[];
}

/**
 * amara right; bjorn wrong, then right; chloe's values wrong; dmitri two days late; eve with points taken off; finn
 * withheld; gus and hana missing; zoe dropped and yan inactive.
 */
export async function exampleClass(): Promise<GradedClass> {
  const out = join(newFolder(), 'out');
  const [assignment] = COURSE.assignments;
  const course = { ...COURSE, assignments: [{ ...assignment, external: { canvasId: '48213' } }] };
  const sources = {
    amara: 'right',
    bjorn: 'wrong in stability',
    chloe: 'wrong in values',
    dmitri: 'right',
    eve: 'wrong in stability',
    finn: 'fault',
    zoe: 'right',
  };
  const dir = smallClass({
    'course.json': JSON.stringify(course),
    'roster.csv': ROSTER,
    'submissions.csv': HAND_INS,
    'adjustments.csv': ADJUSTMENTS,
    ...Object.fromEntries(
      Object.entries(sources).map(([id, text]) => [`submissions/${id}/${SLUG}/softmax.ts`, text]),
    ),
    [`submissions/bjorn/${SLUG}@2/softmax.ts`]: 'right',
  });
  await gradeSmall({ dir, out });
  const paths = outPaths(out);
  const gradebook = readDocument(paths.gradebook, gradebookSchema);
  const submissions = gradebook.attempts.map(({ id, learnerIds }) => ({
    id,
    learner: learnerIds[0] ?? '',
    assignment: SLUG,
    attempt: id.endsWith('@2') ? 2 : 1,
  }));
  return {
    out,
    paths,
    gradebook,
    feedback: new Map(submissions.map((one) => [one.id, readDocument(paths.feedback(one), feedbackSchema)])),
    reports: submissions.map((one) => readDocument(paths.report(one), reportSchema)),
  };
}

/** The gradebook with one learner's grade changed. */
export const withGrade = (gradebook: Gradebook, learner: string, change: Partial<Grade>): Gradebook => ({
  ...gradebook,
  grades: gradebook.grades.map((grade) => (grade.learnerId === learner ? { ...grade, ...change } : grade)),
});

export function gradeOf({ grades }: Gradebook, learner: string): Grade {
  const grade = grades.find(({ learnerId }) => learnerId === learner);
  if (grade === undefined) throw new Error(`${learner} has no grade`);
  return grade;
}
