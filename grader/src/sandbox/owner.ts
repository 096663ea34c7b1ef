import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/*
 * Who made a temporary file stands in its name, so that what a killed process left behind can be told from what a
 * live one is using.
 */

const PATTERN = /([0-9a-f]{8})-(\d+)-(\d+)-[A-Za-z0-9]{6,}(?:\.tmp)?$/;

/** This process as part of a name, to be followed by `-` and random letters: machine, process, start of the process. */
export const OWNER = `${machine()}-${process.pid}-${startOfProcess(process.pid) ?? 0}`;

/** Whether a name is that of a process of this machine which is no longer there. Any other name is nobody's to judge. */
export function isAbandoned(name: string): boolean {
  const [, where, pid, start] = PATTERN.exec(name) ?? [];
  if (where !== machine()) return false;
  return !isRunning(Number(pid), start === '0' ? undefined : start);
}

/** Whether the process is there, and is the one that started then. */
export function isRunning(pid: number, start: string | undefined): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return start === undefined || start === startOfProcess(pid);
}

/** On Linux, ticks from boot to the start of a process: with it a number that was given out again is another process. */
export function startOfProcess(pid: number): string | undefined {
  try {
    // Field 22 of the line; the name in field 2 may hold spaces and brackets, so count from its end.
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** Containers that share a folder may share a host name as well, and still count their processes apart. */
function machine(): string {
  let numbering = '';
  try {
    numbering = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Only Linux has them.
  }
  return createHash('sha256').update(`${hostname()} ${numbering}`).digest('hex').slice(0, 8);
}
