import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { remember } from './remember.ts';

/**
 * Private memory in bytes that an idle Node already counts under RLIMIT_DATA. It differs by hundreds of megabytes
 * between releases, so it is measured, once. Linux only. Rejects where that Node does not come up; the next who asks has
 * it measured again. Either way that Node has ended by then.
 */
export const idleDataBytes = remember<void, number>(async () => {
  const script = "process.stdout.write('up'); process.stdin.resume()";
  const node = spawn(process.execPath, ['-e', script], { env: {}, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(node, 'exit');
  const endedEarly = ended.then(([code, signal]) => {
    throw new Error(
      `an idle Node, started to measure its memory, ended (${signal ?? `exit status ${code}`})`,
    );
  });
  try {
    // A stream without data ends without a word: who waited for data alone would wait for ever.
    await Promise.race([once(node.stdout, 'data'), endedEarly]);
    const status = readFileSync(`/proc/${node.pid}/status`, 'latin1');
    const kilobytes = /^VmData:\s+(\d+) kB$/m.exec(status)?.[1];
    if (kilobytes === undefined) throw new Error('/proc does not tell VmData of an idle Node');
    return Number(kilobytes) * 1024;
  } finally {
    node.kill('SIGKILL');
    await ended;
  }
});
