import type { Notebook } from '../kinds/notebook.ts';

/** The ports of the recorded notebooks, by the name before `#` in a case's id. */
export const notebooks: Readonly<Record<string, Notebook>> = {};
