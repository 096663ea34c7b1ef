import { join } from 'node:path';
import { newFolder, writeTree } from '../pipeline/small-class.ts';

/* Gradescope's container as a folder: what stands in /autograder when a submission is graded. */

/** Made after the example of Gradescope's documentation; people and times are invented. */
export const METADATA = {
  id: 123456,
  created_at: '2026-03-01T14:22:32.365935-07:00',
  assignment: {
    due_date: '2026-02-28T23:00:00.000000-08:00',
    group_size: null,
    group_submission: false,
    id: 25828,
    course_id: 1234,
    late_due_date: null,
    release_date: '2026-02-02T00:00:00.000000-07:00',
    title: 'Softmax by hand',
    total_points: '100.0',
  },
  submission_method: 'upload',
  users: [{ email: 'amara@example.edu', id: 1234, name: 'Amara Okafor' }],
  previous_submissions: [],
};

/** A folder with one submission; `files` are by their names in what was handed in. */
export function autograderFolder(
  files: Readonly<Record<string, string>>,
  metadata: object | string = METADATA,
): string {
  const root = newFolder();
  writeTree(root, {
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [join('submission', name), text])),
    'submission_metadata.json': typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
  });
  return root;
}
