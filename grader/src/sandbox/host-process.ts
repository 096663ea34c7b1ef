/** One process of the host, from the trusted side: started, asked one thing at a time, and killed. */
import { randomUUID } from 'node:crypto';
import { CpuMeter } from './cpu-meter.ts';
import { endedFromOutside } from './ended-from-outside.ts';
import { encodeFrame, type Frame, FrameDecoder } from './frames.ts';
import {
  brokenProtocol,
  ended,
  type HostFailure,
  tooMuchMemory,
  tooMuchOutput,
  tooSlow,
} from './host-failure.ts';
import type { Command } from './isolation.ts';
import { type ConfinedProcess, spawnConfined } from './spawn-confined.ts';
import type { Limits } from './types.ts';
import type { Request } from './wire.ts';

/** A request may take so many times its CPU limit in wall time: other work may be keeping the machine busy. */
const WALL_FACTOR = 3;
const SHORTEST_CHECK_MS = 20;
/** How long the last bytes of an ended process are waited for. */
const LAST_WORDS_MS = 200;
const LAST_WORDS_BYTES = 16_000;
/** The ways in which V8, libuv and the C++ library say it before they abort. */
const OUT_OF_MEMORY =
  /out of memory|Allocation failed|Fatal process OOM|std::bad_alloc|Cannot allocate memory/i;

/** What is asked and who waits for it. */
interface Flight {
  readonly id: string;
  readonly resolve: (frame: Frame) => void;
  readonly reject: (failure: HostFailure) => void;
  timer: NodeJS.Timeout | undefined;
  reply?: Frame;
}

export class HostProcess {
  readonly #limits: Limits;
  readonly #process: ConfinedProcess;
  readonly #decoder = new FrameDecoder();
  readonly #meter: CpuMeter;
  readonly #gone: Promise<void>;
  #flight: Flight | undefined;
  #failure: HostFailure | undefined;
  #killed = false;
  #outputBytes = 0;
  #lastWords = '';

  constructor(command: Command, cwd: string, limits: Limits) {
    this.#limits = limits;
    this.#process = spawnConfined(command, cwd);
    this.#meter = new CpuMeter(this.#process.child.pid ?? 0);
    this.#gone = this.#watchEnd();
    for (const stream of this.#process.output) stream.on('data', (chunk: Buffer) => this.#count(chunk));
    this.#process.channel.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  /** Why no further request can be answered. */
  get failure(): HostFailure | undefined {
    return this.#failure;
  }

  /** Whether somebody else ended it. */
  get killed(): boolean {
    return this.#killed;
  }

  get outputBytes(): number {
    return this.#outputBytes;
  }

  /** The end of what it printed: for our own errors, when it never started. */
  get lastWords(): string {
    return this.#lastWords;
  }

  /** CPU time in ms, wall time where the system does not tell. */
  cpuMs(): number {
    return this.#meter.measures ? this.#meter.recentMs() : performance.now();
  }

  /** As `cpuMs`, counting processes that have appeared since. */
  exactCpuMs(): number {
    return this.#meter.measures ? this.#meter.exactMs() : performance.now();
  }

  /** Sends one request and waits. Rejects with HostFailure, after which the process is dead. */
  ask(request: Request, body: Uint8Array, limitMs: number): Promise<{ id: string; frame: Frame }> {
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      const frame = encodeFrame({ ...request, id }, body);
      this.#flight = { id, resolve: (reply) => resolve({ id, frame: reply }), reject, timer: undefined };
      this.#watchTime(this.#flight, limitMs, { cpuMs: this.cpuMs(), wallMs: performance.now() }, limitMs);
      this.#process.channel.write(frame);
    });
  }

  /** Ends the process for a reason that the request in flight, or else the next one, is told. */
  fail(failure: HostFailure): void {
    this.#failure ??= failure;
    const flight = this.#takeFlight();
    flight?.reject(this.#failure);
    this.#process.kill();
  }

  /** Ends everything and waits until it has ended. */
  async close(): Promise<void> {
    this.fail(ended());
    await this.#gone;
    this.#meter.close();
  }

  #watchTime(flight: Flight, limitMs: number, from: { cpuMs: number; wallMs: number }, waitMs: number): void {
    flight.timer = setTimeout(() => {
      const usedMs = this.exactCpuMs() - from.cpuMs;
      const leftMs = Math.min(limitMs - usedMs, limitMs * WALL_FACTOR - (performance.now() - from.wallMs));
      if (leftMs <= 0) this.fail(tooSlow(limitMs));
      else this.#watchTime(flight, limitMs, from, Math.max(leftMs, SHORTEST_CHECK_MS));
    }, waitMs);
  }

  #receive(chunk: Uint8Array): void {
    if (this.#failure) return;
    try {
      for (const frame of this.#decoder.push(chunk)) this.#accept(frame);
    } catch {
      this.fail(brokenProtocol());
    }
  }

  #accept(frame: Frame): void {
    const flight = this.#flight;
    if (!flight || flight.reply) {
      this.fail(brokenProtocol());
      return;
    }
    flight.reply = frame;
    // What came at the same time (a second frame, output over the limit) counts against this request.
    setImmediate(() => {
      if (this.#flight !== flight) return;
      if (this.#decoder.midFrame) {
        this.fail(brokenProtocol());
      } else {
        this.#takeFlight();
        flight.resolve(frame);
      }
    });
  }

  #takeFlight(): Flight | undefined {
    const flight = this.#flight;
    clearTimeout(flight?.timer);
    this.#flight = undefined;
    return flight;
  }

  #count(chunk: Buffer): void {
    this.#outputBytes += chunk.length;
    this.#lastWords = (this.#lastWords + chunk.toString('latin1')).slice(-LAST_WORDS_BYTES);
    if (this.#outputBytes <= this.#limits.outputBytes) return;
    this.fail(tooMuchOutput(this.#limits));
    // Node reads on, megabytes in one turn, while what is written meanwhile fills the pipe again.
    for (const stream of this.#process.output) stream.destroy();
  }

  #watchEnd(): Promise<void> {
    const { child } = this.#process;
    return new Promise((resolve) => {
      let grace: NodeJS.Timeout | undefined;
      const conclude = (code: number | null, signal: NodeJS.Signals | null) => {
        clearTimeout(grace);
        const failure = this.#causeOfDeath(code, signal);
        // A failure that is known already has had the process killed.
        this.#killed = this.#failure === undefined && endedFromOutside(code, signal);
        // A reply that is already here stands; the next request hears of the end.
        if (this.#flight?.reply) this.#failure ??= failure;
        else this.fail(failure);
        this.#process.kill();
        this.#process.channel.destroy();
        resolve();
      };
      child.on('error', (error) => {
        this.#lastWords += error.message;
        conclude(null, null);
      });
      // 'close' comes after the last output; something that outlived the process may hold it back.
      child.on('close', conclude);
      child.on('exit', (code, signal) => {
        grace = setTimeout(conclude, LAST_WORDS_MS, code, signal);
      });
    });
  }

  /** bwrap passes a signal on as 128 + its number. */
  #causeOfDeath(code: number | null, signal: NodeJS.Signals | null): HostFailure {
    const died = (name: NodeJS.Signals, number: number) => signal === name || code === 128 + number;
    if (died('SIGXCPU', 24)) return tooSlow(this.#limits.totalMs);
    // Nobody of ours has sent it: where it comes again, the kernel is out of memory.
    if (died('SIGKILL', 9)) return tooMuchMemory(this.#limits);
    return code !== 0 && OUT_OF_MEMORY.test(this.#lastWords) ? tooMuchMemory(this.#limits) : ended();
  }
}
