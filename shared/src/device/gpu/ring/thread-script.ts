import { unavailable } from '../complaints.ts';

/**
 * The script of the thread that has the GPU in Node: thread.ts, with all that it imports, as text, so that there is no file to be
 * found. The build puts it in the place of this module; the sources go without (see build.mjs).
 */
export function threadScript(): string {
  throw unavailable('the thread for it takes a runtime that was built', 'npm run build.');
}
