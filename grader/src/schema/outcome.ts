import { type Static, Type } from '@sinclair/typebox';
import {
  assignment,
  attempt,
  closed,
  count,
  digests,
  isolation,
  kind,
  learner,
  milliseconds,
  name,
  oneOf,
  replayToken,
  schemaName,
  sha256,
  text,
  time,
  versions,
} from './fields.ts';

/** Both sentences about a failed case; `schema/kinds.ts` says what each is for. */
export const failureFields = {
  kind,
  who: text('the function that the suite called'),
  what: text('one sentence for the student, without values'),
  detail: Type.Optional(text('the values: for staff, and for visible cases')),
  hint: Type.Optional(text('the likely repair, where no misconception says it')),
  misconception: Type.Optional(text("code of the misconception that was recognised: 'M-AXIS'")),
};

/** `outcomes/<learner>/<slug>[@n].json`: facts. All that may differ between two runs stands under `measured`. */
export const outcomeSchema = closed(
  {
    schema: schemaName('outcome/v1'),
    learner,
    assignment,
    attempt,
    key: sha256('everything that decides the facts; an outcome with the same key is used again'),
    digests,
    seed: Type.Integer({ description: "the course's seed" }),
    seedSha256: sha256("the secret with seed, learner, assignment and attempt; names the cases' inputs"),
    publishedSecret: Type.Optional(
      Type.Literal(true, { description: 'present when the secret is the published one of an example class' }),
    ),
    isolation,
    versions,
    cases: Type.Array(
      closed(
        {
          id: name('id of the case'),
          status: oneOf(['pass', 'fail'], 'the verdict'),
          failure: Type.Optional(
            closed(failureFields, { description: 'why it failed; absent when it passed' }),
          ),
          replay: Type.Optional(
            replayToken('the input of a failed case, where it was drawn for this student and attempt'),
          ),
        },
        { description: 'what happened to one case' },
      ),
      { description: 'the cases that have a verdict' },
    ),
    measured: closed(
      {
        startedAt: time('when the submission was taken up'),
        finishedAt: time('when its last case had a verdict'),
        wallMs: milliseconds('time from start to finish'),
        cpuMs: milliseconds("CPU time of the submission's processes"),
        outputBytes: count('bytes that the submission printed'),
        restarts: count('fresh processes after the first'),
        retries: count('times that the whole submission was run again because the grader failed'),
        cases: Type.Record(
          Type.String(),
          closed(
            {
              wallMs: milliseconds('time that the case took'),
              margin: Type.Optional(
                Type.Number({
                  minimum: 0,
                  description: 'how far inside the tolerance the worst element lay: 0 exact, 1 at the edge',
                }),
              ),
              quote: Type.Optional(
                text('text of the JavaScript engine or of the student; differs by release'),
              ),
            },
            { description: 'measurements of one case' },
          ),
          { description: 'measurements by case id' },
        ),
      },
      { description: 'facts that may differ between two runs of the same inputs' },
    ),
  },
  { $id: 'outcome/v1', title: 'Outcome v1', description: 'What happened when one submission ran' },
);

export type Outcome = Static<typeof outcomeSchema>;
