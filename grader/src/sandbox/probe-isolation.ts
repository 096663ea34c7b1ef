import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CANARY, ESCAPES, type Escape } from './canary.ts';
import { confine, describeLayers, findTool, LAYERS, type Layer } from './isolation.ts';
import type { SandboxPaths } from './launch.ts';
import { type ConfinedProcess, spawnConfined } from './spawn-confined.ts';
import { startsIn } from './starts-in.ts';
import type { Isolation } from './types.ts';

/** A combination of layers, and what must be impossible inside it for it to count. */
interface Candidate {
  readonly level: Isolation['level'];
  readonly layers: readonly Layer[];
  readonly stops: readonly Escape[];
}

const { limits, namespaces, permission } = LAYERS;
const BEST_FIRST: readonly Candidate[] = [
  { level: 2, layers: [limits, namespaces, permission], stops: ESCAPES },
  { level: 2, layers: [namespaces, permission], stops: ESCAPES },
  { level: 1, layers: [limits, permission], stops: ['read a file', 'fork'] },
  { level: 1, layers: [permission], stops: ['read a file', 'fork'] },
  { level: 0, layers: [limits], stops: [] },
];
const TOOLS: Partial<Record<Layer, string>> = { [limits]: 'prlimit', [namespaces]: 'bwrap' };
const CANARY_MS = 10_000;
const CANARY_HEAP_MB = 64;

/** The built files that a host needs. */
export interface ProbePaths extends SandboxPaths {
  readonly torch: string;
}

/**
 * The best protection that this machine really gives: a canary is run inside each combination of layers, best
 * first, and only what it could not do is believed; then a host must be able to start there. Never throws for
 * want of a layer: without any it is level 0.
 */
export async function probeIsolation(paths: ProbePaths): Promise<Isolation> {
  const candidates = BEST_FIRST.filter(({ layers }) =>
    layers.every((layer) => TOOLS[layer] === undefined || findTool(TOOLS[layer]) !== undefined),
  );
  const aviary = await openAviary();
  try {
    for (const { level, layers, stops } of candidates) {
      const isolation = describeLayers(level, layers);
      const managed = await aviary.fly(isolation).catch(() => undefined);
      if (!managed || stops.some((stopped) => managed.includes(stopped))) continue;
      if (await startsIn(isolation, paths, aviary.folder)) return isolation;
    }
  } finally {
    await aviary.close();
  }
  return describeLayers(0, []);
}

/** Things to escape to: a file, a listener, a process; and a place to let the canary fly from. */
async function openAviary() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'gradus-probe-')));
  const stage = join(folder, 'stage');
  const script = join(folder, 'canary.mjs');
  const secret = join(folder, 'secret');
  await mkdir(stage);
  await writeFile(script, CANARY);
  await writeFile(secret, 'secret');
  const listener = createServer((socket) => socket.destroy());
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const { port } = listener.address() as AddressInfo;
  // A process of its own, and not this one: as process 1 of a container this one has a namesake in every namespace.
  const victim = spawn('sleep', ['60'], { stdio: 'ignore' });
  victim.on('error', () => {});

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
      const managed: unknown = JSON.parse(await printedBy(spawnConfined(command, folder)));
      if (!Array.isArray(managed)) throw new TypeError('the canary came back with something else');
      return managed;
    },
    async close(): Promise<void> {
      victim.kill('SIGKILL');
      listener.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** All that the process prints on stdout. Rejects when it does not end in time or has an error. */
async function printedBy({ child, output: [stdout, stderr], kill }: ConfinedProcess): Promise<string> {
  const timer = setTimeout(kill, CANARY_MS);
  let text = '';
  stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  stderr.resume();
  try {
    await once(child, 'close');
    return text;
  } finally {
    clearTimeout(timer);
    kill();
  }
}
