import { join } from 'node:path';
import type { Command } from 'commander';
import { writeDurably } from '../pipeline/durable-write.ts';
import { schemaFiles } from '../schema/documents.ts';
import type { Session } from './session.ts';

/** `gradus schemas`: writes `grader/src/schema/json`, for whoever changes a document. */
export function schemas(program: Command, session: Session): void {
  program
    .command('schemas', { hidden: true })
    .description('write the JSON Schemas of all documents')
    .action(async () => {
      const folder = join(session.kit.root, 'grader', 'src', 'schema', 'json');
      for (const [name, text] of schemaFiles()) await writeDurably(join(folder, name), text);
      session.stdout.write(`${schemaFiles().size} schemas written to ${folder}\n`);
    });
}
