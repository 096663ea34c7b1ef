import { noPackage, unavailable } from './complaints.ts';
import { builtin, mainRealm } from './main-realm.ts';
import type { GPU } from './web-gpu.ts';

/** What Dawn's binary exports. */
export interface Dawn {
  create(flags: readonly string[]): GPU;
  readonly globals: Readonly<Record<'GPUAdapter' | 'GPUDevice' | 'GPUDeviceLostInfo', Class>>;
}

export type Class = { readonly prototype: object };

/**
 * Where the binary of the package `webgpu` lies. It is loaded by itself: the package's own entry is an ES module, which
 * nothing can load and wait for.
 *
 * @throws RuntimeError where there is none for this machine.
 */
export function findDawn(): string {
  const { createRequire } = builtin('module');
  const { join } = builtin('path');
  const { env, arch, platform, cwd } = mainRealm().process;
  const folders = [env.GRADUS_WEBGPU ?? cwd(), placeOfThisFile()];
  const require = folders
    .map((folder) => createRequire(join(folder, 'any.js')))
    .find((require) => resolved(require, 'webgpu/package.json') !== null);
  if (require === undefined) throw noPackage();
  const manifest = require.resolve('webgpu/package.json');
  const { version } = require(manifest) as { version: string };
  if (!/^0\.6\./.test(version)) {
    throw unavailable(`the package "webgpu" is ${version}, not 0.6`, 'npm install webgpu@0.6.');
  }
  const folder = `${platform}-${platform === 'darwin' ? 'universal' : arch}`;
  const binary = join(manifest, '..', 'dist', folder, 'dawn.node');
  if (builtin('fs').existsSync(binary)) return binary;
  throw unavailable(
    `the package "webgpu" has nothing for ${platform} on ${arch}`,
    'Is there another computer?',
  );
}

/** @throws RuntimeError where the system refuses it: what it is linked with is not there, or programs may load no binaries. */
export function loadDawn(binary: string): Dawn {
  try {
    return builtin('module').createRequire(binary)(binary);
  } catch (error) {
    throw unavailable(
      `the package "webgpu" cannot be loaded: ${(error as Error).message}`,
      'npm install webgpu@0.6, on this very system?',
    );
  }
}

/** The folder of the file that this code is in. */
function placeOfThisFile(): string {
  return __dirname;
}

function resolved(require: NodeJS.Require, name: string): string | null {
  try {
    return require.resolve(name);
  } catch {
    return null;
  }
}
