import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PointsShare } from '../check/visible-points.ts';
import { assignmentsDir, type Kit, suiteDir } from '../kit.ts';
import type { Manifest } from '../schema/manifest.ts';
import { type Bundle, bundleOf, COMMAND } from './bundle.ts';
import { SCRIPT_TYPES, studentPackage, studentTsconfig } from './student-package.ts';
import { notBuilt, typeFiles } from './type-files.ts';

/** One assignment to hand out, and what of its points can be seen. */
export interface Released {
  readonly manifest: Manifest;
  readonly share: PointsShare;
}

/** Built files by their place in the kit; the checker of students has no verb but `check`. */
const BUILT: readonly (readonly [from: string, to: string])[] = [
  ['dist/student.js', COMMAND],
  ['dist/engine.js', 'dist/engine.js'],
  ['dist/host.js', 'dist/host.js'],
  ['dist/torch.js', 'dist/torch.js'],
  ['dist/torch.d.ts', 'dist/torch.d.ts'],
  ['dist/gpu.cjs', 'dist/gpu.cjs'],
  ['dist/gpu-browser.js', 'dist/gpu-browser.js'],
  ['dist/gpu-worker.js', 'dist/gpu-worker.js'],
  ['dist/gpu-worker.d.ts', 'dist/gpu-worker.d.ts'],
  ['dist/plots.js', 'dist/plots.js'],
  ['dist/transpile.js', 'dist/transpile.js'],
  ['dist/third-party-notices.txt', 'THIRD-PARTY-NOTICES.txt'],
];

/** Files of an assignment that students get as they are; `figures/` may be absent. */
const HANDED_OUT = /^(handout\.md|visible\.test\.ts|figures\/.+)$/;

/** The whole kit of a student. It names what goes in; nothing gets in by lying in a folder. */
export function studentBundle(kit: Kit, assignments: readonly Released[]): Bundle {
  const read = (path: string): Uint8Array => readFileSync(join(kit.root, path));
  const built = BUILT.map(([from, to]) => {
    if (!existsSync(join(kit.root, from))) throw notBuilt(from);
    return [to, read(from)] as const;
  });
  return bundleOf([
    ['package.json', studentPackage(kit)],
    ['tsconfig.json', studentTsconfig()],
    [
      'README.md',
      readme(Buffer.from(read('grader/src/release/student-kit/README.md')).toString(), assignments),
    ],
    ['LICENSE', read('LICENSE')],
    ...built,
    ...typeFiles(kit),
    ['dist/types/script.d.ts', SCRIPT_TYPES],
    ['dist/types/jest-globals.d.ts', read('grader/src/release/student-kit/jest-globals.d.ts')],
    ...assignments.flatMap((assignment) => assignmentFiles(kit, assignment)),
  ]);
}

function assignmentFiles(kit: Kit, { manifest, share }: Released): [string, string | Uint8Array][] {
  const { slug, file } = manifest;
  const folder = join(assignmentsDir(kit), slug);
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
  const handedOut = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => HANDED_OUT.test(path));
  return [
    [`assignments/${slug}/${file}`, readFileSync(join(kit.root, 'starter', slug, file))],
    [`assignments/${slug}/manifest.json`, json({ ...manifest, hidden: share.hidden })],
    [`assignments/${slug}/points.json`, json(share.visible)],
    ...probesOf(kit, slug).map((path): [string, Uint8Array] => [
      `assignments/${slug}/probes.ts`,
      readFileSync(path),
    ]),
    ...handedOut.map((path): [string, Uint8Array] => [
      `assignments/${slug}/${path}`,
      readFileSync(join(folder, path)),
    ]),
  ];
}

/** Visible cases may need the probes, which run beside the student's code and hold nothing secret. */
function probesOf(kit: Kit, slug: string): string[] {
  return [join(suiteDir(kit, slug), 'probes.ts')].filter((path) => existsSync(path));
}

const TABLE = '<!-- assignments -->';

function readme(template: string, assignments: readonly Released[]): string {
  const rows = assignments.map(
    ({ manifest: { code, title, slug, file } }) =>
      `| ${code} | [${title}](assignments/${slug}/handout.md) | \`assignments/${slug}/${file}\` | \`npx gradus check ${code.toLowerCase()}\` |`,
  );
  return template.replace(
    TABLE,
    ['| | handout | your file | check it |', '|---|---|---|---|', ...rows].join('\n'),
  );
}
