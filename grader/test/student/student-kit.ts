import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { main } from '../../src/cli.ts';

export const repository = resolve(__dirname, '../../..');

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A fresh folder whose name needs quoting everywhere: a space, and letters outside ASCII. */
export function scratchFolder(): { path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'gradus kit für alle-')));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** One command line of the instructor's program, in this process. */
export async function gradus(argv: readonly string[], root = repository): Promise<Ran> {
  const [stdout, stderr] = [collector(), collector()];
  const status = await main({ root, argv, stdout: stdout.stream, stderr: stderr.stream, env: {} });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

function collector() {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream, text: () => text };
}

/** A program in a folder, to its end. */
export function program(
  folder: string,
  file: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  return new Promise((settle) => {
    execFile(file, argv, { cwd: folder, env }, (error, stdout, stderr) => {
      settle({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}

/** `gradus …` of a released kit. */
export const student = (kit: string, ...argv: string[]): Promise<Ran> =>
  program(kit, process.execPath, ['dist/gradus.js', ...argv]);

/** Every file below a folder, by path. */
export function contents(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'latin1')]),
  );
}
