import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** As much of playwright-core as is used. It is installed only where `shared/test/gpu/install.sh` has been run. */
export interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser>;
  };
}

export interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface Page {
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/** From a folder that it is installed in. Not by Jest, which would translate all of it. */
export function loadPlaywright(folder: string): Playwright | undefined {
  const path = join(folder, 'node_modules/playwright-core');
  if (!existsSync(path)) return undefined;
  return process.getBuiltinModule('module').createRequire(join(folder, 'any.js'))(path);
}
