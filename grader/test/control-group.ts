import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Everything that a command starts, and nothing else (Linux, cgroup v2). No account by parents does this: a sandboxed
 * process ends together with its PID namespace, and the kernel then adds its time to no parent.
 */
export interface ControlGroup {
  /** Runs a command in the group, to its own end; what it has started may go on. */
  run(
    argv: readonly string[],
    options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  ): Promise<Ended>;
  /** The processes that are in it. */
  pids(): number[];
  /** CPU time of all that ever was in it. */
  cpuMs(): number;
  /** Waits until nobody is in it: false when somebody still is after that time. */
  emptied(patienceMs: number): Promise<boolean>;
  kill(): void;
  /** Only an empty group can be removed. */
  remove(): void;
}

/** Enters the control group that it is given, and becomes the command. */
const ENTER = 'echo $$ > "$0/cgroup.procs" && exec "$@"';
const STEP_MS = 20;

/** A new group below this process's own. Throws where this user may make none. */
export function openControlGroup(name: string): ControlGroup {
  const mount = /^\S+ (\S+) cgroup2 /m.exec(readFileSync('/proc/self/mounts', 'utf8'))?.[1];
  if (mount === undefined) throw new Error('no cgroup v2 is mounted');
  const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '/';
  const folder = join(mount, own, name);
  try {
    mkdirSync(folder);
  } catch (cause) {
    const hint = 'run as root, or below `systemd-run --user --scope -p Delegate=yes`';
    throw new Error(`cannot make the control group ${folder}\n  ${hint}`, { cause });
  }
  const pids = () =>
    readFileSync(join(folder, 'cgroup.procs'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map(Number);
  return {
    run: async (argv, options) => {
      const child = spawn('sh', ['-c', ENTER, folder, ...argv], {
        ...options,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [stdout, stderr] = [[] as Buffer[], [] as Buffer[]];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      const [status] = (await once(child, 'close')) as [number | null];
      return { status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
    },
    pids,
    cpuMs: () =>
      Number(/^usage_usec (\d+)$/m.exec(readFileSync(join(folder, 'cpu.stat'), 'utf8'))?.[1]) / 1000,
    emptied: async (patienceMs) => {
      for (let waited = 0; waited < patienceMs; waited += STEP_MS) {
        if (pids().length === 0) return true;
        await new Promise((next) => setTimeout(next, STEP_MS));
      }
      return pids().length === 0;
    },
    kill: () => writeFileSync(join(folder, 'cgroup.kill'), '1'),
    remove: () => rmdirSync(folder),
  };
}
