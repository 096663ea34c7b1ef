import { pathToFileURL } from 'node:url';
import * as authoring from '../authoring/index.ts';
import { type DeclaredTest, declareTests, jestGlobals } from './circus.ts';
import type { CompiledSuite, SuiteCase, Visibility } from './protocol.ts';
import { compileSuite } from './suite-module.ts';

/** A suite file, evaluated once to know its cases and kept warm. */
export interface Suite {
  readonly visibility: Visibility;
  readonly cases: readonly SuiteCase[];
  /** Declares the suite's tests in jest-circus's current state. */
  evaluate(): void;
}

/** Makes the suites of an assignment ready to run. Throws on a suite that cannot be graded with. */
export async function loadSuites(compiled: readonly CompiledSuite[], torchPath: string): Promise<Suite[]> {
  const torch: unknown = await import(pathToFileURL(torchPath).href);
  const imports = { '@jest/globals': jestGlobals, '#torch': torch, '#grader/authoring': authoring };
  const suites = compiled.map(({ visibility, file, code }) => {
    const module = compileSuite(code, file);
    const evaluate = () => module(imports);
    const cases = declareTests(evaluate).map((test) => suiteCase(test, visibility, file));
    return { visibility, cases, evaluate };
  });
  refuseTwins(suites.flatMap(({ cases }) => cases));
  return suites;
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
