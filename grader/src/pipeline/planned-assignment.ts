import { InputError } from '../schema/input-error.ts';
import type { Plan, PlannedAssignment } from '../schema/plan.ts';

/** The assignment that a planned submission is for. */
export function plannedAssignment(plan: Plan, slug: string): PlannedAssignment {
  const assignment = plan.assignments.find((one) => one.slug === slug);
  if (assignment === undefined) {
    const seen = `a submission for "${slug}" is planned, and no such assignment`;
    throw new InputError({ who: 'plan.json', seen, hint: 'make the plan again: --only plan' });
  }
  return assignment;
}
