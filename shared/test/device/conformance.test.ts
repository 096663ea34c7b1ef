import { describe, expect, test } from '@jest/globals';
import { perform, readCall } from '../golden/driver/dispatch.ts';
import { resetGlobals } from '../golden/driver/helpers.ts';
import type { Fields } from '../golden/driver/read.ts';
import { newScope } from '../golden/driver/values.ts';
import { errorText, type Failure } from '../golden/driver/verdict.ts';
import { runOp } from '../golden/kinds/op.ts';
import { runProgram } from '../golden/kinds/prog.ts';
import { notThere, waiting } from './deviations.ts';
import { casesByOperation, programs } from './recorded-on-devices.ts';
import { TracingDevice } from './tracing-device.ts';

/*
 * The recorded cases of PyTorch on a second device: every operation, with operands and gradients there. An
 * operation that reaches for typed arrays instead of asking the device of its operands fails here, and so does one
 * that waits for elements on the host without a reason.
 */

function runThere(recorded: Fields, device: TracingDevice): Failure {
  resetGlobals();
  try {
    return runOp(recorded, device);
  } catch (error) {
    return errorText(error);
  }
}

/** How often the call alone, without the look at its result, waits for the device. */
function waits(recorded: Fields): number {
  resetGlobals();
  const device = new TracingDevice();
  perform(readCall(recorded), newScope(device));
  return device.reads;
}

describe('the recorded cases on a second device', () => {
  const chosen = casesByOperation();

  test.each([...chosen])('%s', (op, cases) => {
    const device = new TracingDevice();
    const failures = cases.map((recorded) => runThere(recorded, device)).filter((f) => f !== undefined);
    if (op in notThere) expect({ op, runs: failures.length === 0 }).toEqual({ op, runs: false });
    else expect(failures).toEqual([]);
  });

  test.each(programs())('autograd › %s', (_, recorded) => {
    resetGlobals();
    const device = new TracingDevice();
    expect(runProgram(recorded, device)).toBeUndefined();
    expect(device.dispatches).toBeGreaterThan(0);
  });

  test('every deviation is about an operation that is run here', () => {
    const named = [...Object.keys(notThere), ...Object.values(waiting).flat()];
    expect(named.filter((op) => !chosen.has(op))).toEqual([]);
  });

  test('no operation waits for the device but those with a reason', () => {
    const found = [...chosen].filter(([op, cases]) => !(op in notThere) && cases.some((c) => waits(c) > 0));
    expect(found.map(([op]) => op).sort()).toEqual(Object.values(waiting).flat().sort());
  });
});
