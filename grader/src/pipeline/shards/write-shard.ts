import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Isolation } from '../../sandbox/types.ts';
import { InputError } from '../../schema/input-error.ts';
import { outcomeSchema } from '../../schema/outcome.ts';
import { planSchema } from '../../schema/plan.ts';
import { type ShardDocument, shardSchema } from '../../schema/shard.ts';
import { parseDocument, readDocument } from '../../schema/validate.ts';
import { keyedDigest, sha256 } from '../digest.ts';
import { writeDocument } from '../durable-write.ts';
import type { OutPaths } from '../out-paths.ts';
import type { Secret } from '../secret.ts';
import { type Shard, shardName, shareOf } from './shard.ts';

/** Takes away what an earlier run of the same shard said: a shard that is not finished has no document. */
export async function beginShard(paths: OutPaths, shard: Shard): Promise<void> {
  if (existsSync(paths.shard)) {
    const there = readDocument(paths.shard, shardSchema);
    if (shardName(there) !== shardName(shard)) {
      throw new InputError({
        who: paths.shard,
        seen: `this folder holds shard ${shardName(there)}, and shard ${shardName(shard)} is asked for`,
        hint: 'give each shard an --out of its own',
      });
    }
  }
  await rm(paths.shard, { force: true });
}

/** Writes `shard.json` about outcomes that are all there, and resolves to the number of those that a fault of the grader spoilt. */
export async function writeShard(
  paths: OutPaths,
  shard: Shard,
  { isolation, secret }: { readonly isolation: Isolation; readonly secret: Secret },
): Promise<number> {
  const planText = readFileSync(paths.plan);
  const plan = parseDocument(planText.toString('utf8'), planSchema, paths.plan);
  let withheld = 0;
  const outcomes = shareOf(plan, shard).map(({ learner, assignment, attempt }) => {
    const name = { learner, assignment, attempt };
    const bytes = readFileSync(paths.outcome(name));
    const { cases } = parseDocument(bytes.toString('utf8'), outcomeSchema, paths.outcome(name));
    if (cases.some(({ failure }) => failure?.kind === 'grader-error')) withheld += 1;
    return { ...name, sha256: sha256(bytes) };
  });
  const document: ShardDocument = {
    schema: 'shard/v1',
    ...shard,
    planSha256: sha256(planText),
    classSha256: sha256(readFileSync(paths.class)),
    secretSha256: keyedDigest(secret.value, ['shard', plan.seed]),
    isolation: { level: isolation.level, layers: [...isolation.layers], missing: [...isolation.missing] },
    versions: plan.versions,
    outcomes,
  };
  await writeDocument(paths.shard, document);
  return withheld;
}
