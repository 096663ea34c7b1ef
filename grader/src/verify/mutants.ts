import { fork } from 'node:child_process';
import { join } from 'node:path';
import { regionsOf } from '../authoring/regions.ts';
import { type Kit, solutionDir } from '../kit.ts';
import type { Manifest } from '../schema/manifest.ts';
import { readReference } from './check-layout.ts';
import type { Mutation } from './mutations.ts';

/** What a mutant is known by, as lines come and go. */
export interface MutantName {
  /** The task and the name of the region it stands in: 'A03.2 softmaxStable'. */
  readonly region: string;
  /** What is replaced, and by what: on one line, and cut when it is long. */
  readonly original: string;
  readonly replacement: string;
  /** Counts, from 1, the places in the region where the same is replaced by the same. */
  readonly nth: number;
}

/** A reference solution with one small change. */
export interface Mutant extends MutantName {
  readonly line: number;
  /** The source with the change. */
  readonly source: string;
}

/** In one line: 'A03.2 softmaxStable: `x.min()` for `x.max()`'. */
export function shownMutant({ region, original, replacement, nth }: MutantName): string {
  const place = nth === 1 ? '' : ` (place ${nth})`;
  const change = replacement === '' ? `without \`${original}\`` : `\`${replacement}\` for \`${original}\``;
  return `${region}: ${change}${place}`;
}

const LONGEST = 100;

/** Every mutant of an assignment's reference solution, in the order of the source. */
export async function mutantsOf(kit: Kit, manifest: Manifest, signal: AbortSignal): Promise<Mutant[]> {
  const { slug, file } = manifest;
  const source = readReference(kit, manifest);
  const regions = regionsOf(source, file);
  const counts = new Map<string, number>();
  const mutations = await mutationsIn(kit, join(solutionDir(kit, slug), file), signal);
  return mutations.map(({ start, end, replacement }) => {
    const line = source.slice(0, start).split('\n').length;
    const region = regions.find(({ from, to }) => line > from && line < to);
    const named = {
      region: region === undefined ? '' : `${region.task} ${region.name}`,
      original: onOneLine(source.slice(start, end)),
      replacement: onOneLine(replacement),
    };
    const key = JSON.stringify(named);
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    return { ...named, nth, line, source: source.slice(0, start) + replacement + source.slice(end) };
  });
}

function onOneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** Asks a process of its own: what parses and mutates is large, and nothing else needs it. */
function mutationsIn(kit: Kit, path: string, signal: AbortSignal): Promise<Mutation[]> {
  const child = fork(kit.dist.mutate, [path], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], signal });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.once('message', (mutations: Mutation[]) => resolve(mutations));
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`no mutants of ${path} (exit status ${code})\n${said}`)));
  });
}
