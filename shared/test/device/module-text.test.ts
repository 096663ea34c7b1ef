import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';

test('the kernels in the sources are what their AssemblyScript compiles to', () => {
  const root = resolve(__dirname, '../../..');
  const { status, stderr } = spawnSync(process.execPath, ['wasm-kernels.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
