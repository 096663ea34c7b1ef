/** A submission's process as suites use it: restarted after it was killed, and limited in all together. */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FrameError } from './frames.ts';
import { brokenProtocol, HostFailure, outOfTime, refusalOf } from './host-failure.ts';
import { HostProcess } from './host-process.ts';
import { idleDataBytes } from './idle-memory.ts';
import { confine, LAYERS } from './isolation.ts';
import { readCallReply, readReply, readValue } from './reply.ts';
import { type SourceLines, sourceLines } from './source-lines.ts';
import type {
  CallReply,
  DefaultDevice,
  Handle,
  Host,
  HostUsage,
  Isolation,
  Limits,
  Stage,
  StudentError,
  Value,
} from './types.ts';
import { BodyWriter, ValueError } from './value-body.ts';
import { encodeValue } from './values.ts';
import type { Request, ThrownError } from './wire.ts';

/** The built files that the sandbox runs. */
export interface SandboxPaths {
  readonly host: string;
}

export interface LaunchOptions {
  readonly isolation: Isolation;
  readonly limits: Limits;
  readonly paths: SandboxPaths;
  /** Where tensors are made unless the code says otherwise. At level 0 alone, for our own code; its stage has the device. */
  readonly device?: DefaultDevice | undefined;
}

/** A host in a process of its own. */
export interface LaunchedHost extends Host {
  /** Lets go of what a handle stands for. */
  free(handle: Handle): Promise<void>;
}

/** Our own part of the start: the runtime is loaded, no student code is. */
const PREPARE_MS = 10_000;
const MEGABYTE = 2 ** 20;
/** Typed arrays may take as much again as the heap; the rest is what Node's own threads and tables grow by. */
const DATA_PER_HEAP = 2;
const DATA_SLACK_MB = 128;
const HANDLE_RANGE = 2 ** 40;
const NO_BYTES = new Uint8Array(0);

type Reader<T> = (fields: Readonly<Record<string, unknown>>, body: Uint8Array) => T;

/**
 * Starts a host and loads the submission. Resolves even when the submission fails to load: every request then
 * rejects with that failure. Rejects with an ordinary error when the host itself could not be started.
 */
export async function launchHost(stage: Stage, options: LaunchOptions): Promise<LaunchedHost> {
  const { device, isolation } = options;
  if (device !== undefined && isolation.level > 0) {
    throw new TypeError(
      `a host at level ${isolation.level} has no '${device}': only our own code at level 0 has one`,
    );
  }
  const host = new SubmissionHost(stage, options);
  await host.start();
  return host;
}

/** A driver is found by variables of the environment, and its package from the folder that this process was started in. */
function driverEnvironment(): NodeJS.ProcessEnv {
  return { GRADUS_WEBGPU: process.cwd(), ...process.env };
}

