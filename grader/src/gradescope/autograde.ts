import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gradescope } from '../exporters/gradescope.ts';
import type { Kit } from '../kit.ts';
import { writeDurably } from '../pipeline/durable-write.ts';
import { gradeClass } from '../pipeline/grade-class.ts';
import { assignmentSlugs, readManifest } from '../pipeline/manifest.ts';
import { outPaths } from '../pipeline/out-paths.ts';
import type { Tools } from '../pipeline/tools.ts';
import { courseSchema } from '../schema/course.ts';
import { feedbackSchema } from '../schema/feedback.ts';
import { InputError } from '../schema/input-error.ts';
import { readDocument } from '../schema/validate.ts';
import { COURSE_FILE, SECRET_FILE } from './archive-files.ts';
import { writeClass } from './one-learner-class.ts';
import { readMetadata } from './submission-metadata.ts';

/** Where Gradescope has things: `/autograder` in its containers, another folder in a dry run. */
export function gradescopePaths(root: string) {
  return {
    submission: join(root, 'submission'),
    metadata: join(root, 'submission_metadata.json'),
    course: join(root, 'source', COURSE_FILE),
    secret: join(root, 'source', SECRET_FILE),
    results: join(root, 'results', 'results.json'),
  };
}

export interface AutogradeRequest {
  /** The kit of the archive, which has one assignment. */
  readonly kit: Kit;
  readonly tools: Tools;
  readonly root: string;
  readonly signal: AbortSignal;
}

/**
 * Grades what Gradescope has in its container, and writes `results.json` last. Rejects when there is nothing that may be
 * a verdict: bad input of ours, too little isolation, or a fault of the grader.
 */
export async function autograde({ kit, tools, root, signal }: AutogradeRequest): Promise<void> {
  const paths = gradescopePaths(root);
  const course = readDocument(paths.course, courseSchema);
  const { file } = readManifest(kit, assignmentSlugs(kit)[0] ?? '');
  const work = await mkdtemp(join(tmpdir(), 'gradus-gradescope-'));
  try {
    const [dir, out] = [join(work, 'class'), join(work, 'out')];
    const metadata = readMetadata(paths.metadata);
    const name = await writeClass(dir, course, metadata, { folder: paths.submission, file });
    const { gradebook, notes } = await gradeClass({
      ...{ kit, tools, dir, out, signal },
      ...{ env: {}, secretFile: paths.secret, concurrency: 1, onProgress: () => {}, now: () => new Date() },
    });
    const [attempt] = gradebook?.attempts ?? [];
    if (gradebook === undefined || attempt === undefined) throw new Error('no attempt was graded');
    const feedback = readDocument(outPaths(out).feedback(name), feedbackSchema);
    const { files } = gradescope.make({ gradebook, feedback: new Map([[attempt.id, feedback]]) });
    const [results] = files;
    if (results === undefined) {
      throw new InputError({
        who: 'gradus autograde',
        seen: `the score is withheld: ${attempt.status}`,
        hint: notes.join('; '),
      });
    }
    await writeDurably(paths.results, results.text);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
