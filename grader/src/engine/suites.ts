import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as authoring from '../authoring/index.ts';
import { createTranspiler } from '../sandbox/index.ts';
import { type DeclaredTest, declareTests, jestGlobals } from './circus.ts';
import type { EngineConfig, SuiteCase, Visibility } from './protocol.ts';
import { compileSuite } from './suite-module.ts';

/** A suite file, compiled once and kept warm. */
export interface Suite {
  readonly visibility: Visibility;
  readonly cases: readonly SuiteCase[];
  /** Declares the suite's tests in jest-circus's current state. */
  evaluate(): void;
}

const FILES: readonly { visibility: Visibility; path: (slug: string) => string[] }[] = [
  { visibility: 'visible', path: (slug) => ['assignments', slug, 'visible.test.ts'] },
  { visibility: 'hidden', path: (slug) => ['grader', 'suites', slug, 'hidden.test.ts'] },
];

/** Loads the suites of an assignment: those that are there (a student's kit has no hidden one). */
export function createSuiteLoader({ root, dist }: EngineConfig) {
  const loaded = new Map<string, Promise<Suite[]>>();

  const load = async (slug: string): Promise<Suite[]> => {
    const transpiler = createTranspiler({ transpiler: dist.transpiler });
    try {
      const torch: unknown = await import(pathToFileURL(dist.torch).href);
      const imports = { '@jest/globals': jestGlobals, '#torch': torch, '#grader/authoring': authoring };
      const suites: Suite[] = [];
      for (const { visibility, path } of FILES) {
        const file = join(...path(slug));
        const source = await readFile(join(root, file), 'utf8').catch(missing);
        if (source === undefined) continue;
        const result = await transpiler.suite(source, file);
        if (!result.ok) {
          const errors = result.errors.map(
            ({ line, column, message }) => `${file}:${line}:${column} ${message}`,
          );
          throw new Error(`the suite does not compile\n${errors.join('\n')}`);
        }
        const module = compileSuite(result.code, file);
        const evaluate = () => module(imports);
        const cases = declareTests(evaluate).map((test) => suiteCase(test, visibility, file));
        suites.push({ visibility, cases, evaluate });
      }
      if (suites.length === 0) throw new Error(`'${slug}' has no suite under ${root}`);
      refuseTwins(suites.flatMap(({ cases }) => cases));
      return suites;
    } finally {
      transpiler.close();
    }
  };

  return (slug: string): Promise<Suite[]> => {
    const suites = loaded.get(slug) ?? load(slug);
    loaded.set(slug, suites);
    return suites;
  };
}

function suiteCase({ id, titles }: DeclaredTest, visibility: Visibility, file: string): SuiteCase {
  const [task, group, title] = titles;
  if (titles.length !== 3 || task === undefined || group === undefined || title === undefined) {
    throw new Error(
      `${file}: the test “${titles.join(' › ')}” has ${titles.length} titles; a graded case has three: the task ('A03.2 softmaxStable'), the group ('stability') and its own`,
    );
  }
  return { id, title, task: task.split(' ')[0] as string, group, visibility };
}

function refuseTwins(cases: readonly SuiteCase[]): void {
  const seen = new Set<string>();
  for (const { id } of cases) {
    if (seen.has(id)) throw new Error(`two cases have the id ${id}: give one of the tests another title`);
    seen.add(id);
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
