import { type Static, Type } from '@sinclair/typebox';
import { courseSchema } from './course.ts';
import {
  assignment,
  attempt,
  closed,
  count,
  learner,
  oneOf,
  refusal,
  schemaName,
  sha256,
  submittedAt,
  submittedAtFrom,
  texts,
} from './fields.ts';
import { adjustmentFields, rosterFields } from './people.ts';

/** `collected/<learner>/<slug>[@n]/submission.json`: what was handed in, and what became of it. */
export const submissionSchema = closed(
  {
    schema: schemaName('submission/v1'),
    learner,
    assignment,
    attempt,
    submittedAt,
    submittedAtFrom,
    status: oneOf(['collected', 'refused'], "'collected' when the file stands beside this document"),
    sha256: sha256('the file, or the reason of the refusal'),
    bytes: Type.Optional(count('length of the file in bytes')),
    refusal: Type.Optional(refusal('why nothing was taken; absent when collected')),
    ignored: texts('what was handed in beside the file, and not read', 'a path inside the submission'),
  },
  { $id: 'submission/v1', title: 'Submission v1', description: 'One submission as it was collected' },
);

export type Submission = Static<typeof submissionSchema>;

/** `class.json`: everything that later stages need of the input folder. */
export const classSchema = closed(
  {
    schema: schemaName('class/v1'),
    course: Type.Object(courseSchema.properties, {
      additionalProperties: false,
      description: 'course.json as it was read',
    }),
    learners: Type.Array(closed(rosterFields, { description: 'one learner' }), {
      description: 'roster.csv, in its order',
    }),
    adjustments: Type.Array(
      closed({ learner, assignment, ...adjustmentFields }, { description: 'one row of adjustments.csv' }),
      { description: 'adjustments.csv, in its order' },
    ),
    submissions: Type.Array(
      closed({ learner, assignment, attempt }, { description: 'one submission; its document stands beside' }),
      {
        description: 'what was handed in: by learner as in the roster, assignment as in the course, attempt',
      },
    ),
    notes: texts('what was found and left alone', 'one remark, for the teacher'),
  },
  { $id: 'class/v1', title: 'Class v1', description: 'A class as it was collected' },
);

export type Class = Static<typeof classSchema>;
export type Adjustment = Class['adjustments'][number];
