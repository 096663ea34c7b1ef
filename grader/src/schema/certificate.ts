import { type Static, Type } from '@sinclair/typebox';
import {
  assignment,
  closed,
  count,
  digests,
  milliseconds,
  name,
  schemaName,
  sha256,
  text,
  texts,
  time,
  versions,
} from './fields.ts';

const seeds = (description: string) => Type.Integer({ minimum: 1, description });

/** `grader/certificates/<slug>.json`: a suite has proved itself. All that may differ between two proofs stands under `measured`. */
export const certificateSchema = closed(
  {
    schema: schemaName('certificate/v1'),
    assignment,
    digests: Type.Omit(digests, ['submission'], {
      description: 'what was proved; a certificate with other digests than the files have now is stale',
    }),
    prover: sha256('the built command and mutator that proved it, and the lockfile'),
    seeds: closed(
      {
        reference: seeds('seeds that the reference solution was run on, from 1'),
        others: seeds(
          'seeds that the starter, each mistake and each answer without thought were run on, from 1',
        ),
      },
      { description: 'the seeds that were tried' },
    ),
    proofs: Type.Array(
      closed(
        {
          name: name("the proof: 'reference'"),
          says: text('what was proved'),
          tried: count('submissions that were run, or 1 where files were compared'),
        },
        { description: 'one proof, which holds' },
      ),
      { description: 'all proofs; a suite that fails one gets no certificate' },
    ),
    satisfied: Type.Array(
      closed(
        {
          answer: text("the answer: 'zeros'"),
          cases: texts('the cases that it satisfied on some seed', 'id of a case'),
        },
        { description: 'one answer without thought' },
      ),
      { description: 'single cases that answers without thought satisfied; never a whole group' },
    ),
    mutants: closed(
      {
        tried: count('mutants of the reference that were run, each on seed 1'),
        killed: count('those that failed a case'),
        survivors: texts(
          'those that passed every case; solutions/<slug>/mutants.json explains each',
          'a mutant',
        ),
      },
      { description: 'small changes that a program made to the reference' },
    ),
    versions,
    measured: closed(
      {
        startedAt: time('when the proofs were taken up'),
        finishedAt: time('when the last one held'),
        wallMs: milliseconds('time from start to finish'),
      },
      { description: 'facts that may differ between two runs over the same files' },
    ),
  },
  { $id: 'certificate/v1', title: 'Certificate v1', description: 'The proofs that let a suite grade' },
);

export type Certificate = Static<typeof certificateSchema>;
