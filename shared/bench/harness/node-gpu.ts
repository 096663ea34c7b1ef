import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the package `webgpu` is looked for first, and playwright-core: they are the GPU tests' own. */
export const gpuFolder = (root: string): string => join(root, 'shared/test/gpu');

/** Whether an adapter in software will do. Then one is taken also where there is a GPU. */
export const isInSoftware = (): boolean => process.env.GRADUS_SOFTWARE_GPU === '1';

/** What a Node process is told that is to have the GPU, unless it is told otherwise. */
export function nodeGpuEnv(root: string): Record<string, string> {
  const folder = gpuFolder(root);
  const driver = join(folder, 'node_modules/.swiftshader/vk_swiftshader_icd.json');
  const env = { GRADUS_WEBGPU: folder, XDG_RUNTIME_DIR: '/tmp' };
  const all = isInSoftware() && existsSync(driver) ? { ...env, VK_DRIVER_FILES: driver } : env;
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, process.env[name] ?? value]));
}
