import { perform, readCall } from '../driver/dispatch.ts';
import { raisedDifference } from '../driver/raised.ts';
import { type Fields, fields, list } from '../driver/read.ts';
import { newScope } from '../driver/values.ts';
import { errorText, type Failure } from '../driver/verdict.ts';
import { readInputs, runStep } from './prog.ts';

/** The call, or the program's last step, must raise; what stands before must not. */
export function runRaises(recorded: Fields): Failure {
  const scope = newScope();
  const raises = fields(recorded.raises, 'raises');
  if (recorded.prog === undefined) return raisedBy(() => perform(readCall(recorded), scope), raises);
  const steps = list(recorded.prog, 'prog').map((step) => fields(step, 'step'));
  const last = steps.at(-1);
  try {
    readInputs(recorded, scope);
    for (const step of steps.slice(0, -1)) runStep(step, scope);
  } catch (error) {
    return `before the last step: ${errorText(error)}`;
  }
  return raisedBy(() => last !== undefined && runStep(last, scope), raises);
}

function raisedBy(call: () => unknown, raises: Fields): Failure {
  try {
    call();
  } catch (error) {
    return raisedDifference(error, raises);
  }
  return `raised nothing; PyTorch raises ${raises.type}: ${raises.msg}`;
}
