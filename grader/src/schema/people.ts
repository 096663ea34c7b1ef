import { Type } from '@sinclair/typebox';
import { closed, id, oneOf, strings, text, time } from './fields.ts';

/** Columns of roster.csv that are keys of other systems; they travel to exports as they are. */
export const EXTERNAL_KEYS = ['canvasId', 'sisUserId', 'sisLoginId', 'idNumber', 'githubLogin'] as const;

export const ADJUSTMENT_KINDS = [
  'late',
  'curve',
  'manual',
  'extra-credit',
  'integrity',
  'rounding',
  'override',
] as const;

/** A row of roster.csv; the gradebook's `learners` adds what later systems know. */
export const rosterFields = {
  id: id('id of the learner; names the submission folder'),
  givenName: text('given name'),
  familyName: text('family name'),
  email: Type.Optional(Type.String({ format: 'email', description: 'e-mail address' })),
  section: Type.Optional(text('section or group of the class')),
  status: Type.Optional(
    oneOf(['active', 'inactive', 'dropped'], 'enrolment; dropped learners keep their grades'),
  ),
  external: Type.Optional(strings('keys in other systems', 'a key')),
};

/** A change of a score: in the gradebook, and one row of adjustments.csv. */
export const adjustmentFields = {
  kind: oneOf(ADJUSTMENT_KINDS, "why the score changed; 'late' is the late rule"),
  delta: Type.Number({
    description:
      "points added, negative when taken off. In adjustments.csv the delta of an 'override' is the score to set; in a gradebook it is the change that this made, so that the raw score plus all deltas is the final score",
  }),
  reason: Type.Optional(text('why, in words')),
  by: Type.Optional(text("who decided: a person's name, or 'gradus' for the late rule")),
  at: time('when it was decided'),
};

export const adjustment = closed(adjustmentFields, { description: 'one change of a score' });
