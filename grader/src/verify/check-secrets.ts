import { planShare } from '../check/visible-points.ts';
import type { SuiteCase } from '../engine/index.ts';
import type { Kit } from '../kit.ts';
import { findLeak } from '../release/find-leak.ts';
import { secretsOf } from '../release/secrets.ts';
import { studentBundle } from '../release/student-bundle.ts';
import type { Manifest } from '../schema/manifest.ts';
import type { Fault } from './proof.ts';

/** Whether what students are handed of an assignment, its starter among it, gives anything away. */
export function checkSecrets(kit: Kit, manifest: Manifest, cases: readonly SuiteCase[]): Fault[] {
  const bundle = studentBundle(kit, [{ manifest, share: planShare(manifest, cases) }]);
  const leak = findLeak(bundle, secretsOf(kit, manifest.slug, cases));
  if (leak === undefined) return [];
  const says = `would give away “${leak.text}” (${leak.from}): reword the one or the other`;
  return [{ proof: 'secrets', at: leak.path, says }];
}
