/**
 * What runs beside the student's code in A05: a generator is made from a seed, and a stack of layers is filled with
 * given numbers, called, and described by shapes and outputs. Nothing here knows an answer.
 */
import { type Tensor, torch } from '#torch';

type Submission = typeof import('../../../solutions/a05-logreg-shapes/logreg-shapes.ts');

export type HeadKind = Parameters<Submission['buildHead']>[0];

/** What `initLogReg` draws for each pair of sizes, one after the other from one generator. */
export function initialWeights(
  student: Submission,
  sizes: readonly (readonly [F: number, C: number])[],
  seed: number,
): { W: Tensor; b: Tensor }[] {
  const generator = new torch.Generator().manualSeed(seed);
  return sizes.map(([F, C]) => {
    const { W, b } = student.initLogReg(F, C, generator);
    return { W, b };
  });
}

/** The shapes of a head's parameters, and what it makes of `x` once they hold `values`, in their order. */
export function headOutputs(
  student: Submission,
  kind: HeadKind,
  sizes: readonly number[],
  values: Tensor,
  x: Tensor,
): { shapes: number[][]; outputs: Tensor } {
  const model = student.buildHead(kind, [...sizes]);
  const parameters = [...model.parameters()];
  let used = 0;
  torch.noGrad(() => {
    for (const parameter of parameters) {
      const end = used + parameter.numel();
      parameter.copy_(values.narrow(0, used, parameter.numel()).reshape([...parameter.shape]));
      used = end;
    }
  });
  return { shapes: parameters.map(({ shape }) => [...shape]), outputs: model.call(x).detach() };
}

/** Errors that say that there is nothing to test yet, or that something was used that is not allowed. */
const NO_REFUSALS = ['NotImplementedError', 'Forbidden'];

/** Whether `buildHead` throws an error, for each kind and sizes. */
export function refusals(
  student: Submission,
  heads: readonly (readonly [kind: HeadKind, sizes: readonly number[]])[],
): boolean[] {
  return heads.map(([kind, sizes]) => {
    try {
      student.buildHead(kind, [...sizes]);
      return false;
    } catch (error) {
      if (error instanceof Error && NO_REFUSALS.includes(error.name)) throw error;
      return true;
    }
  });
}
