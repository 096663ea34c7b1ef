import { Type } from '@sinclair/typebox';
import { assignment, closed, name, schemaName, text } from './fields.ts';

/** `solutions/<slug>/mutants.json`: the mutants of the reference that no case can tell from it, and why. */
export const mutantsSchema = closed(
  {
    schema: schemaName('mutants/v1'),
    assignment,
    survivors: Type.Array(
      closed(
        {
          region: name("the task and the name of the region it stands in: 'A03.2 softmaxStable'"),
          original: text('the text of the solution that is replaced, as `gradus verify` prints it'),
          replacement: text('what stands there instead; empty when the text is left out'),
          nth: Type.Optional(
            Type.Integer({
              minimum: 2,
              description:
                'which of the places in the region where the same is replaced by the same; 1 unless told',
            }),
          ),
          because: Type.String({
            minLength: 20,
            description: 'why no case tells it from the reference, in a sentence',
          }),
        },
        { description: 'one mutant that passes every case' },
      ),
      { description: 'all mutants that pass; one that fails a case, or that there is no more, is an error' },
    ),
  },
  {
    $id: 'mutants/v1',
    title: 'Mutants v1',
    description: 'The surviving mutants of a reference solution, explained',
  },
);
