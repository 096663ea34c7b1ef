import { ValueError } from '../../core/errors.ts';
import type { AnyOptimizer, ScheduledGroup } from './scheduler.ts';

/** @throws ValueError for an optimizer that has neither momentum nor betas. */
export function requireMomentum(who: string, optimizer: AnyOptimizer): void {
  if ('momentum' in optimizer.defaults || 'betas' in optimizer.defaults) return;
  throw new ValueError({
    who,
    seen: 'optimizer must support momentum with `cycle_momentum` option enabled',
    hint: 'set cycleMomentum to false',
  });
}

/** Sets the momentum of a group; for the Adam family it is β₁. */
export function setMomentum(group: ScheduledGroup | undefined, momentum: number): void {
  if (group === undefined) return;
  if ('betas' in group && Array.isArray(group.betas))
    Object.assign(group, { betas: [momentum, group.betas[1]] });
  else Object.assign(group, { momentum });
}
