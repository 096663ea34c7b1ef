/** What the host can be asked to do, one function per verb; `wire.ts` says what each is given. */
import { forbid } from './forbid.ts';
import { append, apply, bareList, createBare, getOwnPropertyDescriptor } from './primordials.ts';
import { bridgeTo, type RuntimeBridge, setDefaultDevice } from './runtime-bridge.ts';
import { sameValue } from './same-value.ts';
import type { Handle, Value } from './types.ts';
import { BodyReader, BodyWriter } from './value-body.ts';
import { decodeValue, encodeValue } from './values.ts';
import type { RefusalReason, Request } from './wire.ts';

/** Fields of the reply's header beside `id` and `ok`, and the bytes of its tensors. */
export interface Answer {
  readonly fields: Record<string, unknown>;
  readonly body: Uint8Array;
}

/** Not given for a reason of ours, as opposed to what student code throws. */
export class Refused extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

export const NO_BYTES = new Uint8Array(0);
const NOTHING: Answer = { fields: createBare({}), body: NO_BYTES };

type VerbTable = {
  [V in Request['verb']]: (request: Request & { verb: V }, body: Uint8Array) => Answer | Promise<Answer>;
};

/** How the files of a stage become modules, by URL. */
export interface Modules {
  import(url: string): Promise<object>;
  /** The runtime: the exports of the stage's `torch.js`. */
  runtime(url: string): Promise<object>;
}

/** The verbs over one stage. `entry` is the student's file and `probesEntry` the assignment's, as paths inside it. */
export function verbsFor(
  stageUrl: string,
  entry: string,
  probesEntry: string | undefined,
  modules: Modules,
): VerbTable {
  let bridge: RuntimeBridge | undefined;
  let submission: object | undefined;
  let probes: object | undefined;
  let nextHandle = 0;
  /** Functions of the student's that the other side may name. */
  const handles: Record<number, unknown> = createBare({});

  function ready(): RuntimeBridge {
    if (bridge === undefined) throw new TypeError('no runtime: prepare comes first');
    return bridge;
  }

  function exported(module: object | undefined, name: string): unknown {
    if (module === undefined) throw new TypeError('nothing is loaded that could have exports');
    // Asking for a binding that was never initialised throws: the student's error, with the engine's words.
    const property = getOwnPropertyDescriptor(module, name);
    if (property === undefined) throw new Refused('no-export');
    return property.value;
  }

  function held(id: number): unknown {
    if (!(id in handles)) throw new Refused('lost-handle');
    return handles[id];
  }

  function hold(found: unknown): Handle {
    const id = nextHandle++;
    handles[id] = found;
    return { kind: 'handle', id, describes: 'function' };
  }

  /** An argument as it is now. A handle stands for the same object, whatever the call did to that. */
  function argumentNow(given: Value, received: unknown): Value {
    return typeof received === 'function' ? given : ready().fromStudent(received);
  }

  return {
    async prepare({ forbids, firstHandle, device }) {
      const runtime = await modules.runtime(`${stageUrl}torch.js`);
      bridge = bridgeTo(runtime);
      if (device !== undefined) setDefaultDevice(runtime, device);
      forbid(runtime, forbids);
      nextHandle = firstHandle;
      // Before the submission, so that nothing of it can be in their way while they load.
      if (probesEntry !== undefined) probes = await modules.import(stageUrl + probesEntry);
      return NOTHING;
    },

    async load() {
      submission = await modules.import(stageUrl + entry);
      return NOTHING;
    },

    call({ on, name, args, after }, bytes) {
      const { toStudent, fromStudent } = ready();
      const reader = new BodyReader(bytes);
      const given: Value[] = [];
      // Two lists of the same arguments: the function may change the one that is its `arguments`.
      const received: unknown[] = [];
      const passed: unknown[] = [];
      if (on === 'probes') append(passed, submission);
      for (let i = 0; i < args.length; i++) {
        const value = decodeValue(args[i], reader);
        append(given, value);
        append(received, toStudent(value, held));
        append(passed, received[i]);
      }
      reader.finish();
      const called = exported(on === 'probes' ? probes : submission, name);
      if (typeof called !== 'function') throw new Refused('not-a-function');

      const writer = new BodyWriter();
      const value = encodeValue(fromStudent(apply(called, undefined, passed)), writer);
      const unchanged = bareList<boolean>();
      const afterwards = bareList<unknown>();
      for (let i = 0; i < args.length; i++) {
        const now = argumentNow(given[i], received[i]);
        unchanged[i] = sameValue(given[i], now);
        if (after) afterwards[i] = encodeValue(now, writer);
      }
      return { fields: createBare({ value, unchanged, after: afterwards }), body: writer.finish() };
    },

    get({ name }) {
      const found = exported(submission, name);
      const writer = new BodyWriter();
      const value = typeof found === 'function' ? hold(found) : ready().fromStudent(found);
      return { fields: createBare({ value: encodeValue(value, writer) }), body: writer.finish() };
    },

    free({ handle }) {
      delete handles[handle];
      return NOTHING;
    },
  };
}
