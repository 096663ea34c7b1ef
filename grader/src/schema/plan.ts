import { type Static, Type } from '@sinclair/typebox';
import {
  assignment,
  attempt,
  certificate,
  closed,
  digests,
  forbids,
  isolationLevel,
  learner,
  limits,
  name,
  points,
  refusal,
  schemaName,
  submittedAt,
  submittedAtFrom,
  text,
  versions,
  visibility,
} from './fields.ts';

export const plannedCase = closed(
  {
    id: name('id of the case'),
    title: text('title of the case'),
    task: text("id of its task: 'A03.2'"),
    group: text("id of its group: 'stability'"),
    visibility,
    points: points('what the case is worth, all or nothing'),
  },
  { description: 'one case' },
);

/** `plan.json`: every row that there will be, before anything runs. */
export const planSchema = closed(
  {
    schema: schemaName('plan/v1'),
    seed: Type.Integer({ description: "the course's seed" }),
    minIsolation: isolationLevel('least isolation level whose results count'),
    replay: Type.Optional(
      Type.Literal(true, { description: 'present when feedback may carry replay tokens' }),
    ),
    versions,
    assignments: Type.Array(
      closed(
        {
          slug: assignment,
          code: text("short code: 'A03'"),
          title: text('title of the assignment'),
          file: text('the file that students hand in'),
          digests: Type.Omit(digests, ['submission'], { description: 'what grades this assignment' }),
          certificate,
          limits,
          forbids,
          tasks: Type.Array(
            closed(
              {
                id: text("id of the task: 'A03.1'"),
                name: text('what to write'),
                points: points('its worth'),
              },
              { description: 'one task' },
            ),
            { description: 'the tasks, in the order of the manifest' },
          ),
          cases: Type.Array(plannedCase, { description: 'the cases by task, group and place in the suites' }),
        },
        { description: 'one assignment of the course' },
      ),
      { description: 'the assignments, in the order of the course' },
    ),
    submissions: Type.Array(
      closed(
        {
          learner,
          assignment,
          attempt,
          submittedAt,
          submittedAtFrom,
          sha256: Type.Index(digests, ['submission']),
          refusal: Type.Optional(refusal('why nothing will run; its rows will be not-run')),
        },
        { description: 'one submission to grade' },
      ),
      { description: 'the submissions, in the order of class.json' },
    ),
  },
  { $id: 'plan/v1', title: 'Plan v1', description: 'The rows of every report, with their points' },
);

export type Plan = Static<typeof planSchema>;
export type PlannedAssignment = Plan['assignments'][number];
export type PlannedCase = PlannedAssignment['cases'][number];
export type PlannedSubmission = Plan['submissions'][number];
