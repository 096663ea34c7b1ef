import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Jax, JaxTree } from '../peers/jax-api.ts';
import type { Tfjs, TfjsWasm } from '../peers/tfjs-api.ts';
import type { Case, Gradus, Missing, RuntimeName, Work } from '../question.ts';
import { type Checksum, checksumOf } from './checksum.ts';

type Step = () => unknown;

/** One JavaScript library, loaded into this process. */
export interface JsRuntime {
  readonly version: string;
  /** The step of a case, its inputs made. */
  prepare(of: Case): Step | Missing;
  /** Runs a step so often, nothing lazy left undone and nothing left in memory. */
  repeat(step: Step, steps: number): void | Promise<void>;
  /** null: the step gives nothing that can be compared. */
  checksum(step: Step): Checksum | null;
}

export type JsRuntimeName = Exclude<RuntimeName, 'pytorch'>;

export function loadJsRuntime(name: JsRuntimeName, root: string): Promise<JsRuntime> {
  switch (name) {
    case 'ours':
      return loadOurs(root);
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

async function loadOurs(root: string): Promise<JsRuntime> {
  const gradus = (await import(pathToFileURL(join(root, 'dist/torch.js')).href)) as Gradus;
  return ours(gradus, versionIn(root));
}

export function ours(gradus: Gradus, version: string): JsRuntime {
  return {
    version,
    prepare: ({ ours: work }) => {
      gradus.torch.setNumThreads(1);
      return work(gradus);
    },
    repeat: repeatNow,
    checksum: (step) => {
      const result = step();
      if (typeof result === 'number') return checksumOf([result]);
      if (!gradus.torch.isTensor(result)) return null;
      return checksumOf(
        (result as InstanceType<Gradus['Tensor']>).detach().double().reshape(-1).tolist() as number[],
      );
    },
  };
}

function repeatNow(step: Step, steps: number): void {
  for (let i = 0; i < steps; i++) step();
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
  // Operations run when they are called; tidy frees their results.
  const freed = (step: Step) => (): void =>
    tf.tidy(() => {
      step();
    });
  return {
    version: tf.version_core,
    prepare: ({ tfjs }) => workOrMissing(tfjs, tf),
    repeat: (step, steps) => repeatNow(freed(step), steps),
    checksum: (step) =>
      tf.tidy(() => {
        const result = step();
        if (typeof result === 'number') return checksumOf([result]);
        return result instanceof tf.Tensor ? checksumOf(result.dataSync()) : null;
      }),
  };
}

async function loadJax(root: string): Promise<JsRuntime> {
  const require = createRequire(join(root, 'shared/bench/peers/package.json'));
  const jax = require('@jax-js/jax') as Jax;
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  return {
    version: versionIn(join(root, 'shared/bench/peers/node_modules/@jax-js/jax')),
    prepare: ({ jaxJs }) => workOrMissing(jaxJs, jax),
    repeat: async (step, steps) => {
      for (let i = 0; i < steps; i++) {
        const result = step();
        if (typeof result !== 'object' || result === null) continue;
        await jax.blockUntilReady(result as JaxTree);
        jax.tree.dispose(result as JaxTree);
      }
    },
    checksum: (step) => {
      const result = step();
      if (typeof result === 'number') return checksumOf([result]);
      if (result instanceof jax.numpy.Array) return checksumOf(result.dataSync());
      if (typeof result === 'object' && result !== null) jax.tree.dispose(result as JaxTree);
      return null;
    },
  };
}

const workOrMissing = <Api>(work: Work<Api> | Missing, api: Api): Step | Missing =>
  'missing' in work ? work : work(api);

function versionIn(folder: string): string {
  const require = createRequire(join(folder, 'package.json'));
  return (require('./package.json') as { version: string }).version;
}
