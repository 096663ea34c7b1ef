import { constants, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Forbids, Stage } from './types.ts';
import { withPath } from './with-path.ts';

export interface StageRequest {
  /** The folder that stages are made in; it must exist. */
  readonly tempRoot: string;
  /** The built runtime. */
  readonly torch: string;
  /** The startup snapshot of a host, when `torch` is the one that goes with it. */
  readonly snapshot?: string | undefined;
  /** Transpiled code by its path inside the stage: 'softmax.js', 'mistakes/m-axis.js'. */
  readonly files: ReadonlyMap<string, string>;
  /** The one of `files` that is the submission. */
  readonly entry: string;
  /** The code of the assignment's probes, where it has any. */
  readonly probes?: string | undefined;
  readonly forbids: Forbids;
}

/** A package of our own: the student's is never used, and Node refuses an `imports` target outside of it. */
const PACKAGE = `${JSON.stringify({ type: 'module', imports: { '#torch': './torch.js' } })}\n`;
const PROBES = 'probes.js';
const OURS = new Set(['package.json', 'torch.js', PROBES]);
const PLAIN_PATH = /^(?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\/){0,3}[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\.js$/;

/**
 * Makes a fresh directory with a submission in it. Its name tells the student nothing.
 *
 * Throws TypeError on a name that is not a plain relative path to a `.js` file.
 */
export async function makeStage({
  tempRoot,
  torch,
  snapshot,
  files,
  entry,
  probes,
  forbids,
}: StageRequest): Promise<Stage> {
  for (const name of files.keys()) checkName(name);
  if (!files.has(entry)) {
    throw new TypeError(
      `stage: the entry '${entry}' is not among the files: ${[...files.keys()].join(', ')}`,
    );
  }
  const dir = await mkdtemp(join(tempRoot, 'stage-'));
  try {
    await writeFile(join(dir, 'package.json'), PACKAGE);
    // Not a link: without a sandbox a submission could write through it into the runtime of all others.
    await copyFile(torch, join(dir, 'torch.js'), constants.COPYFILE_FICLONE);
    if (probes !== undefined) await writeFile(join(dir, PROBES), probes);
    for (const [name, code] of files) {
      const path = join(dir, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, code);
    }
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw withPath(error, dir);
  }
  return {
    dir,
    entry,
    forbids,
    ...(probes !== undefined && { probes: PROBES }),
    ...(snapshot !== undefined && { snapshot }),
  };
}

/**
 * Lets the stage's runtime open a GPU: it loads the code of that device from beside itself. A line that loads the built
 * file is put there, from whose place the package that the device needs is found too.
 */
export async function stageGpu({ dir }: Stage, gpu: string): Promise<void> {
  await writeFile(join(dir, 'gpu.cjs'), `module.exports = require(${JSON.stringify(gpu)});\n`);
}

/** Removes the directory; one that is gone already is no error. */
export async function removeStage({ dir }: Stage): Promise<void> {
  await rm(dir, { recursive: true, force: true });
}

function checkName(name: string): void {
  if (!PLAIN_PATH.test(name) || posix.normalize(name) !== name || OURS.has(name.toLowerCase())) {
    throw new TypeError(
      `stage: '${name}' cannot be a file of a stage; expected a relative path like 'softmax.js' (not ${[...OURS].join(', ')})`,
    );
  }
}
