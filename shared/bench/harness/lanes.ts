import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RuntimeName } from '../question.ts';
import type { Lane, Lanes } from './measure-question.ts';

const PYTHONS = ['python3', '/usr/bin/python3'];

/** Where each library is on this machine: ours first, whose results the others' are compared with. */
export function findLanes(root: string, questionFile: string): Lanes {
  const js = (name: RuntimeName): Lane => ({
    command: {
      program: process.execPath,
      args: [join(root, 'dist/bench/worker.mjs'), name, questionFile, root],
      cwd: root,
    },
  });
  const peer = (name: RuntimeName, folder: string): Lane =>
    existsSync(join(root, 'shared/bench/peers/node_modules', folder))
      ? js(name)
      : { absent: 'not installed: npm run bench -- --install' };
  return new Map<RuntimeName, Lane>([
    ['ours', js('ours')],
    ['pytorch', pytorch(root)],
    ['tfjsWasm', peer('tfjsWasm', '@tensorflow/tfjs-backend-wasm')],
    ['tfjsCpu', peer('tfjsCpu', '@tensorflow/tfjs')],
    ['jaxJs', peer('jaxJs', '@jax-js/jax')],
  ]);
}

let python: string | null | undefined;

function pytorch(root: string): Lane {
  python ??= PYTHONS.find((name) => spawnSync(name, ['-c', 'import torch']).status === 0) ?? null;
  if (python === null)
    return { absent: `no PyTorch: none of ${PYTHONS.join(', ')} imports torch (Debian: python3-torch)` };
  const args = [join(root, 'shared/bench/peers/pytorch-worker.py')];
  return { command: { program: python, args, cwd: root } };
}
