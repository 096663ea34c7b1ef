import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Surroundings } from './animals.ts';

/** What no submission may read, and no document may contain. */
export const CANARY = 'canary-5ac1f0e2-do-not-leak';

/** Secrets to read, listeners to reach and folders to write into. */
export interface Enclosure {
  readonly surroundings: Surroundings;
  /** How often somebody reached a listener. */
  visits(): number;
  /** Every file of the watched folders, with what tells whether it was changed. */
  listing(): Map<string, string>;
  close(): void;
}

/** `folder` is the test's own; `watched` are folders that must stay as they are. */
export async function openEnclosure(
  root: string,
  folder: string,
  watched: readonly string[],
): Promise<Enclosure> {
  const canaries = join(folder, 'canaries');
  mkdirSync(canaries);
  writeFileSync(join(canaries, 'secret.txt'), CANARY);
  let visits = 0;
  const visit = (socket: { destroy(): void }): void => {
    visits += 1;
    socket.destroy();
  };
  const [tcp, unix, udp] = [createServer(visit), createServer(visit), createSocket('udp4')];
  udp.on('message', () => {
    visits += 1;
  });
  const socketPath = join(folder, 'listener.sock');
  await Promise.all([
    once(tcp.listen(0, '127.0.0.1'), 'listening'),
    once(unix.listen(socketPath), 'listening'),
    once(udp.bind(0, '127.0.0.1'), 'listening'),
  ]);
  return {
    surroundings: {
      ROOT: root,
      CANARY_FILE: join(canaries, 'secret.txt'),
      CANARY_FOLDER: canaries,
      PORT: `${(tcp.address() as AddressInfo).port}`,
      UDP_PORT: `${udp.address().port}`,
      SOCKET: socketPath,
    },
    visits: () => visits,
    listing: () => new Map([canaries, ...watched].flatMap(listed)),
    close: () => {
      tcp.close();
      unix.close();
      udp.close();
    },
  };
}

/** Links are listed and not followed. */
function listed(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const { mode, size, mtimeMs } = lstatSync(path);
    return [path, `${mode} ${size} ${mtimeMs}`];
  });
}

/** How a command ended, and what it left behind. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Processes of its control group that are still there some time after it has ended. */
  readonly survivors: readonly string[];
}

const PATIENCE_MS = 5_000;
const STEP_MS = 50;

/** Whether processes can be kept in a control group of their own: nothing else finds all that a command has started. */
export function canGroup(): boolean {
  try {
    const group = makeGroup('gradus-zoo-trial');
    rmdirSync(group);
    return true;
  } catch {
    return false;
  }
}

/** Runs a command in a control group of its own. */
export async function runInGroup(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<Ended> {
  const group = makeGroup(`gradus-zoo-${process.pid}`);
  const enter = 'echo $$ > "$0/cgroup.procs" && exec "$@"';
  const child = spawn('sh', ['-c', enter, group, ...argv], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = [[] as Buffer[], [] as Buffer[]];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const [status] = (await once(child, 'close')) as [number | null];
  const survivors = await left(group);
  if (survivors.length > 0) writeFileSync(join(group, 'cgroup.kill'), '1');
  for (let waited = 0; members(group).length > 0 && waited < PATIENCE_MS; waited += STEP_MS) await pause();
  rmdirSync(group);
  return {
    status,
    stdout: Buffer.concat(stdout).toString(),
    stderr: Buffer.concat(stderr).toString(),
    survivors,
  };
}

const pause = (): Promise<void> => new Promise((next) => setTimeout(next, STEP_MS));

function makeGroup(name: string): string {
  const mount = /^\S+ (\S+) cgroup2 /m.exec(readFileSync('/proc/self/mounts', 'utf8'))?.[1] ?? '';
  const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '/';
  const group = join(mount, own, name);
  mkdirSync(group);
  return group;
}

const members = (group: string): string[] =>
  readFileSync(join(group, 'cgroup.procs'), 'utf8')
    .split('\n')
    .filter((pid) => pid !== '');

/** What is still there after the time that the kernel takes to empty a namespace. */
async function left(group: string): Promise<string[]> {
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    if (members(group).length === 0) return [];
    await pause();
  }
  return members(group).map((pid) => {
    try {
      return `${pid} ${readlinkSync(`/proc/${pid}/exe`)}`;
    } catch {
      return pid;
    }
  });
}
