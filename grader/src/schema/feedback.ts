import { type Static, Type } from '@sinclair/typebox';
import {
  assignment,
  attempt,
  closed,
  count,
  kind,
  learner,
  oneOf,
  points,
  replayToken,
  schemaName,
  submittedAt,
  text,
  visibility,
} from './fields.ts';
import { taskScores } from './report.ts';

/** `feedback/<learner>/<slug>[@n].json`: what the student gets. Nothing here may give a hidden case away. */
export const feedbackSchema = closed(
  {
    schema: schemaName('feedback/v1'),
    learner,
    assignment,
    title: text('title of the assignment'),
    attempt,
    submittedAt,
    score: Type.Optional(points('earned, before lateness and adjustments; absent when withheld')),
    maxScore: points('what the assignment is worth'),
    credit: Type.Boolean({ description: 'false when this run does not count' }),
    notice: Type.Optional(text('what became of the whole submission: refused, does not compile, withheld')),
    hidden: closed(
      {
        cases: count('how many of the cases are hidden'),
        ofCases: count('how many cases there are'),
        points: points('what the hidden cases are worth together'),
        says: text('the same in a sentence'),
      },
      { description: 'what is hidden' },
    ),
    tasks: taskScores,
    cases: Type.Array(
      closed(
        {
          task: text('id of the task'),
          group: text('what the case tests: a group of the manifest'),
          visibility,
          title: Type.Optional(text('title of a visible case')),
          status: oneOf(['pass', 'fail'], 'the verdict'),
          kind: Type.Optional(kind),
          what: Type.Optional(text('what went wrong, in a sentence without values')),
          misconception: Type.Optional(text('code of the misconception')),
          message: Type.Optional(text('what the misconception means, in a sentence or two')),
          hint: Type.Optional(
            text(
              "the likely repair; of a misconception, the step of its three hints that belongs to the attempt's number",
            ),
          ),
          detail: Type.Optional(text('the values of a visible case')),
          replay: Type.Optional(
            replayToken('its input, for `gradus replay`; at most one case of a task has it'),
          ),
        },
        { description: 'one case' },
      ),
      { description: 'every planned case' },
    ),
  },
  { $id: 'feedback/v1', title: 'Feedback v1', description: 'The graded submission, for the student' },
);

export type Feedback = Static<typeof feedbackSchema>;
export type FeedbackCase = Feedback['cases'][number];
