import { Type } from '@sinclair/typebox';
import { EngineDied } from '../engine/engine.ts';
import type { Kit } from '../kit.ts';
import { closed } from '../schema/fields.ts';
import { plannedCase } from '../schema/plan.ts';
import type { Cache } from './cache.ts';
import { canonicalDigest } from './digest.ts';
import type { EngineSlots } from './engine-slots.ts';
import type { Collector } from './plan.ts';

const casesSchema = closed({ cases: Type.Array(Type.Omit(plannedCase, ['points'])) });

/** Asks an engine for the cases of suites that the cache does not know. An engine that dies is asked for once more. */
export function suiteCases(kit: Kit, engines: EngineSlots, cache: Cache): Collector {
  const collect = async (slug: string) => {
    try {
      return await engines.at(0).collect(slug);
    } catch (error) {
      if (!(error instanceof EngineDied)) throw error;
      engines.discard(0);
      return engines.at(0).collect(slug);
    }
  };
  return async (slug, { suite, runtime, grader }) => {
    const key = canonicalDigest({ casesOf: slug, suite, runtime, grader, versions: { ...kit.versions } });
    const known = cache.read(key, casesSchema);
    if (known !== undefined) return known.cases;
    const cases = await collect(slug);
    await cache.write(key, { cases });
    return cases;
  };
}
