import type { Plan } from '../../schema/plan.ts';
import { canonicalDigest } from '../digest.ts';
import { submissionName } from '../out-paths.ts';

/** The first thing in which two plans of one class differ, for people, and the likely repair. */
export function planDifference(one: Plan, other: Plan): { readonly seen: string; readonly hint: string } {
  const assignment = one.assignments.find(
    (planned) => !same(planned, other.assignments.find(({ slug }) => slug === planned.slug) ?? {}),
  );
  if (assignment !== undefined) {
    const seen = `the suite, the manifest or the certificate of ${assignment.slug} differs`;
    return { seen, hint: 'run every shard with the same kit, built the same way' };
  }
  const names = new Set([...one.submissions, ...other.submissions].map(submissionName));
  for (const name of names) {
    const [here, there] = [one, other].map(({ submissions }) =>
      submissions.find((submission) => submissionName(submission) === name),
    );
    if (here === undefined || there === undefined) {
      return { seen: `one has ${name}, the other has not`, hint: 'give every shard the same submissions' };
    }
    if (here.sha256 !== there.sha256) {
      return { seen: `they have two versions of ${name}`, hint: 'give every shard the same submissions' };
    }
    if (here.submittedAt !== there.submittedAt) {
      return {
        seen: `${name} was handed in at ${here.submittedAt} to one and at ${there.submittedAt} to the other`,
        hint: 'a copy of a folder has times of its own: give each submission a row in submissions.csv',
      };
    }
  }
  return { seen: 'the rules of the course differ', hint: 'give every shard the same course.json' };
}

const same = (one: object, other: object): boolean => canonicalDigest(one) === canonicalDigest(other);
