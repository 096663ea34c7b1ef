import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fields, FormatError, fields, list, text } from './driver/read.ts';

/** A file of recorded cases; its name is the category. */
export interface CaseFile {
  readonly name: string;
  readonly cases: readonly Fields[];
}

/**
 * Every `*.json` of a folder, by name.
 *
 * @throws FormatError for a file that is not in the format of the README, or that names an id twice.
 */
export function readCaseFiles(folder: string, only: readonly string[] = []): CaseFile[] {
  const found = readdirSync(folder)
    .filter((entry) => entry.endsWith('.json'))
    .map((entry) => entry.slice(0, -'.json'.length))
    .sort();
  const unknown = only.filter((name) => !found.includes(name));
  if (found.length === 0) throw new FormatError(`${folder} holds no *.json file`);
  if (unknown.length > 0)
    throw new FormatError(`no file ${unknown.join(', ')}; there are ${found.join(', ')}`);
  const wanted = found.filter((name) => only.length === 0 || only.includes(name));
  return wanted.map((name) => readCaseFile(folder, name));
}

function readCaseFile(folder: string, name: string): CaseFile {
  const content: unknown = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const cases = list(fields(content, name).cases, `${name}.cases`).map((item) =>
    fields(item, `${name}.cases`),
  );
  const ids = cases.map(({ id }) => text(id, `${name}: id`));
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new FormatError(`${name} has the id ${twice} twice`);
  return { name, cases };
}
