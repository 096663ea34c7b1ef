import type { Failure } from '../schema/kinds.ts';
import { misconception } from './misconceptions.ts';

/** The failure with the misconception behind it, and the hint that goes with that. */
export function named(failure: Failure, code: string): Failure {
  const hint = misconception(code)?.hint;
  return { ...failure, misconception: code, ...(hint !== undefined && { hint }) };
}
