import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

let measured: Promise<number> | undefined;

/**
 * Private memory in bytes that an idle Node already counts under RLIMIT_DATA. It differs by hundreds of megabytes
 * between releases, so it is measured, once. Linux only.
 */
export function idleDataBytes(): Promise<number> {
  measured ??= measure();
  return measured;
}

async function measure(): Promise<number> {
  const script = "process.stdout.write('up'); process.stdin.resume()";
  const node = spawn(process.execPath, ['-e', script], { env: {}, stdio: ['pipe', 'pipe', 'ignore'] });
  try {
    await once(node.stdout, 'data');
    const status = readFileSync(`/proc/${node.pid}/status`, 'latin1');
    const kilobytes = /^VmData:\s+(\d+) kB$/m.exec(status)?.[1];
    if (kilobytes === undefined) throw new Error('/proc does not tell VmData of an idle Node');
    return Number(kilobytes) * 1024;
  } finally {
    node.kill('SIGKILL');
  }
}
