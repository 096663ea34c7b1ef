import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Jax } from '../peers/jax-api.ts';
import type { Tfjs, TfjsWasm } from '../peers/tfjs-api.ts';
import type { Gradus, Place } from '../question.ts';
import { type JsRuntime, jaxJs, ours, tfjsOnCpu } from './js-runtimes.ts';

/** What a process can be: a library, and where it computes. */
export type NodeRuntimeName = 'ours' | 'oursOnGpu' | 'tfjsWasm' | 'tfjsCpu' | 'jaxJs';

export function loadInNode(name: NodeRuntimeName, root: string): Promise<JsRuntime> {
  switch (name) {
    case 'ours':
      return loadOurs(root, 'cpu');
    case 'oursOnGpu':
      return loadOurs(root, 'gpu');
    case 'tfjsWasm':
      return loadTfjs(root, 'wasm');
    case 'tfjsCpu':
      return loadTfjs(root, 'cpu');
    case 'jaxJs':
      return loadJax(root);
    default:
      throw new Error(`bench: no runtime is called '${name satisfies never}'`);
  }
}

async function loadOurs(root: string, place: Place): Promise<JsRuntime> {
  const gradus = (await import(pathToFileURL(join(root, 'dist/torch.js')).href)) as Gradus;
  return ours(gradus, versionIn(root), place);
}

async function loadTfjs(root: string, backend: 'wasm' | 'cpu'): Promise<JsRuntime> {
  const require = createRequire(join(root, 'shared/bench/peers/package.json'));
  const tf = require('@tensorflow/tfjs') as Tfjs;
  if (backend === 'wasm') {
    const wasm = require('@tensorflow/tfjs-backend-wasm') as TfjsWasm;
    wasm.setThreadsCount(1);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no backend '${backend}' here`);
  await tf.ready();
  return tfjsOnCpu(tf);
}

async function loadJax(root: string): Promise<JsRuntime> {
  const require = createRequire(join(root, 'shared/bench/peers/package.json'));
  const jax = require('@jax-js/jax') as Jax;
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  return jaxJs(jax, versionIn(join(root, 'shared/bench/peers/node_modules/@jax-js/jax')), 1);
}

export function versionIn(folder: string): string {
  const require = createRequire(join(folder, 'package.json'));
  return (require('./package.json') as { version: string }).version;
}
