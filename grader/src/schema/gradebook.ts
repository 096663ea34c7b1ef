import { type Static, Type } from '@sinclair/typebox';
import {
  closed,
  count,
  milliseconds,
  name,
  oneOf,
  points,
  schemaName,
  sha256,
  strings,
  text,
  texts,
  time,
} from './fields.ts';
import { adjustment, rosterFields } from './people.ts';
import { ATTEMPT_STATUSES } from './report.ts';

const external = Type.Optional(strings('keys in other systems', 'a key'));

export const CASE_STATUSES = ['pass', 'fail', 'error', 'timeout', 'skipped', 'not-run'] as const;

const assignments = Type.Array(
  closed(
    {
      id: name('slug of the assignment'),
      title: text('title of the assignment'),
      maxPoints: points('what it is worth'),
      category: Type.Optional(text('part of the course that it counts towards')),
      weight: Type.Optional(Type.Number({ description: 'weight among the assignments' })),
      assignAt: Type.Optional(time('when it was handed out')),
      dueAt: Type.Optional(time('when it is due')),
      lateDueAt: Type.Optional(time('after this moment a submission counts nothing')),
      external,
      suite: closed(
        {
          version: text('release of the grader that the suite belongs to'),
          sha256: sha256('everything trusted that decides a verdict'),
          seedPolicy: Type.Optional(text("what a case's inputs are drawn from")),
        },
        { description: 'what graded it' },
      ),
      cases: Type.Array(
        closed(
          {
            id: name('id of the case'),
            title: text('title of the case'),
            group: Type.Optional(text('what the case tests')),
            maxPoints: points('what the case is worth'),
            visibility: oneOf(
              ['visible', 'after_due_date', 'after_published', 'hidden'],
              'when students may see the case',
            ),
            tags: Type.Optional(texts('words to sort cases by', 'a word')),
          },
          { description: 'one case' },
        ),
        { description: 'the cases, in the order of the plan' },
      ),
    },
    { description: 'one assignment' },
  ),
  { description: 'the assignments, in the order of the course' },
);

const learners = Type.Array(
  closed(
    {
      ...rosterFields,
      id: name('id of the learner'),
      sortableName: Type.Optional(text("'Family, Given'")),
      extensions: Type.Optional(
        Type.Array(
          closed(
            { assignmentId: name('slug of the assignment'), dueAt: time('the later due time') },
            { description: 'one extension' },
          ),
          { description: 'later due times of this learner' },
        ),
      ),
    },
    { description: 'one learner' },
  ),
  { description: 'the learners, in the order of the roster' },
);

const attempts = Type.Array(
  closed(
    {
      id: name('id of the attempt'),
      assignmentId: name('slug of the assignment'),
      learnerIds: Type.Array(name('id of a learner'), { minItems: 1, description: 'who handed it in' }),
      submittedAt: time('when it was handed in'),
      gradedAt: Type.Optional(time('when the last case had a verdict')),
      submissionSha256: Type.Optional(sha256('the submitted file; absent when it was refused')),
      suiteSha256: Type.Optional(sha256('everything trusted that decides a verdict')),
      reportSha256: Type.Optional(sha256('the report, as bytes')),
      seed: Type.Optional(Type.Integer({ description: "the course's seed" })),
      git: Type.Optional(
        closed(
          { repo: Type.Optional(text('repository')), commit: Type.Optional(text('commit')) },
          { description: 'where the submission came from' },
        ),
      ),
      runtime: Type.Optional(strings('releases in force', 'a version')),
      status: oneOf(ATTEMPT_STATUSES, "what became of it; 'infrastructure-error' withholds the score"),
      retries: Type.Optional(count('times that it was run again because the grader failed')),
      durationMs: Type.Optional(milliseconds('how long it ran')),
      rawScore: Type.Optional(points('earned, before lateness and adjustments; absent when not known')),
      maxScore: points('what the assignment is worth'),
      cases: Type.Array(
        closed(
          {
            id: name('id of the case'),
            status: oneOf(CASE_STATUSES, 'the verdict'),
            score: points('earned'),
            maxScore: points('what the case is worth'),
            durationMs: Type.Optional(milliseconds('how long it ran')),
            message: Type.Optional(
              Type.String({ maxLength: 65535, description: 'what went wrong, in a sentence without values' }),
            ),
            hintsShown: Type.Optional(count('hints that the student asked for')),
            task: Type.Optional(text('id of the task')),
            misconception: Type.Optional(text('code of the misconception that was recognised')),
          },
          { description: 'one case' },
        ),
        { description: 'every planned case' },
      ),
      isolation: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 3, description: 'isolation level in force' }),
      ),
      credit: Type.Optional(Type.Boolean({ description: 'whether that level was enough to count' })),
      certificateSha256: Type.Optional(sha256('the certificate of the suite')),
    },
    { description: 'one submission of one learner' },
  ),
  { description: 'every attempt' },
);

