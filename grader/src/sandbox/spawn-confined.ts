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

/** stdin, stdout, stderr, and the channel as descriptor 3. */
const STDIO = ['ignore', 'pipe', 'pipe', 'pipe'] as const;

function masked({ inputs, maskedUpTo }: Command): 'ignore'[] {
  const given = STDIO.length + inputs.length;
  return new Array<'ignore'>(Math.max(0, maskedUpTo + 1 - given)).fill('ignore');
}

/**
 * Starts a command with no environment but its own, in a process group of its own. It ends with this process, unless that
 * is killed.
 */
export function spawnConfined(command: Command, cwd: string): ConfinedProcess {
  const child = spawn(command.file, command.arguments, {
    cwd,
    env: command.environment ?? {},
    detached: true,
    stdio: [...STDIO, ...command.inputs.map(() => 'pipe' as const), ...masked(command)],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const { stdout, stderr } = child;
  const [, , , channel, ...inputs] = child.stdio;
  if (!stdout || !stderr || !(channel instanceof Duplex)) throw new TypeError('a process without its pipes');
  // A process that ends early breaks its pipes; its exit says so already.
  for (const pipe of child.stdio) pipe?.on('error', () => {});
  command.inputs.forEach((input, i) => {
    const pipe = inputs[i];
    if (pipe instanceof Writable) pipe.end(input);
  });
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
