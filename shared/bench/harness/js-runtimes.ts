import type { Jax, JaxTree } from '../peers/jax-api.ts';
import type { Tfjs } from '../peers/tfjs-api.ts';
import type { Case, Gradus, Missing, Place, Work } from '../question.ts';
import { type Checksum, COMPARED, checksumOf } from './checksum.ts';

type Step = () => unknown;

/** One JavaScript library, loaded into this process or worker. */
export interface JsRuntime {
  readonly version: string;
  /** The step of a case, its inputs made. */
  prepare(of: Case): Step | Missing;
  /** Runs a step so often, nothing lazy left undone and nothing left in memory. */
  repeat(step: Step, steps: number): void | Promise<void>;
  /** null: the step gives nothing that can be compared. */
  checksum(step: Step): Checksum | null | Promise<Checksum | null>;
}

/** @throws RuntimeError where there is no GPU and it is to be there */
export function ours(gradus: Gradus, version: string, place: Place = 'cpu'): JsRuntime {
  const { torch } = gradus;
  torch.setDefaultDevice(place);
  const device = torch.getDefaultDevice();
  return {
    version: 'name' in device ? `${version} on ${device.name}` : version,
    prepare: ({ ours: work }) => {
      torch.setNumThreads(1);
      return work(gradus);
    },
    repeat: (step, steps) => {
      repeatNow(step, steps);
      // A GPU works on alone; but what is read of it now comes after all that.
      if (place === 'gpu') torch.ones(1).add(1).item();
    },
    checksum: (step) => {
      const result = step();
      if (typeof result === 'number') return checksumOf([result]);
      if (!torch.isTensor(result)) return null;
      const compared = (result as InstanceType<Gradus['Tensor']>).detach().reshape(-1).at(`:${COMPARED}`);
      return checksumOf(compared.to('cpu').double().tolist() as number[]);
    },
  };
}

function repeatNow(step: Step, steps: number): void {
  for (let i = 0; i < steps; i++) step();
}

/** Operations run when they are called. */
export function tfjsOnCpu(tf: Tfjs): JsRuntime {
  // What a step makes is freed by tidy.
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

/** tfjs computes on the CPU what has fewer elements and was never on the GPU. */
const TFJS_MARK = new Float32Array(1024);

/** Operations are handed to the GPU when they are called, and results awaited. */
export function tfjsOnGpu(tf: Tfjs): JsRuntime {
  const mark = tf.tensor(TFJS_MARK);
  /** tidy, for what is awaited. */
  const scoped = async <T>(run: () => T | Promise<T>): Promise<T> => {
    tf.engine().startScope();
    try {
      return await run();
    } finally {
      tf.engine().endScope();
    }
  };
  return {
    version: tf.version_core,
    prepare: ({ tfjs }) => workOrMissing(tfjs, tf),
    repeat: async (step, steps) => {
      for (let i = 0; i < steps; i++) await scoped(step);
      // What is read now comes after all that.
      await scoped(() => tf.sum(mark).data());
    },
    checksum: (step) =>
      scoped(async () => {
        const result = await step();
        if (typeof result === 'number') return checksumOf([result]);
        return result instanceof tf.Tensor ? checksumOf(await result.data()) : null;
      }),
  };
}

/** @param ahead so many steps may be under way before they are awaited: what nobody awaits is never computed */
export function jaxJs(jax: Jax, version: string, ahead: number): JsRuntime {
  const finished = async (result: JaxTree): Promise<void> => {
    await jax.blockUntilReady(result);
    jax.tree.dispose(result);
  };
  return {
    version,
    prepare: ({ jaxJs }) => workOrMissing(jaxJs, jax),
    repeat: async (step, steps) => {
      const underWay: Promise<void>[] = [];
      for (let i = 0; i < steps; i++) {
        const result = step();
        if (result instanceof Promise) await result;
        else if (typeof result === 'object' && result !== null) underWay.push(finished(result as JaxTree));
        if (underWay.length === ahead) await Promise.all(underWay.splice(0));
      }
      await Promise.all(underWay);
    },
    checksum: async (step) => {
      const result = await step();
      if (typeof result === 'number') return checksumOf([result]);
      if (result instanceof jax.numpy.Array) return checksumOf(await result.data());
      if (typeof result === 'object' && result !== null) jax.tree.dispose(result as JaxTree);
      return null;
    },
  };
}

const workOrMissing = <Api>(work: Work<Api> | Missing, api: Api): Step | Missing =>
  'missing' in work ? work : work(api);
