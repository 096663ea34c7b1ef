import { type Static, Type } from '@sinclair/typebox';
import {
  assignment,
  attempt,
  certificate,
  closed,
  digests,
  explainedIsolation,
  learner,
  milliseconds,
  name,
  oneOf,
  points,
  replayToken,
  schemaName,
  sha256,
  submittedAt,
  submittedAtFrom,
  text,
  texts,
  time,
  versions,
  visibility,
} from './fields.ts';
import { failureFields } from './outcome.ts';

export const ATTEMPT_STATUSES = [
  'graded',
  'compile-error',
  'crash',
  'timeout',
  'out-of-memory',
  'infrastructure-error',
  'pending',
  'pending-manual',
] as const;

export const taskScores = Type.Array(
  closed(
    {
      id: text("id of the task: 'A03.1'"),
      name: text('what to write'),
      score: Type.Optional(points('earned; absent when withheld')),
      maxScore: points('what the task is worth'),
    },
    { description: 'one task' },
  ),
  { description: 'totals per task, in the order of the manifest' },
);

/** `reports/<learner>/<slug>[@n].json`: decisions, for staff only. */
export const reportSchema = closed(
  {
    schema: schemaName('report/v1'),
    learner,
    assignment,
    title: text('title of the assignment'),
    attempt,
    submittedAt,
    submittedAtFrom,
    gradedAt: time('when the last case had a verdict; copied from the outcome'),
    durationMs: milliseconds('how long the submission ran; copied from the outcome'),
    status: oneOf(ATTEMPT_STATUSES, "what became of it; 'infrastructure-error' withholds the score"),
    summary: text('what went wrong, in a line of plain words; empty when nothing did'),
    score: Type.Optional(points('earned, before lateness and adjustments; absent when withheld')),
    maxScore: points('what the assignment is worth'),
    credit: Type.Boolean({
      description: 'whether the isolation in force was enough for the result to count',
    }),
    publishedSecret: Type.Optional(
      Type.Literal(true, { description: 'present when the inputs were drawn with a published secret' }),
    ),
    tasks: taskScores,
    cases: Type.Array(
      closed(
        {
          id: name('id of the case'),
          title: text('title of the case'),
          task: text('id of its task'),
          group: text('id of its group'),
          visibility,
          status: oneOf(['pass', 'fail'], 'the verdict'),
          score: Type.Optional(points('earned; absent when withheld')),
          maxScore: points('what the case is worth'),
          failure: Type.Optional(
            closed(
              {
                ...failureFields,
                quote: Type.Optional(
                  text('text of the JavaScript engine or of the student; from the outcome'),
                ),
              },
              { description: 'why it failed; absent when it passed' },
            ),
          ),
          replay: Type.Optional(
            replayToken('its input, for `gradus replay`; at most one case of a task has it'),
          ),
          margin: Type.Optional(
            oneOf(['ample', 'thin'], "'thin' when the worst element used more than half of the tolerance"),
          ),
        },
        { description: 'one planned case' },
      ),
      { description: 'every planned case, whether it ran or not' },
    ),
    misconceptions: Type.Array(
      closed(
        {
          code: text("code of the misconception: 'M-AXIS'"),
          tasks: texts('where it was recognised', 'a task id'),
        },
        { description: 'one misconception' },
      ),
      { description: 'the misconceptions that were recognised, in the order of the cases' },
    ),
    isolation: explainedIsolation,
    certificate,
    provenance: closed(
      {
        key: sha256('key of the outcome'),
        digests,
        seed: Type.Integer({ description: "the course's seed" }),
        seedSha256: sha256("names the cases' inputs"),
        versions,
      },
      { description: 'what this report was made from' },
    ),
  },
  { $id: 'report/v1', title: 'Report v1', description: 'The graded submission, for staff' },
);

export type Report = Static<typeof reportSchema>;
export type ReportRow = Report['cases'][number];
