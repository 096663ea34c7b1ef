/**
 * What runs beside the student's code in A02: the losses must refuse shapes that do not fit, and an error is no value
 * that could cross. Nothing here knows an answer.
 */
import type { Tensor } from '#torch';

type Submission = typeof import('../../../solutions/a02-linreg-by-hand/linreg-by-hand.ts');

export type Loss = 'mse' | 'mae' | 'lossGivenParams';

/** What a loss did: its value for arguments that fit, and whether it threw an error for each list of those that do not. */
export interface Refusals {
  readonly loss: Tensor;
  readonly refused: readonly boolean[];
}

/** Errors that say that there is nothing to test yet, or that something was used that is not allowed. */
const NO_REFUSALS = ['NotImplementedError', 'Forbidden'];

export function refusals(
  student: Submission,
  name: Loss,
  fitting: readonly Tensor[],
  unfitting: readonly (readonly Tensor[])[],
): Refusals {
  const loss = (args: readonly Tensor[]): Tensor => Reflect.apply(student[name], undefined, args);
  const refuses = (args: readonly Tensor[]): boolean => {
    try {
      loss(args);
      return false;
    } catch (error) {
      if (error instanceof Error && NO_REFUSALS.includes(error.name)) throw error;
      return true;
    }
  };
  return { loss: loss(fitting), refused: unfitting.map(refuses) };
}
