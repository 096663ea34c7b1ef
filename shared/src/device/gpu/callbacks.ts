import { noAnswer, unheard } from './complaints.ts';
import type { Class } from './dawn-binary.ts';
import { builtin, mainRealm } from './main-realm.ts';
import { type GPUBuffer, MAP_READ } from './web-gpu.ts';

/** How long the device may take to answer. */
const DEADLINE_MS = 60_000;

/** So many looks come one after another; then the thread sleeps between them. */
const QUICK_LOOKS = 400;
const NAP_MS = 0.1;

/**
 * Dawn's binding for Node calls back through `setImmediate`, which it looks up in the global object of the main realm each
 * time that it has something to wait for. While it is called here another function stands there, which keeps the callback;
 * calling that again and again does what the event loop would do later, so that a promise is settled before
 * the call returns. `util.inspect` sees the value of a settled promise: it hands it to an inspector of ours.
 */
export class Callbacks {
  readonly #waiting: (() => void)[] = [];
  readonly #global = mainRealm();
  /** A word to sleep at; where no memory can be shared, nobody sleeps. */
  readonly #nap = typeof SharedArrayBuffer === 'undefined' ? null : new Int32Array(new SharedArrayBuffer(4));
  readonly #deadlineMs: number;

  constructor(deadlineMs = DEADLINE_MS) {
    this.#deadlineMs = deadlineMs;
  }

  /**
   * What `start` promises, which is of that class; null where it comes to nothing.
   *
   * @throws Unsettled where that cannot be known before the call returns.
   */
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

  /** Whether the first `bytes` bytes of a buffer are mapped now. @throws Unsettled where the device does not answer. */
  mapped(buffer: GPUBuffer, bytes: number): boolean {
    return this.#capturing(() => {
      buffer.mapAsync(MAP_READ, 0, bytes).catch(() => {});
      this.#until(() => buffer.mapState !== 'pending');
      return buffer.mapState === 'mapped';
    });
  }

  #capturing<Result>(run: () => Result): Result {
    const own = this.#global.setImmediate;
    // A program that has frozen its globals keeps the one it has; then nothing is heard here.
    Reflect.set(this.#global, 'setImmediate', (callback: () => void): object => {
      this.#waiting.push(callback);
      return {};
    });
    try {
      return run();
    } finally {
      Reflect.set(this.#global, 'setImmediate', own);
    }
  }

  #until(isDone: () => boolean): void {
    const start = performance.now();
    for (let looks = 0; !isDone(); looks++) {
      // It waits for the event loop, to which the program does not come before this returns.
      if (this.#waiting.length === 0) throw unheard();
      for (const callback of this.#waiting.splice(0)) callback();
      if (looks < QUICK_LOOKS) continue;
      if (this.#nap !== null) Atomics.wait(this.#nap, 0, 0, NAP_MS);
      if (performance.now() - start > this.#deadlineMs) throw noAnswer(this.#deadlineMs / 1000);
    }
  }
}

/** The value of a fulfilled promise for an object of that class; null where it is none yet. */
export function fulfilled<Value extends object>(promise: Promise<unknown>, prototype: object): Value | null {
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
