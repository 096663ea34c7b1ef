import type { Bundle } from './bundle.ts';
import { SecretIndex } from './secret-index.ts';
import type { Secret } from './secrets.ts';

export interface Leak {
  /** The file of the bundle, and what stands in it. */
  readonly path: string;
  readonly text: string;
  /** Where the text comes from. */
  readonly from: string;
}

/** Folders that a student's kit never has, whatever is in them. */
const CLOSED_FOLDERS = /(^|\/)(solutions|mistakes|hidden)(\/|$)|(^|\/)hidden\.test\.ts$/;

/** The runtime knows of no assignment (its sources may import nothing of them): words it shares with one are chance. */
const RUNTIME = /^dist\/((torch|plots)\.js$|types\/shared\/)/;

/** The folder of an assignment in a bundle. */
const ASSIGNMENT = /^assignments\/([^/]+)\//;

/** The first secret that stands anywhere in a bundle. */
export function findLeak(bundle: Bundle, secrets: readonly Secret[]): Leak | undefined {
  const index = new SecretIndex(secrets);
  for (const [path, content] of bundle) {
    const closed = CLOSED_FOLDERS.exec(path);
    if (closed !== null) return { path, text: closed[0], from: 'its name' };
    if (RUNTIME.test(path)) continue;
    const secret = index.firstIn(Buffer.from(content).toString('utf8'), ASSIGNMENT.exec(path)?.[1]);
    if (secret !== undefined) return { path, text: secret.text, from: secret.from };
  }
  return undefined;
}
