import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import {
  createTranspiler,
  launchHost,
  makeStage,
  plainIsolation,
  type Transpiler,
} from '../sandbox/index.ts';
import { DEFAULT_LIMITS, type Forbids, type Host } from '../sandbox/types.ts';
import { caseId } from './case-id.ts';
import { provideContext } from './context.ts';
import { compiledProbes } from './probes.ts';
import { caseStream } from './stream.ts';

/** Files are read as trusted solutions: relative imports are followed, so a mistake stages what it re-exports. */
const RELATIVE_IMPORT = /from\s+'(\.{1,2}\/[^']+\.ts)'/g;

export interface PlainJest {
  readonly root: string;
  /** The file to test instead of the reference: a mistake, or any submission of one's own. */
  readonly submission?: string | undefined;
  readonly courseSeed: number;
  /** The full title of the test that is running. */
  currentTestName(): string;
}

/**
 * Lets `npx jest` run suites without the grader: on the reference solution, or on the file that `GRADUS_SUBMISSION`
 * names, in an unsandboxed host (level 0). `GRADUS_SEED` picks another course seed. Returns what to call at the end.
 */
export function providePlainJest({
  root,
  submission,
  courseSeed,
  currentTestName,
}: PlainJest): () => Promise<void> {
  const dist = (name: string) => join(root, 'dist', name);
  const temporary: string[] = [];
  const hosts = new Map<string, Promise<Host>>();

  const launch = async (slug: string): Promise<Host> => {
    const manifest = JSON.parse(await readFile(join(root, 'assignments', slug, 'manifest.json'), 'utf8')) as {
      file: string;
      forbids: Forbids;
    };
    const entry =
      submission === undefined ? join(root, 'solutions', slug, manifest.file) : resolve(root, submission);
    const transpiler = createTranspiler({ transpiler: dist('transpile.js') });
    try {
      const tempRoot = mkdtempSync(join(tmpdir(), 'gradus-jest-'));
      temporary.push(tempRoot);
      const stage = await makeStage({
        tempRoot,
        torch: dist('torch.js'),
        ...(await transpileAll(entry, transpiler)),
        probes: await compiledProbes(root, slug, transpiler),
        forbids: manifest.forbids,
      });
      const paths = { host: dist('host.js') };
      return await launchHost(stage, { isolation: plainIsolation(), limits: DEFAULT_LIMITS, paths });
    } finally {
      transpiler.close();
    }
  };

  provideContext({
    host: (slug) => {
      const host = hosts.get(slug) ?? launch(slug);
      hosts.set(slug, host);
      return host;
    },
    currentCase: () => caseId(currentTestName()),
    stream: (slug, id) =>
      caseStream({ secret: 'plain-jest', courseSeed, learner: 'reference', slug, attempt: 1 }, id),
    recordMargin: () => {},
    observe: () => {},
  });

  return async () => {
    for (const host of hosts.values()) await (await host.catch(() => undefined))?.close();
    for (const folder of temporary) await rm(folder, { recursive: true, force: true });
  };
}

/** Transpiles a trusted file and everything it imports by a relative path; names are relative to the topmost folder. */
async function transpileAll(entry: string, transpiler: Transpiler) {
  const sources = new Map<string, string>();
  const visit = async (file: string): Promise<void> => {
    if (sources.has(file)) return;
    const source = await readFile(file, 'utf8');
    sources.set(file, source);
    for (const [, path] of source.matchAll(RELATIVE_IMPORT))
      await visit(resolve(dirname(file), path as string));
  };
  await visit(entry);
  const top = [...sources.keys()].map(dirname).reduce((a, b) => (a.length <= b.length ? a : b));
  const nameOf = (file: string) => relative(top, file).split(sep).join(posix.sep).replace(/\.ts$/, '.js');
  const files = new Map<string, string>();
  for (const [file, source] of sources) {
    const result = await transpiler.reference(source, file);
    if (!result.ok) throw new Error(result.errors.map((e) => `${file}:${e.line} ${e.message}`).join('\n'));
    files.set(nameOf(file), result.code);
  }
  return { files, entry: nameOf(entry) };
}
