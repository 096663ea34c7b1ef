import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Place, RuntimeName } from '../question.ts';
import type { BenchBrowser, PageRuntimeName } from './bench-browser.ts';
import type { NodeRuntimeName } from './load-in-node.ts';
import type { Lane, Lanes } from './measure-question.ts';
import { nodeGpuEnv } from './node-gpu.ts';
import { RuntimeProcess } from './runtime-process.ts';

const PYTHONS = ['python3', '/usr/bin/python3'];

/** Where each library is on this machine: ours first, whose results the others' are compared with. */
export function findLanes(root: string, questionFile: string, place: Place, browser: BenchBrowser): Lanes {
  const js = (name: NodeRuntimeName, env: Record<string, string> = {}): Lane => {
    const args = [join(dirname(questionFile), 'worker.mjs'), name, questionFile, root];
    return { start: () => RuntimeProcess.start({ program: process.execPath, args, cwd: root, env }) };
  };
  const peer = (folder: string, lane: Lane): Lane =>
    existsSync(join(root, 'shared/bench/peers/node_modules', folder))
      ? lane
      : { absent: 'not installed: npm run bench -- --install' };
  if (place === 'gpu') {
    const inPage = (name: PageRuntimeName): Lane => ({ start: () => browser.start(name, questionFile) });
    return new Map<RuntimeName, Lane>([
      ['ours', js('oursOnGpu', nodeGpuEnv(root))],
      ['oursOnCpu', js('ours')],
      ['pytorch', pytorch(root, 'cuda')],
      ['oursInBrowser', inPage('oursInBrowser')],
      ['jaxJsWebgpu', peer('@jax-js/jax', inPage('jaxJsWebgpu'))],
      ['tfjsWebgpu', peer('@tensorflow/tfjs-backend-webgpu', inPage('tfjsWebgpu'))],
    ]);
  }
  return new Map<RuntimeName, Lane>([
    ['ours', js('ours')],
    ['pytorch', pytorch(root, 'cpu')],
    ['tfjsWasm', peer('@tensorflow/tfjs-backend-wasm', js('tfjsWasm'))],
    ['tfjsCpu', peer('@tensorflow/tfjs', js('tfjsCpu'))],
    ['jaxJs', peer('@jax-js/jax', js('jaxJs'))],
  ]);
}

/** Whether PyTorch is there: a Python program that ends well if it is. */
const CHECKS = { cpu: 'import torch', cuda: 'import torch; assert torch.cuda.is_available()' };
const WANTING = {
  cpu: `no PyTorch: none of ${PYTHONS.join(', ')} imports torch (Debian: python3-torch)`,
  cuda: `no PyTorch with CUDA: torch.cuda.is_available() in none of ${PYTHONS.join(', ')}`,
};

/** Found once: every look starts a Python. */
const pythons = new Map<keyof typeof CHECKS, string | undefined>();

function pytorch(root: string, device: keyof typeof CHECKS): Lane {
  if (!pythons.has(device)) {
    const python = PYTHONS.find((name) => spawnSync(name, ['-c', CHECKS[device]]).status === 0);
    pythons.set(device, python);
  }
  const found = pythons.get(device);
  if (found === undefined) return { absent: WANTING[device] };
  const args = [join(root, 'shared/bench/peers/pytorch-worker.py'), device];
  return { start: () => RuntimeProcess.start({ program: found, args, cwd: root }) };
}
