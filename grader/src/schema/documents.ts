import type { TObject } from '@sinclair/typebox';
import { certificateSchema } from './certificate.ts';
import { classSchema, submissionSchema } from './class.ts';
import { courseSchema } from './course.ts';
import { feedbackSchema } from './feedback.ts';
import { gradebookSchema } from './gradebook.ts';
import { manifestSchema } from './manifest.ts';
import { mutantsSchema } from './mutants.ts';
import { outcomeSchema } from './outcome.ts';
import { planSchema } from './plan.ts';
import { reportSchema } from './report.ts';
import { shardSchema } from './shard.ts';

/** Every document, in the order of the pipeline. */
export const DOCUMENTS = {
  course: courseSchema,
  manifest: manifestSchema,
  mutants: mutantsSchema,
  certificate: certificateSchema,
  submission: submissionSchema,
  class: classSchema,
  plan: planSchema,
  outcome: outcomeSchema,
  shard: shardSchema,
  report: reportSchema,
  feedback: feedbackSchema,
  gradebook: gradebookSchema,
} as const satisfies Record<string, TObject>;

const MARKER = 'Generated from grader/src/schema by `node dist/gradus.js schemas`; do not edit.';

/** The files of `schema/json`, by name: JSON Schema 2020-12 for other programs. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(DOCUMENTS).map(([name, schema]) => [
      `${name}.schema.json`,
      `${formatJson({ $comment: MARKER, $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema })}\n`,
    ]),
  );
}

const LINE_WIDTH = 110;

/** JSON as the project's formatter leaves it: two spaces, and a list of words on one line where it fits. */
function formatJson(value: object): string {
  const json = JSON.stringify(value, null, 2);
  return json.replace(
    /\[\n\s+(?:"[^"\\]*"|\d+)(?:,\n\s+(?:"[^"\\]*"|\d+))*\n\s*\],?/g,
    (list, start: number) => {
      const line = list
        .replace(/\[\n\s+/, '[')
        .replace(/\n\s*\]/, ']')
        .replace(/,\n\s+/g, ', ');
      const column = start - json.lastIndexOf('\n', start) - 1;
      return column + line.length <= LINE_WIDTH ? line : list;
    },
  );
}
