import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An installed copy of Gradus: its built parts, and where assignments and suites stand. */
export interface Kit {
  readonly root: string;
  /** The built files that run as processes of their own, or inside them. */
  readonly dist: {
    readonly torch: string;
    /** The code of the GPU's device, which the runtime loads when one is opened. */
    readonly gpu: string;
    readonly plots: string;
    readonly host: string;
    /** The program that becomes the startup snapshot of a host; a student's kit has none. */
    readonly hostInSnapshot: string;
    readonly transpiler: string;
    readonly engine: string;
    readonly mutate: string;
  };
  readonly versions: Readonly<Record<'gradus' | 'node', string>>;
}

/** The kit whose `package.json` stands in `root`. */
export function kitAt(root: string): Kit {
  const dist = join(root, 'dist');
  return {
    root,
    dist: {
      torch: join(dist, 'torch.js'),
      gpu: join(dist, 'gpu.cjs'),
      plots: join(dist, 'plots.js'),
      host: join(dist, 'host.js'),
      hostInSnapshot: join(dist, 'host-in-snapshot.cjs'),
      transpiler: join(dist, 'transpile.js'),
      engine: join(dist, 'engine.js'),
      mutate: join(dist, 'mutate.js'),
    },
    versions: { gradus: packageVersion(root), node: process.versions.node },
  };
}

function packageVersion(root: string): string {
  const declared: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const hasVersion = typeof declared === 'object' && declared !== null && 'version' in declared;
  return hasVersion ? String(declared.version) : 'unknown';
}

export const assignmentsDir = (kit: Kit): string => join(kit.root, 'assignments');
export const manifestPath = (kit: Kit, slug: string): string =>
  join(kit.root, 'assignments', slug, 'manifest.json');
export const visibleSuitePath = (kit: Kit, slug: string): string =>
  join(kit.root, 'assignments', slug, 'visible.test.ts');
export const suiteDir = (kit: Kit, slug: string): string => join(kit.root, 'grader', 'suites', slug);
export const solutionDir = (kit: Kit, slug: string): string => join(kit.root, 'solutions', slug);
