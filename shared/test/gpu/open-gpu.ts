import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { test } from '@jest/globals';
import { type Device, torch } from '../../src/index.ts';

const driver = join(__dirname, 'node_modules/.swiftshader/vk_swiftshader_icd.json');

/** The variables of the process itself, which the loader of drivers reads: Jest shows tests a copy of them. */
export const { env: environment } = runInThisContext('process') as NodeJS.Process;

/**
 * The GPU for tests: this machine's own, or where install.sh has put SwiftShader that driver in software, which makes
 * every machine the same. null where there is none; then a skipped test says why.
 */
export function openGpu(): Device | null {
  environment.GRADUS_WEBGPU ??= __dirname;
  if (existsSync(driver)) {
    environment.VK_DRIVER_FILES ??= driver;
    environment.XDG_RUNTIME_DIR ??= '/tmp';
    environment.GRADUS_SOFTWARE_GPU ??= '1';
  }
  delete environment.GRADUS_GPU;
  // What a test starts inherits Jest's copy.
  delete process.env.GRADUS_GPU;
  Object.assign(process.env, environment);
  try {
    return torch.device('gpu');
  } catch (error) {
    test.skip(`${(error as Error).message} — shared/test/gpu/install.sh installs what it takes`, () => {});
    return null;
  }
}
