import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The kit's root: the folder that holds `assignments/`. */
export const ROOT = join(__dirname, '..', '..', '..');

/** The assignments that are there. */
export const SLUGS = readdirSync(join(ROOT, 'assignments'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^a\d\d-/.test(entry.name))
  .map(({ name }) => name);
