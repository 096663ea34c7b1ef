import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { test } from '@jest/globals';
import { type Device, torch } from '../../src/index.ts';

const driver = join(__dirname, 'node_modules/.swiftshader/vk_swiftshader_icd.json');

/**
 * The GPU for tests: this machine's own, or where install.sh has put SwiftShader that driver in software, which makes
 * every machine the same. null where there is none; then a skipped test says why.
 */
export function openGpu(): Device | null {
  // The loader of drivers reads the variables of the process itself, of which Jest shows tests a copy.
  const { env } = runInThisContext('process') as NodeJS.Process;
  env.GRADUS_WEBGPU ??= __dirname;
  if (existsSync(driver)) {
    env.VK_DRIVER_FILES ??= driver;
    env.XDG_RUNTIME_DIR ??= '/tmp';
    env.GRADUS_SOFTWARE_GPU ??= '1';
  }
  delete env.GRADUS_GPU;
  try {
    return torch.device('gpu');
  } catch (error) {
    test.skip(`${(error as Error).message} — shared/test/gpu/install.sh installs what it takes`, () => {});
    return null;
  }
}
