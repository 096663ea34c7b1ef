import { readdirSync, readFileSync } from 'node:fs';

/** A running process as /proc tells of it (Linux). */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Ticks from boot to its start: with it a number that was given out again is another process. */
  readonly start: string;
  readonly command: string;
}

/** The processes below one, parents before children. */
export function descendantsOf(root: number): RunningProcess[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (look(Number(name)) ?? []) : []));
  const found = all.filter(({ parent }) => parent === root);
  // The list grows while it is walked.
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/** The process of that number; undefined when there is none, or only its remains. */
export function look(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of a process may have blanks and brackets in it: fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
    return { pid, parent: Number(fields[1]), start: fields[19] ?? '', command };
  } catch {
    return undefined;
  }
}
