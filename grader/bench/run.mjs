// `npm run bench -- [NAME…] [--json FILE]`: compiles the benchmarks of these names and runs them; without a name, all of
// the runtime's. `--class NAME` is for grading. `npm run bench -- --install` fetches the libraries that run beside the runtime.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const runtimes = join(root, 'shared/bench');
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, class: { type: 'string' }, install: { type: 'boolean' } },
});
process.exitCode = values.install === true ? install() : await bench();

function install() {
  const { status } = spawnSync('npm', ['ci'], { cwd: join(runtimes, 'peers'), stdio: 'inherit' });
  return status ?? 1;
}

async function bench() {
  const known = [here, runtimes].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.bench.ts'))
      .map((file) => ({ name: file.slice(0, -'.bench.ts'.length), folder })),
  );
  const unknown = positionals.find((name) => !known.some((question) => question.name === name));
  if (unknown !== undefined) {
    const names = known.map(({ name }) => name).join(', ');
    process.stderr.write(`bench: there is no benchmark '${unknown}'\n  expected: one of ${names}\n`);
    return 2;
  }
  const chosen = known.filter(({ name, folder }) =>
    positionals.length === 0 ? folder === runtimes : positionals.includes(name),
  );
  // Not in dist, which only the build writes: what watches it for changes may run at the same time.
  const outdir = join(root, 'node_modules/.cache/gradus-bench');
  const compiled = ({ name }) => pathToFileURL(join(outdir, `${name}.mjs`)).href;
  await build({
    entryPoints: {
      ...Object.fromEntries(chosen.map(({ name, folder }) => [name, join(folder, `${name}.bench.ts`)])),
      worker: join(runtimes, 'harness/worker.ts'),
      'page-worker': join(runtimes, 'harness/page-worker.ts'),
      'run-questions': join(runtimes, 'harness/run-questions.ts'),
    },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  // A benchmark of the grader runs itself; the runtime's are questions, run together.
  const questions = [];
  for (const chosenOne of chosen) {
    const module = await import(compiled(chosenOne));
    const { name } = chosenOne;
    if ('question' in module) {
      questions.push({ name, file: join(outdir, `${name}.mjs`), question: module.question });
      continue;
    }
    const flags = ['json', 'class'].flatMap((flag) =>
      values[flag] === undefined ? [] : [`--${flag}`, values[flag]],
    );
    const status = await module.main({ root, argv: flags });
    if (status !== 0) return status;
  }
  if (questions.length === 0) return 0;
  const { runQuestions } = await import(compiled({ name: 'run-questions' }));
  await runQuestions(root, questions, values.json);
  return 0;
}
