import { type Static, Type } from '@sinclair/typebox';
import { assignment, attempt, closed, isolation, learner, schemaName, sha256, versions } from './fields.ts';

/** `shard.json`: one part of a class, run apart from the others. `gradus merge` puts the parts together. */
export const shardSchema = closed(
  {
    schema: schemaName('shard/v1'),
    index: Type.Integer({ minimum: 1, description: 'which part this is, counted from 1' }),
    of: Type.Integer({ minimum: 1, description: 'parts that the class was cut into' }),
    planSha256: sha256('plan.json, which stands beside this document'),
    classSha256: sha256('class.json, which stands beside this document'),
    secretSha256: sha256("the secret with the course's seed; parts drawn from one secret have the same"),
    isolation,
    versions,
    outcomes: Type.Array(
      closed(
        { learner, assignment, attempt, sha256: sha256('the outcome, as bytes') },
        { description: 'one submission of this part' },
      ),
      { description: 'the submissions of this part, in the order of the plan' },
    ),
  },
  { $id: 'shard/v1', title: 'Shard v1', description: 'A part of a class that has been run' },
);

export type ShardDocument = Static<typeof shardSchema>;
