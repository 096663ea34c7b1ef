import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { regionsOf, starterOf } from '../authoring/regions.ts';
import type { SuiteCase } from '../engine/index.ts';
import { type Kit, solutionDir } from '../kit.ts';
import { InputError } from '../schema/input-error.ts';
import type { Manifest } from '../schema/manifest.ts';
import type { Fault } from './proof.ts';

/** Whether the four folders of an assignment speak of the same tasks, and the starter is what the solution makes. */
export function checkLayout(kit: Kit, manifest: Manifest, cases: readonly SuiteCase[]): Fault[] {
  const { slug, file } = manifest;
  const solution = `solutions/${slug}/${file}`;
  const source = readReference(kit, manifest);
  const regions = regionsOf(source, solution);
  const tasks = manifest.tasks.map(({ id }) => id);
  const fault = (at: string, says: string): Fault => ({ proof: 'layout', at, says });
  const suites = `the suites of ${slug}`;
  const regionOf = (id: string) => regions.find(({ task }) => task === id);
  const isTested = (id: string): boolean => cases.some(({ task }) => task === id);
  const strayTasks = [...new Set(cases.map(({ task }) => task))].filter((id) => !tasks.includes(id));
  const faults = [
    ...tasks
      .filter((id) => regionOf(id) === undefined)
      .map((id) => fault(solution, `${id} has no region: mark it with '// #region solution ${id} …'`)),
    ...tasks
      .filter((id) => !isTested(id))
      .map((id) => fault(suites, `${id} has no case: write describe('${id} …')`)),
    ...regions
      .filter(({ task }) => !tasks.includes(task))
      .map(({ task, from }) =>
        fault(`${solution}:${from}`, `the region ${task} is no task of the manifest: correct one of them`),
      ),
    ...filesBeside(kit, manifest).map((name) =>
      fault(`solutions/${slug}/${name}`, 'stands beside the solution: move it into a folder'),
    ),
    ...strayTasks.map((id) =>
      fault(
        suites,
        `${id} has cases and is no task of the manifest: correct the title of its describe block`,
      ),
    ),
  ];
  const starter = `starter/${slug}/${file}`;
  const path = join(kit.root, starter);
  if (!existsSync(path) || readFileSync(path, 'utf8') !== starterOf(source, solution)) {
    faults.push(fault(starter, 'is not what the solution makes: run `gradus starters`'));
  }
  return faults;
}

/** A solution is one file, as a submission is; what mistakes share lies in folders. */
const filesBeside = (kit: Kit, { slug, file }: Manifest): string[] =>
  readdirSync(solutionDir(kit, slug)).filter((name) => name.endsWith('.ts') && name !== file);

/** The source of the reference solution. */
export function readReference(kit: Kit, { slug, file }: Manifest): string {
  const path = join(solutionDir(kit, slug), file);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw new InputError({
    who: `solutions/${slug}/${file}`,
    seen: 'there is no such file',
    expected: 'the reference solution of the file that the manifest names',
  });
}
