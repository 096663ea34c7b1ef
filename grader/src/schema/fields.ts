import { type ObjectOptions, type TProperties, Type } from '@sinclair/typebox';
import type { Subject } from '../sandbox/guarantees.ts';
import { DEFAULT_LIMITS, type IsolationLevel } from '../sandbox/types.ts';
import { KINDS } from './kinds.ts';

/*
 * Fields that several documents share. Every field takes or carries a description: the schemas are the
 * documentation of the formats, and a test walks them.
 */

/** Learner ids and slugs become folder names: no separators, no leading dot, hence never `..`. */
export const ID_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$';

export const id = (description: string) =>
  Type.String({
    pattern: ID_PATTERN,
    description: `${description}; a letter or digit, then at most 127 letters, digits, dots, dashes or underscores`,
  });

/** A name inside a document, never used as a path. */
export const name = (description: string) => Type.String({ minLength: 1, maxLength: 128, description });
export const text = (description: string) => Type.String({ description });
export const time = (description: string) =>
  Type.String({
    format: 'date-time',
    description: `${description}; RFC 3339 with an offset, 2026-03-01T23:59:00Z`,
  });
export const sha256 = (description: string) =>
  Type.String({ pattern: '^[0-9a-f]{64}$', description: `${description}; SHA-256, lower-case hex` });
export const points = (description: string) =>
  Type.Number({ minimum: 0, description: `${description}; points, at most two decimals` });
export const count = (description: string) => Type.Integer({ minimum: 0, description });
export const milliseconds = (description: string) =>
  Type.Number({ minimum: 0, description: `${description}; milliseconds` });
export const texts = (description: string, item: string) => Type.Array(text(item), { description });

/** One of a few words, as an `enum`: a message can then list them. */
export const oneOf = <const T extends readonly string[]>(words: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...words], description });

/** An object that admits no other keys. */
export const closed = <T extends TProperties>(properties: T, options: ObjectOptions = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options });

/** A record of strings under free keys. */
export const strings = (description: string, value: string) =>
  Type.Unsafe<Record<string, string>>({
    type: 'object',
    additionalProperties: { type: 'string', description: value },
    description,
  });

export const schemaName = <const T extends string>(value: T) =>
  Type.Literal(value, { description: 'the name and version of this document' });

export const replayToken = (description: string) =>
  Type.String({ pattern: '^gr1\\.[A-Za-z0-9_-]+$', description });

export const kind = oneOf(KINDS, 'why the case failed');
export const visibility = oneOf(['visible', 'hidden'], 'whether students can read the source of the case');
export const assignment = id('slug of the assignment');
export const learner = id('id of the learner, as in roster.csv');
export const attempt = Type.Integer({
  minimum: 1,
  description: "number of the submission: 1, then 2 for '<slug>@2'",
});
export const submittedAt = time('when the submission was handed in');
export const submittedAtFrom = oneOf(
  ['record', 'file'],
  "'record' when submissions.csv gave the time, 'file' when it is the newest file's own time",
);

/** Why nothing was taken of a submission, or run. */
export const refusal = (description: string) =>
  closed(
    {
      reason: text('what is wrong, for the student'),
      hint: Type.Optional(text('the likely repair')),
    },
    { description },
  );

export const isolationLevel = (description: string) =>
  Type.Unsafe<IsolationLevel>({ type: 'integer', enum: [0, 1, 2, 3], description });

const isolationFields = {
  level: isolationLevel(
    '3 namespaces and every layer, 2 namespaces or another user, 1 permission model, 0 none',
  ),
  layers: texts('the layers in force', 'one layer'),
  missing: texts('the layers that this machine lacks for level 3', 'one layer'),
};
const PROTECTED = 'what protected the machine from the submission';

export const isolation = closed(isolationFields, { description: PROTECTED });

/** With what the layers mean, for people: it follows from them, and so it is no fact of an outcome. */
export const explainedIsolation = closed(
  {
    ...isolationFields,
    guarantees: closed(
      {
        files: text('which files the submission could read and write'),
        network: text('what it could connect to'),
        processes: text('what it could start, see and signal'),
        memory: text('what bounded its memory'),
        time: text('what ended it'),
      } satisfies Record<Subject, unknown>,
      { description: 'what the submission could reach and what it could not, in plain words' },
    ),
  },
  { description: PROTECTED },
);

export const digests = closed(
  {
    submission: sha256('the submitted file, or the reason for which it was refused'),
    suite: sha256('everything trusted that decides a verdict: suites, visible tests, reference, mistakes'),
    runtime: sha256('the built tensor runtime that the submission ran on'),
    manifest: sha256('the manifest of the assignment'),
    grader: sha256('the built engine, submission host and transpiler'),
  },
  { description: 'what was graded, and by what' },
);

/** What vouches for the suite that graded, in the plan and in every report. */
export const certificate = closed(
  {
    status: oneOf(
      ['valid', 'stale', 'none'],
      "'stale' when the files have changed since `gradus verify`, 'none' when it has not proved them",
    ),
    sha256: Type.Optional(sha256('the certificate, as bytes; present when valid')),
    seeds: Type.Optional(
      Type.Integer({ minimum: 1, description: 'seeds of the reference solution; present when valid' }),
    ),
    verifiedAt: Type.Optional(time('when the last proof held; present when valid')),
  },
  { description: 'the certificate of the suite' },
);

export const versions = strings('releases in force', 'a version');

const limit = (key: keyof typeof DEFAULT_LIMITS, description: string) =>
  Type.Integer({ minimum: 1, description: `${description}; ${DEFAULT_LIMITS[key]} unless told` });

export const limits = closed(
  {
    loadMs: limit('loadMs', 'milliseconds to load the submission'),
    callMs: limit('callMs', 'milliseconds of CPU time for one call'),
    totalMs: limit('totalMs', 'milliseconds of CPU time for all calls of one submission'),
    heapMb: limit('heapMb', 'megabytes of JavaScript heap'),
    outputBytes: limit('outputBytes', 'bytes that the submission may print'),
    restarts: limit('restarts', 'fresh processes after the first'),
    timeoutsInARow: limit(
      'timeoutsInARow',
      'calls in a row that never returned after which a function is not called again',
    ),
  },
  { description: 'what a submission may use' },
);

export const forbids = closed(
  {
    names: texts('public names of the runtime that throw in a submission', "a name, 'softmax'"),
    because: text("the reason shown to the student: 'A03 asks you to build softmax from exp and sum'"),
  },
  { description: 'parts of the runtime that a submission may not call' },
);
