/** What suites import as '#grader/authoring'. */
export { caseId } from './case-id.ts';
export { type Comparison, compare, type Tolerance } from './compare.ts';
export { draw } from './draw.ts';
export { CaseFailure } from './failure.ts';
export { Returns, returns } from './returns.ts';
export type { Rng } from './stream.ts';
export {
  type Checked,
  type CheckedExport,
  type Probed,
  type Property,
  type Student,
  submission,
} from './submission.ts';
