import { type Static, Type } from '@sinclair/typebox';
import { assignment, closed, id, isolationLevel, schemaName, strings, text, time } from './fields.ts';

export const DEFAULT_MIN_ISOLATION = 2;

/** `course.json`: what a teacher writes about a class. */
export const courseSchema = closed(
  {
    schema: schemaName('course/v1'),
    id: id('short name of the class'),
    title: text('title of the course, for people'),
    term: Type.Optional(text("when the class is held: 'spring 2026'")),
    seed: Type.Integer({
      description:
        'number from which, with the secret, all case inputs are drawn; a new class takes a new one',
    }),
    minIsolation: Type.Optional(
      isolationLevel(`least isolation level whose results count; ${DEFAULT_MIN_ISOLATION} unless told`),
    ),
    assignments: Type.Array(
      closed(
        {
          slug: assignment,
          dueAt: Type.Optional(time('when it is due; without it nothing is late')),
          lateDueAt: Type.Optional(
            time('after this moment a submission counts nothing, whatever the other late rules; no grace'),
          ),
          external: Type.Optional(strings('foreign keys of the assignment', 'a key in another system')),
        },
        { description: 'one assignment' },
      ),
      { minItems: 1, description: 'the assignments of the class, in teaching order' },
    ),
    late: Type.Optional(
      closed(
        {
          graceSeconds: Type.Integer({
            minimum: 0,
            description: 'seconds after dueAt within which a submission is not late',
          }),
          perDay: Type.Number({
            minimum: 0,
            maximum: 1,
            description:
              'fraction of the earned score that is taken off for each started day; days count from the end of the grace',
          }),
          cap: Type.Number({
            minimum: 0,
            maximum: 1,
            description: 'largest fraction of the earned score that lateness takes off until lateDueAt',
          }),
        },
        { description: 'the late rule; without it lateness is recorded and costs nothing until lateDueAt' },
      ),
    ),
    replay: Type.Optional(
      Type.Boolean({
        description: 'whether feedback may carry a token that replays a failing case; false unless told',
      }),
    ),
  },
  { $id: 'course/v1', title: 'Course v1', description: 'A class: its assignments, dates and rules' },
);

export type Course = Static<typeof courseSchema>;
