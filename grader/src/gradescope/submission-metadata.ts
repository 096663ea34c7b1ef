import { type Static, Type } from '@sinclair/typebox';
import { readDocument } from '../schema/validate.ts';

/*
 * `submission_metadata.json`, as far as grading needs it. Gradescope owns the document and adds to it, so that it is
 * open, unlike ours. Its dates of the assignment are not read: lateness is Gradescope's to judge.
 */

const metadataSchema = Type.Object(
  {
    id: Type.Integer({ description: 'number of this submission' }),
    created_at: Type.String({ format: 'date-time', description: 'when it was handed in' }),
    users: Type.Array(
      Type.Object(
        { id: Type.Integer({ description: 'number of the person' }) },
        { description: 'one person' },
      ),
      { minItems: 1, description: 'who handed it in; several for a group' },
    ),
    previous_submissions: Type.Optional(
      Type.Array(Type.Unknown({ description: 'one earlier submission' }), {
        description: 'what the same people handed in before, for the same assignment',
      }),
    ),
  },
  { description: 'what Gradescope says about a submission' },
);

export type SubmissionMetadata = Static<typeof metadataSchema>;

export const readMetadata = (path: string): SubmissionMetadata => readDocument(path, metadataSchema);

/** The same for the same people, whoever of them handed in: case inputs are drawn for a learner. */
export const learnerOf = ({ users }: SubmissionMetadata): string =>
  users
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .join('-');

/** Which hand-in of theirs this is, from 1: each attempt is graded on inputs of its own. */
export const attemptOf = ({ previous_submissions = [] }: SubmissionMetadata): number =>
  previous_submissions.length + 1;
