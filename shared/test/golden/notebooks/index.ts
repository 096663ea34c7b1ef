import type { Notebook } from '../kinds/notebook.ts';
import { texts } from './cells.ts';
import { extra } from './extra.ts';
import { seed000 } from './seed000.ts';
import { seed002 } from './seed002.ts';
import { seed003 } from './seed003.ts';
import { seed004 } from './seed004.ts';

/** The ports of the recorded notebooks, by the name before `#` in a case's id. */
export const notebooks: Readonly<Record<string, Notebook>> = {
  seed000: texts(seed000),
  seed002: texts(seed002),
  seed003: texts(seed003),
  seed004: texts(seed004),
  extra: texts(extra),
};
