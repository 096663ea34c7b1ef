/** The transpiler's process: `node transpile.js`, asked over the channel that `fork` opens. */
import { type SourceRole, transpileModule } from './transpile-module.ts';

export interface TranspileRequest {
  readonly id: number;
  readonly role: SourceRole;
  readonly source: string;
  readonly fileName: string;
}

process.on('message', ({ id, role, source, fileName }: TranspileRequest) => {
  process.send?.({ id, result: transpileModule(role, source, fileName) });
});
process.on('disconnect', () => process.exit(0));
