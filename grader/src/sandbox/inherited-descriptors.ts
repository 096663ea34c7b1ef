import { readdirSync, readFileSync } from 'node:fs';

const CLOSE_ON_EXEC = 0o2000000;

/**
 * The highest descriptor that every process started from here inherits, whatever its `stdio` says: one that this process
 * was itself started with (`gradus grade … 7<answers.txt`, a CI runner's log) and that is not closed by exec. Node opens
 * its own files so that they are. Undefined where the system does not say (no Linux).
 */
export function highestInheritedDescriptor(): number | undefined {
  let descriptors: string[];
  try {
    descriptors = readdirSync('/proc/self/fdinfo');
  } catch {
    return undefined;
  }
  return Math.max(2, ...descriptors.filter(survivesExec).map(Number));
}

function survivesExec(descriptor: string): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    // The descriptor of the listing itself, which is closed by now.
    return false;
  }
}
