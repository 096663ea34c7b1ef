// `npm run bench -- QUESTION [options]`: compiles the benchmark of that name and runs it.
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const folders = [here, join(root, 'shared/bench')];
const [question, ...argv] = process.argv.slice(2);

const known = folders.flatMap((folder) => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.bench.ts'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
});
const file = known.find((path) => path.endsWith(`/${question}.bench.ts`));
if (file === undefined) {
  const names = known.map((path) => /([^/]+)\.bench\.ts$/.exec(path)?.[1]).join(', ');
  process.stderr.write(`bench: there is no benchmark '${question ?? ''}'\n  expected: one of ${names}\n`);
  process.exit(2);
}
const outfile = join(root, 'dist/bench', `${question}.mjs`);
mkdirSync(dirname(outfile), { recursive: true });
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(outfile).href);
process.exitCode = await main({ root, argv });
