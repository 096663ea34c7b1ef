import { answeringSubmission } from './answering-submission.ts';

/** Answers that take no thought. */
const ANSWERS = {
  zeros: '(first) => filled(first, 0)',
  ones: '(first) => filled(first, 1)',
  echo: '(first) => first',
} as const;

export type TrivialAnswer = keyof typeof ANSWERS;
export const TRIVIAL_ANSWERS = Object.keys(ANSWERS) as TrivialAnswer[];

/** A submission whose every function and method gives such an answer, and whose every constant is 0. */
export const trivialSubmission = (answer: TrivialAnswer, source: string, compiled: string): string =>
  answeringSubmission({ answer: ANSWERS[answer], constant: '0' }, source, compiled);
