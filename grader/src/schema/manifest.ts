import { type Static, Type } from '@sinclair/typebox';
import { assignment, closed, count, forbids, limits, name, points, schemaName, text } from './fields.ts';

/** `manifest.json`: an assignment's tasks and their points, which stand nowhere else. */
export const manifestSchema = closed(
  {
    schema: schemaName('manifest/v1'),
    slug: assignment,
    code: Type.String({ pattern: '^A[0-9]{2}$', description: "short code with which task ids begin: 'A03'" }),
    title: text('title of the assignment, for people'),
    file: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{0,63}\\.ts$',
      description: "the one file a student hands in: 'softmax.ts'",
    }),
    tasks: Type.Array(
      closed(
        {
          id: Type.String({ pattern: '^A[0-9]{2}\\.[0-9]{1,2}$', description: "the task's id: 'A03.1'" }),
          name: name('the function or constant to write'),
          points: points('what the task is worth'),
          groups: Type.Array(
            closed(
              {
                id: Type.String({
                  pattern: '^[a-z][a-z0-9-]{0,63}$',
                  description: "the group's name in one word, shown to students: 'stability'",
                }),
                points: points('what the group is worth'),
              },
              { description: 'cases that test one aspect; their points are shared equally among them' },
            ),
            { minItems: 1, description: "the groups of the task: two at least, or one called 'predictions'" },
          ),
        },
        { description: 'one function or constant to write' },
      ),
      { minItems: 1, description: 'the tasks, in teaching order; 100 points in all' },
    ),
    forbids,
    limits: Type.Optional(Type.Partial(limits, { description: 'limits that differ from the defaults' })),
    hidden: Type.Optional(
      closed(
        { cases: count('number of hidden cases'), points: points('what the hidden cases are worth') },
        { description: 'what a released copy, which has no hidden cases, says about them' },
      ),
    ),
  },
  {
    $id: 'manifest/v1',
    title: 'Manifest v1',
    description: 'An assignment: its file, tasks, points and limits',
  },
);

export type Manifest = Static<typeof manifestSchema>;
