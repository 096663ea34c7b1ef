import { describe, expect, test } from '@jest/globals';
import type { Device } from '../../src/index.ts';
import {
  casesByOperation,
  layerPrograms,
  notebooks,
  optimizations,
  programs,
  trainings,
} from '../device/recorded-on-devices.ts';
import { resetGlobals } from '../golden/driver/helpers.ts';
import { type Fields, isFields } from '../golden/driver/read.ts';
import { isRecordedTensor, recordedElements } from '../golden/driver/values.ts';
import { errorText, type Failure } from '../golden/driver/verdict.ts';
import { runNotebook } from '../golden/kinds/notebook.ts';
import { runOp } from '../golden/kinds/op.ts';
import { runOptimizer } from '../golden/kinds/optim.ts';
import { runProgram } from '../golden/kinds/prog.ts';
import { runTraining } from '../golden/kinds/train.ts';
import { deviations } from './deviations.ts';
import { onHost } from './on-host.ts';
import { openGpu } from './open-gpu.ts';
import { watchHost } from './watch-host.ts';

/*
 * The recorded cases of PyTorch on the GPU, forward and backward, at the precision that WGSL promises. Those with float64,
 * which it has not, are left out. What they have the CPU compute is a list that must be right.
 */

const gpu = openGpu();

/** Whether a value, or one inside of it, is float64, or a call that makes it so. */
function isDouble(value: unknown): boolean {
  if (value === 'Tensor.double') return true;
  if (Array.isArray(value)) return value.some(isDouble);
  if (!isFields(value)) return false;
  if (value.dtype === 'float64' || value.$dtype === 'float64') return true;
  return Object.values(value).some(isDouble);
}

/** The largest finite number among recorded values. */
function scaleOf(value: unknown): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map(scaleOf));
  if (typeof value === 'number') return Math.abs(value);
  if (!isFields(value)) return 0;
  if (!isRecordedTensor(value)) return scaleOf(Object.values(value));
  const sizes = recordedElements(value).map((element) => Math.abs(Number(element)));
  return sizes.filter(Number.isFinite).reduce((most, size) => Math.max(most, size), 0);
}

/** A tolerance for values that a GPU computed: [relative, absolute]. */
function loosened(tolerance: unknown, values: unknown): readonly [number, number] {
  const [relative = 0, absolute = 0] = Array.isArray(tolerance) ? (tolerance as number[]) : [];
  // Where there is nothing larger, what is subnormal may be 0.
  return [Math.max(relative, 1e-4), Math.max(absolute, 1e-5 * scaleOf(values), 2 ** -126)];
}

function onGpu(recorded: Fields): Fields {
  return {
    ...recorded,
    tol: loosened(recorded.tol, recorded.out ?? recorded.expect),
    gtol: loosened(recorded.gtol, recorded.grads),
  };
}

function failureOf(
  run: (recorded: Fields, device: Device) => Failure,
  recorded: Fields,
  device: Device,
): Failure {
  resetGlobals();
  try {
    return run(onGpu(recorded), device);
  } catch (error) {
    return errorText(error);
  }
}

if (gpu !== null) {
  const device = gpu;
  const computedOnHost = watchHost();
  const chosen = [...casesByOperation()].map(
    ([op, cases]) => [op, cases.filter((recorded) => !isDouble(recorded))] as const,
  );

  describe('the recorded cases on the GPU', () => {
    test.each(chosen.filter(([, cases]) => cases.length > 0))('%s', (_, cases) => {
      const failures = cases
        .filter(({ id }) => !Object.hasOwn(deviations, String(id)))
        .map((recorded) => [recorded.id, failureOf(runOp, recorded, device)])
        .filter(([, failure]) => failure !== undefined);
      expect(failures).toEqual([]);
    });

    const more: [string, (recorded: Fields, device: Device) => Failure, [string, Fields][]][] = [
      ['autograd', runProgram, programs()],
      ['nn_layers', runProgram, layerPrograms()],
      ['optim', runOptimizer, optimizations()],
      // The same run in float64 is recorded beside it.
      ['train', runTraining, trainings().map(([id, { f64: _, ...recorded }]) => [id, recorded])],
      ['notebooks', runNotebook, notebooks()],
    ];
    describe.each(more)('%s', (_, run, cases) => {
      test.each(cases.filter(([id, recorded]) => !isDouble(recorded) && !Object.hasOwn(deviations, id)))(
        '%s',
        (_, recorded) => {
          expect(failureOf(run, recorded, device)).toBeUndefined();
        },
      );
    });

    test.each(Object.keys(deviations))('%s still deviates', (id) => {
      const recorded = chosen.flatMap(([, cases]) => cases).find((recorded) => recorded.id === id);
      expect(recorded && failureOf(runOp, recorded, device)).not.toBeUndefined();
    });

    test('what the CPU computed for them is on the list, and nothing else', () => {
      expect([...computedOnHost].sort()).toEqual(Object.values(onHost).flat().sort());
    });
  });
}
