/**
 * The layers around a submission's process, and the command line that puts them on:
 *
 *     prlimit (CPU, memory, files) → bwrap (namespaces, read-only mounts) → node with its permission model
 *
 * `probe-isolation.ts` finds out which of them hold on this machine; this file only builds commands.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Isolation } from './types.ts';

export const LAYERS = {
  limits: 'resource limits (prlimit)',
  namespaces: 'namespaces (bubblewrap)',
  permission: 'permission model (node)',
} as const;

/** What level 3 has on top; none of it is built yet. */
const NOT_BUILT = ['seccomp filter', 'descriptor masking'] as const;

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
  /** To be written to descriptor 4, when present. */
  readonly descriptor4?: string;
}

const OPEN_FILES = 64;
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

export type Layer = (typeof LAYERS)[keyof typeof LAYERS];

export function describeLayers(level: Isolation['level'], layers: readonly Layer[]): Isolation {
  const absent = Object.values(LAYERS).filter((layer) => !layers.includes(layer));
  return { level, layers, missing: [...absent, ...NOT_BUILT] };
}

/** Node 20 knows the flag as experimental only, later releases without that word only. */
function permissionFlag(): string {
  return process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
}

/** Flags of V8. Processes that share a snapshot must share them. */
export const v8Arguments = (heapMb: number): string[] => [`--max-old-space-size=${heapMb}`];

function nodeArguments(program: Program, permission: boolean): string[] {
  const { script, stage, snapshot, heapMb } = program;
  const reads = snapshot === undefined ? [script, `${stage}/*`] : [`${stage}/*`];
  return [
    ...v8Arguments(heapMb),
    // Stacks then name lines of the student's own file.
    '--enable-source-maps',
    '--no-warnings',
    ...(permission ? [permissionFlag(), ...reads.map((path) => `--allow-fs-read=${path}`)] : []),
    // With a snapshot the script is a mere name, so that the command line has the same places.
    ...(snapshot === undefined ? [script] : ['--snapshot-blob', snapshot, 'host']),
    stage,
    ...program.arguments,
  ];
}

let libraries: Promise<readonly string[]> | undefined;

/** The shared libraries of the running Node, its dynamic loader included. */
function nodeLibraries(): Promise<readonly string[]> {
  libraries ??= promisify(execFile)('ldd', [process.execPath]).then(({ stdout }) =>
    [...stdout.matchAll(/^\s*(?:\S+ => )?(\/\S+) \(0x/gm)].map((match) => match[1] as string),
  );
  return libraries;
}

/** Everything the process can see: Node, its libraries, the script and the stage, all read-only. */
async function mounts({ script, snapshot, stage }: Program): Promise<string[]> {
  const shared = (await nodeLibraries()).flatMap((library) => ['--ro-bind', library, library]);
  return [
    '--unshare-all',
    '--unshare-user',
    '--disable-userns',
    '--die-with-parent',
    '--new-session',
    '--clearenv',
    '--cap-drop',
    'ALL',
    ...shared,
    ...['--ro-bind', process.execPath, '/node'],
    ...(snapshot === undefined
      ? ['--ro-bind', script, INSIDE.script]
      : ['--ro-bind', snapshot, INSIDE.snapshot]),
    ...['--ro-bind', stage, INSIDE.stage],
    ...['--dev', '/dev', '--remount-ro', '/dev'],
    ...['--remount-ro', '/'],
    ...['--chdir', INSIDE.stage],
  ];
}

/** Names inside the namespace. `.mjs` spares Node the search for a package that says what the script is. */
const INSIDE = { script: '/host.mjs', snapshot: '/host.blob', stage: '/stage' } as const;

function limitArguments({ cpuSeconds, dataBytes }: Program): string[] {
  return [
    `--cpu=${cpuSeconds}`,
    `--nofile=${OPEN_FILES}`,
    `--fsize=${FILE_BYTES}`,
    '--core=0',
    ...(dataBytes === undefined ? [] : [`--data=${dataBytes}`]),
  ];
}

/** The command that runs `program` inside the layers that `isolation` names. */
export async function confine({ layers }: Isolation, program: Program): Promise<Command> {
  const permission = layers.includes(LAYERS.permission);
  const namespaces = layers.includes(LAYERS.namespaces);
  const snapshot = program.snapshot && INSIDE.snapshot;
  const inner = namespaces
    ? ['/node', ...nodeArguments({ ...program, ...INSIDE, snapshot }, permission)]
    : [process.execPath, ...nodeArguments(program, permission)];
  const wrapped = namespaces ? [tool('bwrap'), '--args', '4', '--', ...inner] : inner;
  const [file, ...rest] = layers.includes(LAYERS.limits)
    ? [tool('prlimit'), ...limitArguments(program), ...wrapped]
    : wrapped;
  return {
    file: file as string,
    arguments: rest,
    ...(namespaces && { descriptor4: (await mounts(program)).map((argument) => `${argument}\0`).join('') }),
  };
}

function tool(name: string): string {
  const path = findTool(name);
  if (path === undefined) throw new Error(`${name} was there when this machine was probed and is gone now`);
  return path;
}
