import { masked, noAdapter, noAnswer, noPackage, onlySoftware, unavailable } from './complaints.ts';
import type { Connection } from './connection.ts';
import {
  type GPU,
  type GPUAdapter,
  type GPUBuffer,
  type GPUDevice,
  type GPUDeviceLostInfo,
  MAP_READ,
} from './web-gpu.ts';

/*
 * WebGPU in Node: Dawn, from the optional package `webgpu`, without an await.
 *
 * Dawn's binding for Node calls back through `setImmediate`, which it looks up in the global object of the main realm each
 * time that it has something to wait for. While it is called here another function stands there, which keeps the callback;
 * calling that again and again does what the event loop would do later, so that a promise is settled before
 * the call returns. `util.inspect` sees the value of a settled promise: it hands it to an inspector of ours.
 */

/** How long the device may take to answer. */
const DEADLINE_MS = 60_000;

/** So many looks come one after another; then the thread sleeps between them. */
const QUICK_LOOKS = 400;
const NAP_MS = 0.1;

/** What Dawn's binary exports. */
interface Dawn {
  create(flags: readonly string[]): GPU;
  readonly globals: Readonly<Record<'GPUAdapter' | 'GPUDevice' | 'GPUDeviceLostInfo', Class>>;
}

type Class = { readonly prototype: object };

/** The globals of the program itself: where code runs in a realm of its own, as under Jest, that has others. */
function mainRealm(): { setImmediate: unknown; readonly process: NodeJS.Process } {
  return builtin('vm').runInThisContext('globalThis');
}

/** Parts of Node are asked for by name: this code must not make a browser's bundle look for them. */
const builtin = process.getBuiltinModule;

/** Dawn itself, which must outlive its devices. What it calls back with is about all of them. */
let opened: { readonly gpu: GPU; readonly callbacks: Callbacks } | undefined;

/**
 * Opens the fastest adapter.
 *
 * @throws RuntimeError where the package or a driver is missing, or the device does not compute.
 */
export function openDawn(): Connection {
  const { env, platform } = mainRealm().process;
  if (env.GRADUS_GPU === 'off') throw masked();
  const dawn = loadDawn();
  opened ??= { gpu: dawn.create([]), callbacks: new Callbacks() };
  const { gpu, callbacks } = opened;
  const adapter = callbacks.settled<GPUAdapter>(
    () => gpu.requestAdapter({ powerPreference: 'high-performance' }),
    dawn.globals.GPUAdapter,
  );
  if (adapter === null) throw noAdapter(platform);
  const { vendor, architecture, description } = adapter.info;
  const name = [vendor, architecture, description].filter((part) => part !== '').join(' ');
  const isSoftware = adapter.info.isFallbackAdapter === true;
  if (isSoftware && env.GRADUS_SOFTWARE_GPU !== '1') {
    warnOfSoftware(name);
    throw onlySoftware(name);
  }
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const device = callbacks.settled<GPUDevice>(
    () => adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } }),
    dawn.globals.GPUDevice,
  );
  if (device === null) throw unavailable(`the driver refused to open ${name}`, 'Is it up to date?');
  // Without this Node crashes at its exit in one run of five.
  mainRealm().process.on('exit', () => device.destroy());
  return {
    device,
    name,
    isSoftware,
    map: (buffer, bytes) => {
      try {
        return callbacks.mapped(buffer, bytes);
      } catch (error) {
        // It may be at work for ever, and the buffer waits for it: what comes later is told that the device is gone.
        device.destroy();
        throw error;
      }
    },
    lostReason: () => {
      const info = fulfilled<GPUDeviceLostInfo>(device.lost, dawn.globals.GPUDeviceLostInfo.prototype);
      return info === null ? null : `${info.reason} ${info.message}`.trim();
    },
    collectGarbage,
  };
}

/**
 * Weak references that were made or looked at keep their targets for as long as the current job lasts, which may be all of
 * the program. A context with a queue of its own for microtasks ends a job when it has evaluated something.
 */
function collectGarbage(): void {
  collector ??= newCollector();
  builtin('vm').runInContext('', collector.context);
  collector.collect();
}

interface Collector {
  readonly context: object;
  readonly collect: () => void;
}

let collector: Collector | undefined;

