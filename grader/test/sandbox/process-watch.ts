import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 5;
const MS_PER_TICK = 10;
const KILOBYTE = 1024;

/** What the kernel says of one process. */
interface Seen {
  /** Most memory that was resident at once, and most private memory that was mapped, in bytes. */
  readonly residentBytes: number;
  readonly dataBytes: number;
  readonly cpuMs: number;
}

/** The peaks of everything that was started below this process since `watch` was called, each process on its own. */
export interface Peaks {
  /** Peaks added up: never less than what all of them had at one time. */
  readonly residentBytes: number;
  /** The largest of any one process. */
  readonly dataBytes: number;
  readonly cpuMs: number;
}

/**
 * Watches what runs below this process through /proc, which knows nothing of the grader's own accounts. Linux only.
 * Peaks are the kernel's: a look every few milliseconds misses only what a process does after the last one.
 */
export function watch(): { peaks(): Peaks; alive(): number[]; stop(): void } {
  const seen = new Map<number, Seen>();
  const before = new Set(descendants());
  const look = (): void => {
    for (const pid of descendants()) {
      if (before.has(pid)) continue;
      const now = readProcess(pid);
      if (now !== undefined) seen.set(pid, larger(seen.get(pid), now));
    }
  };
  const timer = setInterval(look, SAMPLE_MS);
  return {
    peaks: () => {
      const all = [...seen.values()];
      return {
        residentBytes: all.reduce((sum, one) => sum + one.residentBytes, 0),
        dataBytes: Math.max(0, ...all.map((one) => one.dataBytes)),
        cpuMs: all.reduce((sum, one) => sum + one.cpuMs, 0),
      };
    },
    alive: () => descendants().filter((pid) => !before.has(pid)),
    stop: () => clearInterval(timer),
  };
}

const larger = (one: Seen = { residentBytes: 0, dataBytes: 0, cpuMs: 0 }, other: Seen): Seen => ({
  residentBytes: Math.max(one.residentBytes, other.residentBytes),
  dataBytes: Math.max(one.dataBytes, other.dataBytes),
  cpuMs: Math.max(one.cpuMs, other.cpuMs),
});

function readProcess(pid: number): Seen | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const kilobytes = (field: string): number =>
      Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      residentBytes: kilobytes('VmHWM') * KILOBYTE,
      dataBytes: kilobytes('VmData') * KILOBYTE,
      cpuMs: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
    };
  } catch {
    // It has ended already.
    return undefined;
  }
}

/** Every process below this one that is no zombie. */
function descendants(): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state !== 'Z') parents.set(Number(name), Number(parent));
    } catch {
      // It has ended between the two looks.
    }
  }
  const isBelow = (pid: number): boolean => {
    for (let at = parents.get(pid); at !== undefined && at > 1; at = parents.get(at))
      if (at === process.pid) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow);
}
