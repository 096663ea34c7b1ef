import { onlySoftware } from './complaints.ts';
import { mainRealm } from './main-realm.ts';

let hasWarned = false;

/**
 * An adapter in software counts as none, which a warning says once: WebGPU works there, after all.
 *
 * @throws RuntimeError for one in software, unless GRADUS_SOFTWARE_GPU=1.
 */
export function requireHardware(name: string, isSoftware: boolean): void {
  if (!isSoftware || mainRealm().process.env.GRADUS_SOFTWARE_GPU === '1') return;
  const complaint = onlySoftware(name);
  if (!hasWarned) console.warn(`UserWarning: ${complaint.message}`);
  hasWarned = true;
  throw complaint;
}
