import { type ChildProcess, spawn } from 'node:child_process';
import { Duplex, type Readable, Writable } from 'node:stream';
import type { Command } from './isolation.ts';

/** A confined process with its pipes. */
export interface ConfinedProcess {
  readonly child: ChildProcess;
  /** stdout and stderr. */
  readonly output: readonly [Readable, Readable];
  /** Descriptor 3. */
  readonly channel: Duplex;
  /** Ends it and everything in its group; no error when it has ended. */
  kill(): void;
}

/** What is running. Without namespaces nothing but this process ends a submission that loops. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const { pid } of running) killGroup(pid);
});

/** Starts a command with no environment, in a process group of its own. It ends with this process, unless that is killed. */
export function spawnConfined(command: Command, cwd: string): ConfinedProcess {
  const child = spawn(command.file, command.arguments, {
    cwd,
    env: {},
    detached: true,
    stdio: [
      'ignore',
      'pipe',
      'pipe',
      'pipe',
      ...(command.descriptor4 === undefined ? [] : (['pipe'] as const)),
    ],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const { stdout, stderr } = child;
  const [, , , channel, options] = child.stdio;
  if (!stdout || !stderr || !(channel instanceof Duplex)) throw new TypeError('a process without its pipes');
  // A process that ends early breaks its pipes; its exit says so already.
  for (const pipe of child.stdio) pipe?.on('error', () => {});
  if (options instanceof Writable) options.end(command.descriptor4);
  return { child, output: [stdout, stderr], channel, kill: () => killGroup(child.pid) };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: nothing of the group is left. macOS says EPERM when only zombies are.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
