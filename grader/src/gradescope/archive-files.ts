import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Kit, manifestPath, solutionDir, suiteDir, visibleSuitePath } from '../kit.ts';
import { certificatePath } from '../pipeline/certificate.ts';
import type { Course } from '../schema/course.ts';
import { InputError } from '../schema/input-error.ts';
import { courseOf } from './one-learner-class.ts';

/** Where the parts of the archive stand; Gradescope unpacks it at `/autograder/source`. */
export const COURSE_FILE = 'course.json';
export const SECRET_FILE = 'secret.txt';
const KIT_FOLDER = 'gradus';

/** Scripts that Gradescope calls: they stand at the root of the archive, and can be run. */
export const SCRIPTS = ['setup.sh', 'run_autograder'] as const;

/** Built files that grading one submission needs; no package is needed beside them. */
const BUILT = ['gradus.js', 'engine.js', 'host.js', 'host-in-snapshot.cjs', 'torch.js', 'transpile.js'];

/**
 * What Gradescope needs to grade one assignment, by the place in the archive: our scripts, the built kit, this
 * assignment's suites and reference, the course and the secret; nothing of another assignment.
 */
export function archiveFiles(
  kit: Kit,
  slug: string,
  course: Course,
  secret: string,
): Map<string, Uint8Array> {
  const inKit = (path: string): [string, Uint8Array] => [
    `${KIT_FOLDER}/${relative(kit.root, path).split(sep).join('/')}`,
    readFileSync(path),
  ];
  const json = (value: object) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  const certificate = certificatePath(kit, slug);
  return new Map([
    ...SCRIPTS.map((name): [string, Uint8Array] => [
      name,
      readFileSync(join(kit.root, 'grader/src/gradescope/archive', name)),
    ]),
    [COURSE_FILE, json(courseOf(course, slug))],
    [SECRET_FILE, Buffer.from(`${secret}\n`)],
    // Its own folder says what it is: without one Node would look for a package further up.
    [`${KIT_FOLDER}/package.json`, json({ name: 'gradus', version: kit.versions.gradus, type: 'module' })],
    inKit(join(kit.root, 'LICENSE')),
    inKit(built(kit, 'third-party-notices.txt')),
    ...BUILT.map((name) => inKit(built(kit, name))),
    inKit(manifestPath(kit, slug)),
    ...filesIn(suiteDir(kit, slug)).map(inKit),
    ...[visibleSuitePath(kit, slug), certificate].filter(existsSync).map(inKit),
    ...filesIn(solutionDir(kit, slug)).map(inKit),
  ]);
}

function built(kit: Kit, name: string): string {
  const path = join(kit.root, 'dist', name);
  if (existsSync(path)) return path;
  throw new InputError({
    who: 'gradus gradescope',
    seen: `dist/${name} is missing`,
    expected: 'a built kit',
    hint: 'npm run build',
  });
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
