import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { regionsOf } from '../authoring/regions.ts';
import type { SuiteCase } from '../engine/index.ts';
import { type Kit, solutionDir, suiteDir, visibleSuitePath } from '../kit.ts';

/** A text that no student may be handed, and where it comes from. */
export interface Secret {
  readonly text: string;
  readonly from: string;
  /** Whose it is. A line of code that another assignment shows as well is its own there, and gives nothing away. */
  readonly slug: string;
}

/** Runs beside the student's code, so it is handed out. */
const PROBES = 'probes.ts';

/** Shorter lines (`});`, `return result;`) say nothing, and stand everywhere. */
const TELLING = 25;

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim());

/**
 * What an assignment keeps from students: the lines of its solution regions, of its mistakes and of its hidden
 * suites, and the ids and titles of its hidden cases. Lines that students are given on purpose are none: the rest
 * of the solution, which is the starter, the visible suite, and the probes.
 */
export function secretsOf(kit: Kit, slug: string, cases: readonly SuiteCase[]): Secret[] {
  const visible = existsSync(visibleSuitePath(kit, slug))
    ? readFileSync(visibleSuitePath(kit, slug), 'utf8')
    : '';
  const probes = join(suiteDir(kit, slug), PROBES);
  const given = new Set([
    ...linesOf(visible),
    ...(existsSync(probes) ? linesOf(readFileSync(probes, 'utf8')) : []),
  ]);
  const secrets: Secret[] = [];
  const keep = (from: string, lines: readonly string[]) => {
    for (const text of lines) {
      if (text.length >= TELLING && !given.has(text) && !isPlumbing(text)) secrets.push({ text, from, slug });
    }
  };
  const solutions = solutionDir(kit, slug);
  const inside: [string, string[]][] = [];
  for (const file of sourcesIn(solutions)) {
    const { open, closed } = splitAtRegions(readFileSync(join(solutions, file), 'utf8'), file);
    for (const line of open) given.add(line);
    inside.push([file, closed]);
  }
  for (const [file, lines] of inside) keep(`solutions/${slug}/${file}`, lines);
  for (const [shown, folder] of [
    [`solutions/${slug}/mistakes`, join(solutions, 'mistakes')],
    [`grader/suites/${slug}`, suiteDir(kit, slug)],
  ] as const) {
    for (const file of sourcesIn(folder))
      keep(`${shown}/${file}`, linesOf(readFileSync(join(folder, file), 'utf8')));
  }
  return [...secrets, ...titlesOf(slug, cases, visible)];
}

function sourcesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

/** Imports, re-exports and members of types are no answers. */
const isPlumbing = (line: string): boolean =>
  /^(import\b|export\b|\}).* from '[^']+';$|^readonly \w+\??: [^=]+;$/.test(line);

function splitAtRegions(source: string, file: string): { open: string[]; closed: string[] } {
  const regions = regionsOf(source, file);
  const within = (number: number) => regions.some(({ from, to }) => number > from && number < to);
  const lines = linesOf(source);
  return {
    open: lines.filter((_, index) => !within(index + 1)),
    closed: lines.filter((_, index) => within(index + 1)),
  };
}

/** A hidden case by its id, and by its title: as written in a source when it is short, anywhere when it is telling. */
function titlesOf(slug: string, cases: readonly SuiteCase[], visibleSuite: string): Secret[] {
  const given = cases.filter(({ visibility }) => visibility === 'visible').map(({ id }) => id);
  return cases
    .filter(({ visibility }) => visibility === 'hidden')
    .flatMap(({ id, title }) => {
      const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``].filter(
        (text) => !visibleSuite.includes(text),
      );
      // A visible case's id may begin with this one: then only the whole id, in a document's quotes, tells.
      const whole = given.some((visibleId) => visibleId.startsWith(id)) ? `"${id}"` : id;
      const texts = [
        whole,
        ...(title.includes(' ') ? quoted : []),
        ...(title.length >= TELLING ? [title] : []),
      ];
      return texts.map((text) => ({ text, from: `a hidden case of ${slug}`, slug }));
    });
}
