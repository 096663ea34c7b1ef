/**
 * The layers around a submission's process, and the command line that puts them on:
 *
 *     prlimit (CPU, memory, files) → bwrap (namespaces, read-only mounts, system call filter) → node with its permission model
 *
 * and, for root where there are no namespaces, with another user in the place of bwrap:
 *
 *     prlimit → setpriv (a user of its own, no privileges to gain) → node with its permission model
 *
 * `probe-isolation.ts` finds out which of them hold on this machine; this file only builds commands.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { highestInheritedDescriptor } from './inherited-descriptors.ts';
import { remember } from './remember.ts';
import { seccompFilter } from './seccomp.ts';
import type { Isolation } from './types.ts';

export const LAYERS = {
  limits: 'resource limits (prlimit)',
  namespaces: 'namespaces (bubblewrap)',
  seccomp: 'system call filter (seccomp)',
  descriptors: 'descriptor masking',
  permission: 'permission model (node)',
  otherUser: 'a user of its own (setpriv)',
} as const;

/** Another user is what there is instead of namespaces; with them it would add nothing. */
const { otherUser: _, ...LEVEL_3 } = LAYERS;
export const FULL_LAYERS: readonly Layer[] = Object.values(LEVEL_3);

/** A script to run confined. `script` and `stage` are paths outside; inside they may have other names. */
export interface Program {
  readonly script: string;
  /** The one directory it may read. */
  readonly stage: string;
  /** A startup snapshot that has the script in it. */
  readonly snapshot?: string | undefined;
  /** What follows the stage on its command line. */
  readonly arguments: readonly string[];
  readonly heapMb: number;
  readonly cpuSeconds: number;
  /** Private memory of the process, heap and typed arrays together. */
  readonly dataBytes?: number;
}

export interface Command {
  readonly file: string;
  readonly arguments: readonly string[];
  /** To be written to descriptors 4, 5 and so on. */
  readonly inputs: readonly (string | Uint8Array)[];
  /** Whatever this process would hand down unasked, up to this descriptor, is to be /dev/null. */
  readonly maskedUpTo: number;
  /** What it finds in its environment; nothing where this is absent. */
  readonly environment?: NodeJS.ProcessEnv;
}

const OPEN_FILES = 64;
/** Between the signal that says why, and the one that ends a process which does not listen. */
const CPU_GRACE_SECONDS = 2;
/** Files cannot be written anyway; bwrap itself needs a little while it sets up. */
const FILE_BYTES = 1_000_000;

/** An executable of that name on this process's PATH. */
export function findTool(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => path.startsWith('/') && existsSync(path));
}

/** Level 0, for runs whose submissions are trusted as far as this machine goes. Kernel limits still end a runaway. */
export function plainIsolation(): Isolation {
  const layers = findTool('prlimit') === undefined ? [] : [LAYERS.limits];
  return describeLayers(0, layers);
}

/**
 * Level 0 without any limit of the kernel's, for our own code on a GPU: a driver maps more memory and opens more files
 * than a submission may.
 */
export const bareIsolation = (): Isolation => describeLayers(0, []);

export type Layer = (typeof LAYERS)[keyof typeof LAYERS];

export function describeLayers(level: Isolation['level'], layers: readonly Layer[]): Isolation {
  return { level, layers, missing: FULL_LAYERS.filter((layer) => !layers.includes(layer)) };
}

/** Node 20 knows the flag as experimental only, later releases without that word only. */
function permissionFlag(): string {
  return process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
}

/** Flags of V8. Processes that share a snapshot must share them. */
export const v8Arguments = (heapMb: number): string[] => [`--max-old-space-size=${heapMb}`];

/**
 * What makes a snapshot, and starts from it. Hashes stay as they are in it: to spread them anew takes 5 ms of every start,
 * and would protect a process from whoever chooses the keys of its tables, which here is the student alone.
 */
export const snapshotArguments = (blob: string): string[] => [
  '--no-rehash-snapshot',
  '--snapshot-blob',
  blob,
];

function nodeArguments(program: Program, permission: boolean): string[] {
  const { script, stage, snapshot, heapMb } = program;
  const reads = snapshot === undefined ? [script, `${stage}/*`] : [`${stage}/*`];
  return [
    ...v8Arguments(heapMb),
    '--no-warnings',
    ...(permission ? [permissionFlag(), ...reads.map((path) => `--allow-fs-read=${path}`)] : []),
    // With a snapshot the script is a mere name, so that the command line has the same places.
    ...(snapshot === undefined ? [script] : [...snapshotArguments(snapshot), 'host']),
    stage,
    ...program.arguments,
  ];
}

