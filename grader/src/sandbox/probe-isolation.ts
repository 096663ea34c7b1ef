import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { CANARY, ESCAPES, type Escape } from './canary.ts';
import { highestInheritedDescriptor } from './inherited-descriptors.ts';
import { confine, describeLayers, FULL_LAYERS, findTool, LAYERS, type Layer } from './isolation.ts';
import type { SandboxPaths } from './launch.ts';
import { seccompFilter } from './seccomp.ts';
import { type ConfinedProcess, spawnConfined } from './spawn-confined.ts';
import { startIn } from './start-in.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { Isolation } from './types.ts';
import { withPath } from './with-path.ts';

/** A combination of layers, and what must be impossible inside it for it to count. */
interface Candidate {
  readonly level: Isolation['level'];
  readonly layers: readonly Layer[];
  readonly stops: readonly Escape[];
}

const { limits, namespaces, seccomp, descriptors, permission, otherUser } = LAYERS;
/** What namespaces alone stop, and what another user does, who sees the network. */
const IN_NAMESPACES = ['read a file', 'connect', 'signal', 'fork'] as const;
const AS_OTHER_USER = ['read a file', 'signal', 'fork'] as const;
const BEST_FIRST: readonly Candidate[] = [
  { level: 3, layers: FULL_LAYERS, stops: ESCAPES },
  { level: 2, layers: [limits, namespaces, descriptors, permission], stops: IN_NAMESPACES },
  { level: 2, layers: [namespaces, seccomp, descriptors, permission], stops: ESCAPES },
  { level: 2, layers: [namespaces, permission], stops: IN_NAMESPACES },
  { level: 2, layers: [limits, otherUser, descriptors, permission], stops: AS_OTHER_USER },
  { level: 1, layers: [limits, descriptors, permission], stops: ['read a file', 'fork'] },
  { level: 1, layers: [descriptors, permission], stops: ['read a file', 'fork'] },
  { level: 1, layers: [permission], stops: ['read a file', 'fork'] },
  { level: 0, layers: [limits], stops: [] },
];
/** What a layer needs of the machine, besides what the canary then finds out. */
const AVAILABLE: Partial<Record<Layer, () => boolean>> = {
  [limits]: () => findTool('prlimit') !== undefined,
  [namespaces]: () => findTool('bwrap') !== undefined,
  [seccomp]: () => seccompFilter(process.arch) !== undefined,
  [descriptors]: () => highestInheritedDescriptor() !== undefined,
  [otherUser]: () => process.getuid?.() === 0 && findTool('setpriv') !== undefined,
};
const CANARY_MS = 10_000;
const CANARY_HEAP_MB = 64;
const LAST_WORDS = 500;

/** The built files that a host needs. */
export interface ProbePaths extends SandboxPaths {
  readonly torch: string;
}

/** One combination of layers as it went on this machine. */
export interface Attempt {
  readonly isolation: Isolation;
  /** Tools and system features that the combination needs and that are not there; then nothing was started. */
  readonly absent: readonly Layer[];
  /** What the canary managed inside, although these layers should stop it. */
  readonly managed: readonly Escape[];
  /** What kept the canary or a host from starting. */
  readonly error?: string;
}

/** What was found out about this machine. */
export interface Examination {
  /** The best combination that holds. */
  readonly isolation: Isolation;
  /** What of `ESCAPES` it does not stop. */
  readonly open: readonly Escape[];
  /** The better combinations, best first, and why they are not it. */
  readonly better: readonly Attempt[];
}

/**
 * The best protection that this machine really gives. Never throws for want of a layer: without any it is level 0. Where a
 * host does not start even so, it throws: that is no property of the machine, and must not read as one.
 */
export async function probeIsolation(paths: ProbePaths): Promise<Isolation> {
  return (await examineIsolation(paths)).isolation;
}

/**
 * Runs a canary inside each combination of layers, best first, and believes only what it could not do; then a host must
 * be able to start there. Throws as `probeIsolation` does.
 */
export async function examineIsolation(paths: ProbePaths): Promise<Examination> {
  const better: Attempt[] = [];
  const aviary = await openAviary();
  try {
    for (const { level, layers, stops } of BEST_FIRST) {
      const isolation = describeLayers(level, layers);
      const absent = layers.filter((layer) => AVAILABLE[layer]?.() === false);
      if (absent.length > 0) {
        better.push({ isolation, absent, managed: [] });
        continue;
      }
      try {
        const did = await insist(() => aviary.fly(isolation));
        const managed = stops.filter((way) => did.includes(way));
        if (managed.length === 0) {
          await insist(() => startIn(isolation, paths, aviary.folder));
          return { isolation, open: ESCAPES.filter((way) => did.includes(way)), better };
        }
        better.push({ isolation, absent, managed });
      } catch (cause) {
        if (isFull(cause)) throw cause;
        better.push({
          isolation,
          absent,
          managed: [],
          error: cause instanceof Error ? cause.message : String(cause),
        });
      }
    }
    const isolation = describeLayers(0, []);
    await insist(() => startIn(isolation, paths, aviary.folder));
    return { isolation, open: ESCAPES, better };
  } finally {
    await aviary.close();
  }
}

/** Tries again what failed: a process that somebody ended must not cost a level. */
const insist = <T>(attempt: () => Promise<T>): Promise<T> => attempt().catch(attempt);

/** Nothing starts on a full disk, with fewer layers no more than with all: that is to be mended, and says nothing of them. */
const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Things to escape to: a file, a listener, a process; and a place to let the canary fly from. */
async function openAviary() {
  const folder = await realpath(await temporaryFolder('probe'));
  const stage = join(folder, 'stage');
  const script = join(folder, 'canary.mjs');
  const secret = join(folder, 'secret');
  try {
    await mkdir(stage);
    await writeFile(script, CANARY);
    await writeFile(secret, 'secret', { mode: 0o600 });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw withPath(error, folder);
  }
  const listener = createServer((socket) => socket.destroy());
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const { port } = listener.address() as AddressInfo;
  // A process of its own, and not this one: as process 1 of a container this one has a namesake in every namespace.
  // It reads until this process, however that ends, lets go of the pipe.
  const victim = spawn('cat', [], { stdio: ['pipe', 'ignore', 'ignore'] });
  victim.on('error', () => {});
  victim.stdin.on('error', () => {});

  return {
    folder,
    /** What the canary managed to do. Rejects when it could not be started. */
    async fly(isolation: Isolation): Promise<unknown[]> {
      const command = await confine(isolation, {
        script,
        stage,
        arguments: [secret, `${port}`, `${victim.pid ?? process.pid}`],
        heapMb: CANARY_HEAP_MB,
        cpuSeconds: CANARY_MS / 1000,
      });
      return JSON.parse(await printedBy(spawnConfined(command, folder))) as unknown[];
    },
    async close(): Promise<void> {
      victim.kill('SIGKILL');
      listener.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** All that the process prints on stdout. Rejects, with its last words, when that is nothing. */
async function printedBy({ child, output: [stdout, stderr], kill }: ConfinedProcess): Promise<string> {
  const timer = setTimeout(kill, CANARY_MS);
  let [text, complaint] = ['', ''];
  stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-LAST_WORDS);
  });
  try {
    await once(child, 'close');
    if (text === '') throw new Error(complaint.trim() || `nothing came back within ${CANARY_MS / 1000} s`);
    return text;
  } finally {
    clearTimeout(timer);
    kill();
  }
}
