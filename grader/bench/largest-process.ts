import { readFileSync } from 'node:fs';
import type { ControlGroup } from '../test/control-group.ts';

/** The process of a run that took most memory at once. */
export interface LargestProcess {
  readonly name: string;
  /** Its largest resident set (`VmHWM` of /proc/PID/status). */
  readonly peakMiB: number;
  /** The same when a quarter of the run was over; absent when it started later. */
  readonly peakAfterQuarterMiB?: number;
}

interface Process {
  readonly name: string;
  /** Whenever its peak had risen. */
  readonly peaks: { readonly atMs: number; readonly kB: number }[];
}

const EVERY_MS = 50;

/** Looks at every process of a group, again and again; the kernel itself keeps the peak between two looks. */
export class MemoryWatch {
  readonly #processes = new Map<number, Process>();
  readonly #startedAt = performance.now();
  #wallMs = 0;

  /** Starts to look; the function that it returns ends it. */
  readonly start = (group: ControlGroup): (() => void) => {
    const timer = setInterval(() => this.#look(group), EVERY_MS);
    return () => {
      clearInterval(timer);
      this.#wallMs = performance.now() - this.#startedAt;
    };
  };

  largest(): LargestProcess {
    const all = [...this.#processes.values()].sort((a, b) => peakOf(b) - peakOf(a));
    const [largest] = all;
    if (largest === undefined) throw new Error('bench: the run was over before its memory was looked at');
    const early = largest.peaks.findLast(({ atMs }) => atMs <= this.#wallMs / 4)?.kB;
    return {
      name: largest.name,
      peakMiB: peakOf(largest) / 1024,
      ...(early !== undefined && { peakAfterQuarterMiB: early / 1024 }),
    };
  }

  #look(group: ControlGroup): void {
    for (const pid of group.pids()) {
      const kB = peakNow(pid);
      if (kB === undefined) continue;
      const process = this.#processes.get(pid) ?? { name: '', peaks: [] };
      if (kB <= peakOf(process)) continue;
      process.peaks.push({ atMs: performance.now() - this.#startedAt, kB });
      // It may have become another program since.
      this.#processes.set(pid, { ...process, name: nameOf(pid) ?? process.name });
    }
  }
}

const peakOf = ({ peaks }: Process): number => peaks.at(-1)?.kB ?? 0;

/** Nothing when the process has ended. */
function peakNow(pid: number): number | undefined {
  const kB = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return kB === undefined ? undefined : Number(kB);
}

/** The built file that it runs; the processes of submissions run none that they could see. */
function nameOf(pid: number): string | undefined {
  const line = read(`/proc/${pid}/cmdline`);
  return line && (/\/dist\/([\w-]+)\.c?js\0/.exec(line)?.[1] ?? "a submission's");
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
