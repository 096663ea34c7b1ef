import { type ChildProcess, fork } from 'node:child_process';
import { CpuMeter } from './cpu-meter.ts';
import { endedFromOutside } from './ended-from-outside.ts';
import type { SourceRole, TranspileResult } from './transpile-module.ts';
import type { TranspileRequest } from './transpile-worker.ts';

/** Transpiles without type checks: what the sandbox runs, and what the engine loads. */
export interface Transpiler {
  /** A student's file, as an ES module that may import only '#torch'. */
  submission(source: string, fileName: string): Promise<TranspileResult>;
  /** A trusted suite, as CommonJS. */
  suite(source: string, fileName: string): Promise<TranspileResult>;
  /** A trusted solution or mistake, as an ES module; './x.ts' becomes './x.js'. */
  reference(source: string, fileName: string): Promise<TranspileResult>;
  close(): void;
}

/** CPU time of one file; a busy machine takes longer by the clock, and must not turn a right file into a wrong one. */
const HANG_MS = 5_000;
/** By the clock, where CPU time is not told or nothing happens at all. */
const HANG_WALL_MS = 60_000;
const SHORTEST_CHECK_MS = 50;
const HEAP_MB = 512;
/**
 * V8 optimizes a function only when it has run 15 times as long as usual: over a class, optimizing a compiler costs more
 * than it saves. Releases after Node 20 do not know the flag, and refuse what they do not know.
 */
const OPTIMIZE_LATE = process.versions.node.startsWith('20.') ? ['--interrupt-budget=1000000'] : [];

const gaveUp = (message: string): TranspileResult => ({
  ok: false,
  errors: [{ line: 1, column: 1, message }],
});
const HANGS = gaveUp(`the file takes longer than ${HANG_MS / 1000} s to compile`);
const CRASHES = gaveUp('the file crashes the compiler, or needs too much memory to compile');

/** A transpiler in one child process, started when first needed and again after a file has killed it. */
export function createTranspiler({ transpiler }: { readonly transpiler: string }): Transpiler {
  const worker = new TranspileProcess(transpiler);
  const as = (role: SourceRole) => (source: string, fileName: string) =>
    worker.transpile(role, source, fileName);
  return {
    submission: as('submission'),
    suite: as('suite'),
    reference: as('reference'),
    close: () => worker.close(),
  };
}

/** One file at a time, so that a file which hangs or kills the process is known. */
class TranspileProcess {
  readonly #path: string;
  #child: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #nextId = 0;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  transpile(role: SourceRole, source: string, fileName: string): Promise<TranspileResult> {
    const id = this.#nextId++;
    const turn = this.#last.then(() => this.#insist({ id, role, source, fileName }));
    this.#last = turn.catch(() => {});
    return turn;
  }

  close(): void {
    this.#closed = true;
    this.#stop();
  }

  #stop(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill('SIGKILL');
  }

  #start(): ChildProcess {
    const child = fork(this.#path, [], {
      execArgv: [`--max-old-space-size=${HEAP_MB}`, ...OPTIMIZE_LATE],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // An idle transpiler keeps nobody alive.
    child.unref();
    child.channel?.unref();
    // One that ends while nobody asks must not be asked next: nothing would answer.
    const forget = () => {
      if (this.#child === child) this.#child = undefined;
    };
    child.once('exit', forget).on('error', () => {
      if (this.#child === child) this.#stop();
    });
    return child;
  }

  /** Asks once more where the process was disturbed, which says nothing about the file; twice is the file's doing. */
  async #insist(request: TranspileRequest): Promise<TranspileResult> {
    return (await this.#ask(request)) ?? (await this.#ask(request)) ?? CRASHES;
  }

  /** The process's answer; nothing where somebody ended it, or the machine let it do nothing. */
  #ask(request: TranspileRequest): Promise<TranspileResult | undefined> {
    if (this.#closed) return Promise.reject(new Error('the transpiler is closed'));
    this.#child ??= this.#start();
    const child = this.#child;
    const meter = new CpuMeter(child.pid ?? 0);
    // It starts no processes: looking for them would cost more than most files do.
    const from = { cpuMs: meter.recentMs(), wallMs: performance.now() };
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const letGo = () => {
        clearTimeout(timer);
        meter.close();
        child.off('message', onMessage).off('exit', onExit).off('error', onError);
        child.channel?.unref();
      };
      const settle = (result: TranspileResult | undefined) => {
        letGo();
        resolve(result);
      };
      const watch = (waitMs: number) => {
        timer = setTimeout(() => {
          const wallLeftMs = HANG_WALL_MS - (performance.now() - from.wallMs);
          const cpuLeftMs = meter.measures ? HANG_MS - (meter.recentMs() - from.cpuMs) : Infinity;
          const leftMs = Math.min(wallLeftMs, cpuLeftMs);
          if (leftMs > 0) return watch(Math.max(leftMs, SHORTEST_CHECK_MS));
          this.#stop();
          // Where CPU time is told and there is some left, it is the machine that stood still, not the compiler.
          settle(meter.measures && cpuLeftMs > 0 ? undefined : HANGS);
        }, waitMs);
      };
      const onMessage = ({ id, result }: { id: number; result: TranspileResult }) => {
        if (id === request.id) settle(result);
      };
      const onExit = (code: number | null, signal: NodeJS.Signals | null) =>
        settle(endedFromOutside(code, signal) ? undefined : CRASHES);
      const onError = (error: Error) => {
        letGo();
        reject(error);
      };
      child.on('message', onMessage).on('exit', onExit).on('error', onError);
      watch(HANG_MS);
      child.channel?.ref();
      child.send(request, () => {});
    });
  }
}
