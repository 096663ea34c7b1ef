import { type Static, Type } from '@sinclair/typebox';
import { parseDocument } from '../../src/schema/validate.ts';

/* A model of what Gradescope accepts as results.json, written from its published specification. */

const word = <const T extends readonly string[]>(...words: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...words] });

const visibility = Type.Optional(word('visible', 'hidden', 'after_due_date', 'after_published'));
const format = Type.Optional(word('text', 'html', 'simple_format', 'md', 'ansi'));
const optionalText = Type.Optional(Type.String());
const optionalNumber = Type.Optional(Type.Number());
const anything = Type.Optional(Type.Object({}));

const resultsSchema = Type.Object(
  {
    score: optionalNumber,
    execution_time: optionalNumber,
    output: optionalText,
    output_format: format,
    test_output_format: format,
    test_name_format: format,
    visibility,
    stdout_visibility: visibility,
    extra_data: anything,
    tests: Type.Optional(
      Type.Array(
        Type.Object(
          {
            score: optionalNumber,
            max_score: optionalNumber,
            status: Type.Optional(word('passed', 'failed')),
            name: optionalText,
            name_format: format,
            number: optionalText,
            output: optionalText,
            output_format: format,
            tags: Type.Optional(Type.Array(Type.String())),
            visibility,
            extra_data: anything,
          },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false },
);

export type Results = Static<typeof resultsSchema>;

/** Results that may have no score: what an autograder leaves that could not grade. */
export const readUnscored = (text: string): Results => parseDocument(text, resultsSchema, 'results.json');

/** The results, and the score that Gradescope records: `score` where there is one, else the sum of the tests. */
export function readResults(text: string): Results & { readonly recorded: number; readonly sum: number } {
  const results = readUnscored(text);
  const { score, tests = [] } = results;
  if (score === undefined && tests.every((one) => one.score === undefined))
    throw new Error('no score anywhere');
  const sum = tests.reduce((total, one) => total + Math.round((one.score ?? 0) * 100), 0) / 100;
  return { ...results, recorded: score ?? sum, sum };
}
