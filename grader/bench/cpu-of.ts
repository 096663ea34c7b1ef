import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Cost {
  /** CPU time of the command and everything it started, in seconds. */
  readonly cpuS: number;
  readonly wallS: number;
}

/** Enters the control group that it is given, and becomes the command. */
const ENTER = 'echo $$ > "$0/cgroup.procs" && exec "$@"';
const ORPHANS_MS = 10_000;
const STEP_MS = 20;

/**
 * Runs a command to its end and counts the CPU time of all its descendants, in a control group of their own (Linux,
 * cgroup v2). An account by parents is not enough: a sandboxed process ends with its PID namespace, whose dying
 * first process ignores its children, and then the kernel adds their time to nobody's.
 */
export function cpuOf(
  argv: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    /** Statuses that are no failure of the command. */
    readonly accept: readonly number[];
  },
): Cost {
  const { cwd, env, accept } = options;
  const group = makeGroup();
  const startedAt = performance.now();
  const { status, stdout, stderr, error } = spawnSync('sh', ['-c', ENTER, group, ...argv], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const wallS = (performance.now() - startedAt) / 1000;
  awaitOrphans(group);
  const cpuS = Number(field(join(group, 'cpu.stat'), 'usage_usec')) / 1e6;
  rmdirSync(group);
  if (error !== undefined) throw error;
  if (status === null || !accept.includes(status))
    throw new Error(`bench: ${argv.join(' ')} ended with status ${status}\n${stdout}\n${stderr}`);
  return { cpuS, wallS };
}

/** A control group below this process's own. */
function makeGroup(): string {
  const mount = /^\S+ (\S+) cgroup2 /m.exec(readFileSync('/proc/self/mounts', 'utf8'))?.[1];
  if (mount === undefined)
    throw new Error('bench: no cgroup v2 is mounted, and nothing else counts CPU time');
  const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '/';
  const group = join(mount, own, `gradus-bench-${process.pid}`);
  try {
    mkdirSync(group);
  } catch (cause) {
    const hint = 'run as root, or below `systemd-run --user --scope -p Delegate=yes`';
    throw new Error(`bench: cannot make the control group ${group}\n  ${hint}`, { cause });
  }
  return group;
}

function awaitOrphans(group: string): void {
  const until = performance.now() + ORPHANS_MS;
  while (field(join(group, 'cgroup.events'), 'populated') !== '0') {
    if (performance.now() > until) throw new Error(`bench: the command has left processes running: ${group}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS);
  }
}

/** The value of a line 'name value'. */
const field = (path: string, name: string): string | undefined =>
  readFileSync(path, 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.slice(name.length + 1);
