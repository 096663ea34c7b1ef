import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { lstatSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { type Ended, openControlGroup } from '../control-group.ts';
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
export interface Left extends Ended {
  /** Processes of its control group that are still there some time after it has ended. */
  readonly survivors: readonly string[];
}

/** The kernel takes a while to empty a namespace. */
const PATIENCE_MS = 5_000;

/** Whether processes can be kept in a control group of their own: nothing else finds all that a command has started. */
export function canGroup(): boolean {
  try {
    openControlGroup('gradus-zoo-trial').remove();
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
): Promise<Left> {
  const group = openControlGroup(`gradus-zoo-${process.pid}`);
  const ended = await group.run(argv, { cwd, env });
  const survivors = (await group.emptied(PATIENCE_MS)) ? [] : group.pids().map(described);
  if (survivors.length > 0) group.kill();
  await group.emptied(PATIENCE_MS);
  group.remove();
  return { ...ended, survivors };
}

function described(pid: number): string {
  try {
    return `${pid} ${readlinkSync(`/proc/${pid}/exe`)}`;
  } catch {
    return `${pid}`;
  }
}
