import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { assignmentsDir, type Kit } from '../kit.ts';

/**
 * Where the handout speaks of a task: the first line of its section "Tasks" that names it, else the first line at
 * all, as `path:line`, which editors' terminals open at a click.
 */
export function handoutSections(kit: Kit, slug: string): (task: { id: string; name: string }) => string {
  const path = join(assignmentsDir(kit), slug, 'handout.md');
  const shown = relative(process.cwd(), path);
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const tasks = lines.indexOf('## Tasks');
  return ({ id, name }) => {
    const mention = new RegExp(`\\b(${id.replaceAll('.', '\\.')}|${name})\\b`);
    const named = (line: string, index: number) => index > tasks && mention.test(line);
    const index = lines.findIndex(named);
    const line = index < 0 ? lines.findIndex((text) => mention.test(text)) : index;
    return line < 0 ? shown : `${shown}:${line + 1}`;
  };
}