function newCollector(): Collector {
  const { createContext, runInNewContext } = builtin('vm');
  // A context made from now on has the function; Node's own options stay as they are.
  builtin('v8').setFlagsFromString('--expose-gc');
  return { context: createContext({}, { microtaskMode: 'afterEvaluate' }), collect: runInNewContext('gc') };
}

let hasWarned = false;

/** Says once why a machine on which WebGPU works counts as one without a GPU. */
function warnOfSoftware(name: string): void {
  if (hasWarned) return;
  hasWarned = true;
  console.warn(`UserWarning: ${onlySoftware(name).message}`);
}

/** The callbacks of Dawn, called here instead of by the event loop. */
class Callbacks {
  readonly #waiting: (() => void)[] = [];
  readonly #global = mainRealm();
  readonly #nap = new Int32Array(new SharedArrayBuffer(4));

  /** What `start` promises, which is of that class; null where it comes to nothing. */
  settled<Value extends object>(start: () => Promise<unknown>, { prototype }: Class): Value | null {
    return this.#capturing(() => {
      const promise = start();
      promise.catch(() => {});
      let value = fulfilled<Value>(promise, prototype);
      this.#until(() => {
        value ??= fulfilled<Value>(promise, prototype);
        return value !== null || !isPending(promise);
      });
      return value;
    });
  }

  mapped(buffer: GPUBuffer, bytes: number): boolean {
    return this.#capturing(() => {
      buffer.mapAsync(MAP_READ, 0, bytes).catch(() => {});
      this.#until(() => buffer.mapState !== 'pending');
      return buffer.mapState === 'mapped';
    });
  }

  #capturing<Result>(run: () => Result): Result {
    const own = this.#global.setImmediate;
    this.#global.setImmediate = (callback: () => void): object => {
      this.#waiting.push(callback);
      return {};
    };
    try {
      return run();
    } finally {
      this.#global.setImmediate = own;
    }
  }

  #until(isDone: () => boolean): void {
    const start = performance.now();
    for (let looks = 0; !isDone(); looks++) {
      for (const callback of this.#waiting.splice(0)) callback();
      if (looks < QUICK_LOOKS) continue;
      Atomics.wait(this.#nap, 0, 0, NAP_MS);
      if (performance.now() - start > DEADLINE_MS) {
        throw noAnswer(DEADLINE_MS / 1000);
      }
    }
  }
}

/** The value of a fulfilled promise for an object of that class; null where it is none yet. */
function fulfilled<Value extends object>(promise: Promise<unknown>, prototype: object): Value | null {
  const { inspect } = builtin('util');
  let value: Value | null = null;
  const inspector = {
    configurable: true,
    value(this: Value): string {
      value = this;
      return '';
    },
  };
  Object.defineProperty(prototype, inspect.custom, inspector);
  inspect(promise);
  Reflect.deleteProperty(prototype, inspect.custom);
  return value;
}

function isPending(promise: Promise<unknown>): boolean {
  return builtin('util').inspect(promise, { depth: -1 }).includes('<pending>');
}

/** The binary itself: the package's own entry is an ES module, which nothing can load and wait for. */
function loadDawn(): Dawn {
  const { createRequire } = builtin('module');
  const { join } = builtin('path');
  const { env, arch, platform, cwd } = mainRealm().process;
  const folders = [env.GRADUS_WEBGPU ?? cwd(), placeOfThisFile()];
  const require = folders
    .map((folder) => createRequire(join(folder, 'any.js')))
    .find((require) => resolved(require, 'webgpu/package.json') !== null);
  if (require === undefined) throw noPackage();
  const manifest = require.resolve('webgpu/package.json');
  const { version } = require(manifest) as { version: string };
  if (!/^0\.6\./.test(version)) {
    throw unavailable(`the package "webgpu" is ${version}, not 0.6`, 'npm install webgpu@0.6.');
  }
  const binary = join(
    manifest,
    '..',
    'dist',
    `${platform}-${platform === 'darwin' ? 'universal' : arch}`,
    'dawn.node',
  );
  if (!builtin('fs').existsSync(binary)) {
    throw unavailable(
      `the package "webgpu" has nothing for ${platform} on ${arch}`,
      'Is there another computer?',
    );
  }
  return require(binary) as Dawn;
}

/** The folder of the file that this code is in. */
function placeOfThisFile(): string {
  return __dirname;
}

function resolved(require: NodeJS.Require, name: string): string | null {
  try {
    return require.resolve(name);
  } catch {
    return null;
  }
}
