import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import type { SuiteCase } from '../engine/index.ts';
import { assignmentsDir, type Kit } from '../kit.ts';
import { planCases } from '../pipeline/plan.ts';
import { closed, points, schemaName } from '../schema/fields.ts';
import type { Manifest } from '../schema/manifest.ts';
import { readDocument } from '../schema/validate.ts';
import { hundredths, pointsOf } from '../scoring/hundredths.ts';

/** `assignments/<slug>/points.json` of a student's kit: a group's points cannot be shared without its hidden cases. */
export const visiblePointsSchema = closed(
  {
    schema: schemaName('visible-points/v1'),
    cases: Type.Record(Type.String(), points('what the case is worth'), {
      description: 'the visible cases by id',
    }),
  },
  {
    $id: 'visible-points/v1',
    title: 'Visible points v1',
    description: 'What each case is worth that students can see',
  },
);

export type VisiblePoints = Static<typeof visiblePointsSchema>;

/** How an assignment's points are divided between what can be seen and what cannot. */
export interface PointsShare {
  readonly visible: VisiblePoints;
  readonly hidden: { readonly cases: number; readonly points: number };
}

export const visiblePointsPath = (kit: Kit, slug: string): string =>
  join(assignmentsDir(kit), slug, 'points.json');

/** The share as grading plans it; in a student's kit, as its release has written it down. */
export function pointsShare(kit: Kit, manifest: Manifest, cases: readonly SuiteCase[]): PointsShare {
  if (manifest.hidden === undefined) return planShare(manifest, cases);
  const visible = readDocument(visiblePointsPath(kit, manifest.slug), visiblePointsSchema);
  return { visible, hidden: manifest.hidden };
}

/** The share of a complete list of cases, visible and hidden. */
export function planShare(manifest: Manifest, cases: readonly SuiteCase[]): PointsShare {
  const planned = planCases(manifest, cases);
  const hidden = planned.filter(({ visibility }) => visibility === 'hidden');
  const visible = planned.filter(({ visibility }) => visibility === 'visible');
  return {
    visible: {
      schema: 'visible-points/v1',
      cases: Object.fromEntries(visible.map((one) => [one.id, one.points])),
    },
    hidden: {
      cases: hidden.length,
      points: pointsOf(hidden.reduce((sum, one) => sum + hundredths(one.points), 0)),
    },
  };
}