const grades = Type.Array(
  closed(
    {
      learnerId: name('id of the learner'),
      assignmentId: name('slug of the assignment'),
      attemptId: Type.Optional(name('the attempt that counts')),
      status: oneOf(
        ['graded', 'missing', 'excused', 'incomplete', 'pending-manual'],
        "'incomplete' when a score is withheld because of a grader error",
      ),
      late: Type.Optional(
        Type.Boolean({ description: 'whether it was handed in after the due time and grace' }),
      ),
      lateBySeconds: Type.Optional(
        Type.Integer({ description: 'seconds after the due time; only when late' }),
      ),
      rawScore: Type.Optional(points('earned, before lateness and adjustments; absent when not known')),
      adjustments: Type.Optional(
        Type.Array(adjustment, {
          description: 'what changed the score, in the order applied; lateness first',
        }),
      ),
      finalScore: Type.Optional(
        points('the score: the raw score plus all deltas, never below 0; absent when not known'),
      ),
      maxScore: Type.Optional(points('what the assignment is worth')),
      letter: Type.Optional(text('letter grade')),
      released: Type.Optional(Type.Boolean({ description: 'whether the learner may see it' })),
      comment: Type.Optional(text('what went wrong, in a line of plain words')),
    },
    { description: 'one learner in one assignment' },
  ),
  { description: 'a grade for every learner and assignment' },
);

/** `gradebook.json`: lossless; every export is a function of it. */
export const gradebookSchema = closed(
  {
    schema: schemaName('gradebook/v1'),
    generatedAt: time('time of the newest verdict in it'),
    generator: Type.Optional(strings('what made it', 'a version')),
    course: closed(
      {
        id: name('short name of the class'),
        title: text('title of the course'),
        term: Type.Optional(text('when the class is held')),
        external,
      },
      { description: 'the class' },
    ),
    policy: Type.Optional(
      closed(
        {
          attempt: Type.Optional(
            oneOf(
              ['best', 'latest', 'first', 'average'],
              "which attempt counts; 'best' after the late rule, the earlier of two equal ones",
            ),
          ),
          decimals: Type.Optional(
            Type.Integer({ minimum: 0, maximum: 6, description: 'decimals that scores are rounded to' }),
          ),
          late: Type.Optional(
            closed(
              {
                graceSeconds: Type.Optional(
                  Type.Integer({ description: 'seconds within which nothing is late' }),
                ),
                perDay: Type.Optional(
                  Type.Number({ description: 'fraction taken off for each started day' }),
                ),
                cap: Type.Optional(Type.Number({ description: 'largest fraction taken off' })),
              },
              { description: 'the late rule' },
            ),
          ),
        },
        { description: 'the rules by which attempts became grades' },
      ),
    ),
    assignments,
    learners,
    attempts,
    grades,
    audit: Type.Optional(
      Type.Array(
        closed(
          {
            at: time('when'),
            by: text('who'),
            action: text('what was done'),
            target: Type.Optional(text('to what')),
            before: Type.Optional(Type.Unknown({ description: 'the value before' })),
            after: Type.Optional(Type.Unknown({ description: 'the value after' })),
          },
          { description: 'one change' },
        ),
        { description: 'changes made by hand' },
      ),
    ),
  },
  {
    $id: 'gradebook/v1',
    title: 'Gradebook v1 (lossless)',
    description: 'Every attempt and grade of a class',
  },
);

export type Gradebook = Static<typeof gradebookSchema>;
export type Attempt = Gradebook['attempts'][number];
export type Grade = Gradebook['grades'][number];