/** The shared libraries of the running Node, its dynamic loader included. */
const nodeLibraries = remember<void, readonly string[]>(async () => {
  const { stdout } = await promisify(execFile)('ldd', [process.execPath]);
  return [...stdout.matchAll(/^\s*(?:\S+ => )?(\/\S+) \(0x/gm)].map((match) => match[1] as string);
});

/**
 * A host reads a snapshot of several megabytes and ends soon after. In huge pages, and with memory kept that is freed, it
 * has half as many page faults, which is 6 ms. The thresholds are those that glibc itself would arrive at.
 */
const MALLOC = [
  'glibc.malloc.hugetlb=1',
  `glibc.malloc.mmap_threshold=${32 * 2 ** 20}`,
  `glibc.malloc.trim_threshold=${64 * 2 ** 20}`,
].join(':');

/**
 * Bubblewrap's options: what the process can see (Node, its libraries, the script and the stage, all read-only). There are
 * no devices: Node asks the kernel itself for random bytes, and each mount takes time.
 */
async function bwrapOptions({ script, snapshot, stage }: Program): Promise<string[]> {
  const shared = (await nodeLibraries()).flatMap((library) => ['--ro-bind', library, library]);
  return [
    '--unshare-all',
    '--unshare-user',
    '--disable-userns',
    '--die-with-parent',
    '--new-session',
    '--clearenv',
    ...['--setenv', 'GLIBC_TUNABLES', MALLOC],
    '--cap-drop',
    'ALL',
    ...shared,
    ...['--ro-bind', process.execPath, INSIDE.node],
    ...(snapshot === undefined
      ? ['--ro-bind', script, INSIDE.script]
      : ['--ro-bind', snapshot, INSIDE.snapshot]),
    ...['--ro-bind', stage, INSIDE.stage],
    ...['--remount-ro', '/'],
    ...['--chdir', INSIDE.stage],
  ];
}

/** Names inside the namespace. `.mjs` spares Node the search for a package that says what the script is. */
const INSIDE = { node: '/node', script: '/host.mjs', snapshot: '/host.blob', stage: '/stage' } as const;

function limitArguments({ cpuSeconds, dataBytes }: Program): string[] {
  return [
    // Where both limits are the same the kernel sends SIGKILL, and nobody could tell why.
    `--cpu=${cpuSeconds}:${cpuSeconds + CPU_GRACE_SECONDS}`,
    `--nofile=${OPEN_FILES}`,
    `--fsize=${FILE_BYTES}`,
    '--core=0',
    ...(dataBytes === undefined ? [] : [`--data=${dataBytes}`]),
  ];
}

/** Users that no machine has by name. Each process gets one of its own, so that none can signal or trace another. */
const USERS = { first: 2_000_000, count: 100_000 } as const;
let usersGiven = 0;

/** Makes the stage another user's, and gives the command that becomes that user. */
async function asOtherUser(stage: string): Promise<string[]> {
  const user = USERS.first + (usersGiven++ % USERS.count);
  await chown(stage, user, user);
  // The folder above, which only its owner may enter as a rule, lists nothing and lets through who knows a name.
  await chmod(dirname(stage), 0o711);
  const identity = [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'];
  return [tool('setpriv'), ...identity, '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'];
}

/** Neither changes while this process runs, and a class starts a host for every submission. */
const FILTER = seccompFilter(process.arch);
const HIGHEST_INHERITED = highestInheritedDescriptor() ?? 2;

/** The command that runs `program` inside the layers that `isolation` names. */
export async function confine({ layers }: Isolation, program: Program): Promise<Command> {
  const has = (layer: Layer): boolean => layers.includes(layer);
  const inputs: (string | Uint8Array)[] = [];
  const around: string[] = has(LAYERS.limits) ? [tool('prlimit'), ...limitArguments(program)] : [];
  let [node, seen] = [process.execPath, program];
  if (has(LAYERS.namespaces)) {
    const snapshot = program.snapshot && INSIDE.snapshot;
    [node, seen] = [INSIDE.node, { ...program, ...INSIDE, snapshot }];
    const filter = has(LAYERS.seccomp) ? FILTER : undefined;
    const options = [...(await bwrapOptions(program)), ...(filter ? ['--seccomp', '5'] : [])];
    inputs.push(options.map((option) => `${option}\0`).join(''), ...(filter ? [filter] : []));
    around.push(tool('bwrap'), '--args', '4', '--');
  } else if (has(LAYERS.otherUser)) {
    around.push(...(await asOtherUser(program.stage)));
  }
  const [file, ...rest] = [...around, node, ...nodeArguments(seen, has(LAYERS.permission))];
  const maskedUpTo = has(LAYERS.descriptors) ? HIGHEST_INHERITED : 2;
  return { file: file as string, arguments: rest, inputs, maskedUpTo };
}

function tool(name: string): string {
  const path = findTool(name);
  if (path === undefined) throw new Error(`${name} was there when this machine was probed and is gone now`);
  return path;
}