class SubmissionHost implements LaunchedHost {
  readonly #stage: Stage;
  readonly #options: LaunchOptions;
  #process: HostProcess | undefined;
  /** CPU time of the process when it began to run student code. */
  #cpuAtStart = 0;
  /** The top level of a file does the same every time, so it is not tried again. */
  #loadFailure: HostFailure | undefined;
  /** Used by processes that are gone. */
  #spentMs = 0;
  #spentOutputBytes = 0;
  #restarts = 0;
  #killed = 0;
  #closed = false;
  #sourceLines: SourceLines | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(stage: Stage, options: LaunchOptions) {
    this.#stage = stage;
    this.#options = options;
  }

  call(
    name: string,
    args: readonly Value[],
    options?: { readonly argumentsAfter?: boolean },
  ): Promise<CallReply> {
    return this.#call('submission', name, args, options?.argumentsAfter ?? false);
  }

  probe(name: string, args: readonly Value[]): Promise<CallReply> {
    return this.#call('probes', name, args, false);
  }

  #call(
    on: 'submission' | 'probes',
    name: string,
    args: readonly Value[],
    after: boolean,
  ): Promise<CallReply> {
    return this.#inTurn(async () => {
      const body = new BodyWriter();
      const encoded = args.map((value) => encodeValue(value, body));
      const request = { verb: 'call', on, name, args: encoded, after } as const;
      return this.#ask(request, body.finish(), (fields, bytes) =>
        readCallReply(fields, bytes, args.length, after),
      );
    });
  }

  get(name: string): Promise<Value> {
    return this.#inTurn(() => this.#ask({ verb: 'get', name }, NO_BYTES, readValue));
  }

  free(handle: Handle): Promise<void> {
    return this.#inTurn(() => this.#ask({ verb: 'free', handle: handle.id }, NO_BYTES, () => undefined));
  }

  async close(): Promise<HostUsage> {
    this.#closed = true;
    await this.#discard();
    await this.#last.catch(() => {});
    return {
      cpuMs: this.#spentMs,
      outputBytes: this.#spentOutputBytes,
      restarts: this.#restarts,
      killed: this.#killed,
    };
  }

  /** Runs requests one after the other. */
  #inTurn<T>(request: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(request);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #ask<T>(request: Request, body: Uint8Array, read: Reader<T>): Promise<T> {
    return this.#exchange(await this.#ready(), request, body, this.#callLimitMs(), read);
  }

  #callLimitMs(): number {
    const { limits } = this.#options;
    const leftMs = limits.totalMs - this.#usedMs();
    if (leftMs <= 0) throw outOfTime(limits);
    return Math.min(limits.callMs, leftMs);
  }

  #usedMs(): number {
    return this.#spentMs + (this.#process ? this.#process.cpuMs() - this.#cpuAtStart : 0);
  }

  /** A process that has loaded the submission. */
  async #ready(): Promise<HostProcess> {
    const { limits } = this.#options;
    if (this.#closed) throw new Error('the host is closed');
    if (this.#loadFailure) throw this.#loadFailure;
    const process = this.#process;
    if (process && !process.failure) return process;
    if (process) {
      // It ended between two requests, and nobody has been told.
      await this.#discard();
      throw process.failure;
    }
    if (this.#restarts >= limits.restarts) {
      throw new HostFailure('not-run', 'was not called: the process had to be restarted too often');
    }
    this.#restarts += 1;
    await this.start();
    return this.#ready();
  }

  /** Starts a process and loads the submission in it. */
  async start(): Promise<void> {
    const { limits } = this.#options;
    const process = new HostProcess(await this.#command(), this.#stage.dir, limits);
    this.#process = process;
    await this.#prepare(process);
    this.#cpuAtStart = process.exactCpuMs();
    try {
      await this.#exchange(process, { verb: 'load' }, NO_BYTES, limits.loadMs, () => undefined);
    } catch (failure) {
      if (!(failure instanceof HostFailure)) throw failure;
      this.#loadFailure = failure;
      await this.#discard();
    }
  }

  async #command() {
    const { isolation, limits, paths, device } = this.#options;
    const { dir, entry, probes, snapshot } = this.#stage;
    const bounded = isolation.layers.includes(LAYERS.limits);
    const allowedBytes = (DATA_PER_HEAP * limits.heapMb + DATA_SLACK_MB) * MEGABYTE;
    const command = await confine(isolation, {
      script: paths.host,
      stage: dir,
      snapshot,
      arguments: probes === undefined ? [entry] : [entry, probes],
      heapMb: limits.heapMb,
      // The kernel ends a process that outlives us; while we live, our own clock is first.
      cpuSeconds: Math.ceil((PREPARE_MS + limits.loadMs + limits.totalMs) / 1000),
      ...(bounded && { dataBytes: (await idleDataBytes()) + allowedBytes }),
    });
    return device === undefined ? command : { ...command, environment: driverEnvironment() };
  }

  /** Only our own code runs here, so whatever goes wrong is no fault of the submission. */
  async #prepare(process: HostProcess): Promise<void> {
    const { device } = this.#options;
    const request = {
      verb: 'prepare',
      forbids: this.#stage.forbids,
      firstHandle: randomInt(HANDLE_RANGE),
      ...(device !== undefined && { device }),
    } as const;
    try {
      const { id, frame } = await process.ask(request, NO_BYTES, PREPARE_MS);
      const reply = readReply(frame, id);
      if ('refusal' in reply) throw new Error(reply.refusal.error.message);
    } catch (cause) {
      await this.#discard();
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`the submission host did not start: ${reason}\n${process.lastWords}`, { cause });
    }
  }

  async #exchange<T>(
    process: HostProcess,
    request: Request,
    body: Uint8Array,
    limitMs: number,
    read: Reader<T>,
  ) {
    try {
      const { id, frame } = await process.ask(request, body, limitMs);
      const reply = readReply(frame, id);
      if ('fields' in reply) return read(reply.fields, frame.body);
      const { error, reason } = reply.refusal;
      throw refusalOf(this.#inSource(error), reason, request.verb === 'load', this.#stage.forbids.because);
    } catch (error) {
      const malformed = error instanceof FrameError || error instanceof ValueError;
      if (malformed) process.fail(brokenProtocol());
      // Told now; the next request starts afresh.
      if (process.failure) await this.#discard();
      throw malformed ? brokenProtocol() : error;
    }
  }

  /** The error with its line in the file that the student wrote. */
  #inSource({ line, column = 1, ...error }: ThrownError): StudentError {
    if (line === undefined) return error;
    const { dir, entry } = this.#stage;
    try {
      this.#sourceLines ??= sourceLines(readFileSync(join(dir, entry), 'utf8'));
      const written = this.#sourceLines(line, column);
      return written === undefined ? error : { ...error, line: written };
    } catch {
      // Without a sandbox a submission may have changed its own stage.
      return error;
    }
  }

  async #discard(): Promise<void> {
    const process = this.#process;
    if (!process) return;
    this.#spentMs = this.#usedMs();
    this.#process = undefined;
    await process.close();
    this.#spentOutputBytes += process.outputBytes;
    if (process.killed) this.#killed += 1;
  }
}
