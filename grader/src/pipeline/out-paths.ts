import { join } from 'node:path';

/** Where a submission stands among others. */
export interface SubmissionName {
  readonly learner: string;
  readonly assignment: string;
  readonly attempt: number;
}

/** `a03-softmax` for attempt 1, `a03-softmax@2` after. */
export const attemptName = ({
  assignment,
  attempt,
}: Pick<SubmissionName, 'assignment' | 'attempt'>): string =>
  attempt === 1 ? assignment : `${assignment}@${attempt}`;

/** `amara/a03-softmax@2`: how a submission is named to people. */
export const submissionName = (submission: SubmissionName): string =>
  `${submission.learner}/${attemptName(submission)}`;

/** The layout of an output folder: one place per stage. */
export function outPaths(out: string) {
  const per = (stage: string, ending: string) => (submission: SubmissionName) =>
    join(out, stage, submission.learner, `${attemptName(submission)}${ending}`);
  return {
    lock: join(out, '.lock'),
    cache: join(out, 'cache'),
    class: join(out, 'class.json'),
    collected: per('collected', ''),
    plan: join(out, 'plan.json'),
    shard: join(out, 'shard.json'),
    outcomes: join(out, 'outcomes'),
    outcome: per('outcomes', '.json'),
    reports: join(out, 'reports'),
    report: per('reports', '.json'),
    feedbacks: join(out, 'feedback'),
    feedback: per('feedback', '.json'),
    feedbackMarkdown: per('feedback', '.md'),
    gradebook: join(out, 'gradebook.json'),
    gradebookCsv: join(out, 'gradebook.csv'),
  };
}

export type OutPaths = ReturnType<typeof outPaths>;
