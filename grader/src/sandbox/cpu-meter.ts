import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

/** Linux reports process times in ticks of 1/100 s on every architecture that Node runs on. */
const MS_PER_TICK = 10;
/** A reading this fresh is good enough as the start of the next request; opening /proc costs more than a call. */
const FRESH_MS = 20;

/**
 * CPU time of a process and everything under it, from /proc. Where there is no /proc it stays 0 and
 * `measures` is false: wall time must do.
 */
export class CpuMeter {
  readonly measures = process.platform === 'linux';
  readonly #root: number;
  /** One open `/proc/N/stat` for each process of the tree. */
  readonly #stats = new Map<number, number>();
  readonly #buffer = new Uint8Array(1024);
  #lastMs = 0;
  #readAt = -Infinity;

  constructor(rootPid: number) {
    this.#root = rootPid;
    if (this.measures) this.#follow(rootPid);
  }

  /** Milliseconds used so far by the processes known so far, at first the one it was made for; at most `FRESH_MS` old. */
  recentMs(): number {
    return performance.now() - this.#readAt < FRESH_MS ? this.#lastMs : this.#read();
  }

  /** Milliseconds used so far; looks for new processes too. */
  exactMs(): number {
    if (this.measures) this.#findProcesses();
    return this.#read();
  }

  close(): void {
    for (const descriptor of this.#stats.values()) closeSync(descriptor);
    this.#stats.clear();
  }

  #read(): number {
    let ticks = 0;
    for (const [pid, descriptor] of this.#stats) ticks += this.#ticks(pid, descriptor);
    // A process that has ended takes its reading along; time never runs backwards.
    this.#lastMs = Math.max(this.#lastMs, ticks * MS_PER_TICK);
    this.#readAt = performance.now();
    return this.#lastMs;
  }

  #ticks(pid: number, descriptor: number): number {
    try {
      const length = readSync(descriptor, this.#buffer, 0, this.#buffer.length, 0);
      const fields = fieldsAfterName(Buffer.from(this.#buffer.buffer, 0, length).toString('latin1'));
      return Number(fields[11]) + Number(fields[12]);
    } catch {
      closeSync(descriptor);
      this.#stats.delete(pid);
      return 0;
    }
  }

  #findProcesses(): void {
    for (const pid of processesBelow(this.#root)) if (!this.#stats.has(pid)) this.#follow(pid);
  }

  #follow(pid: number): void {
    try {
      this.#stats.set(pid, openSync(`/proc/${pid}/stat`, 'r'));
    } catch {
      // It has ended already.
    }
  }
}

/** What a process has started, and what those have. */
function processesBelow(root: number): number[] {
  const childrenOf = KERNEL_LISTS_CHILDREN ? listedChildren : childrenByParents();
  const found: number[] = [];
  for (const pids = [root]; pids.length > 0; ) {
    const children = childrenOf(pids.pop() as number);
    found.push(...children);
    pids.push(...children);
  }
  return found;
}

/** Kernels are built with or without these lists. */
const KERNEL_LISTS_CHILDREN = existsSync(`/proc/${process.pid}/task/${process.pid}/children`);

/** The children of each of its threads; none when it has ended. */
function listedChildren(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      textOf(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** The same by asking every process of the machine for its parent. */
function childrenByParents(): (pid: number) => number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = parentOf(pid);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  return (pid) => children.get(pid) ?? [];
}

/** The fields of /proc/N/stat from the third on: a process may have blanks and brackets in its name. */
function fieldsAfterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** 0 when the process has ended. */
const parentOf = (pid: number): number => Number(fieldsAfterName(textOf(`/proc/${pid}/stat`))[1] ?? 0);

/** Nothing when the process or the thread has ended. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
