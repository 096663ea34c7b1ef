import { resetGlobals } from '../driver/helpers.ts';
import { type Fields, FormatError } from '../driver/read.ts';
import { errorText, type Failure } from '../driver/verdict.ts';
import { runNotebook } from './notebook.ts';
import { runOp } from './op.ts';
import { runOptimizer } from './optim.ts';
import { runProgram } from './prog.ts';
import { runRaises } from './raises.ts';
import { runTraining } from './train.ts';

/** The kinds of case that say something about PyTorch without being a test. */
const notCounted: ReadonlySet<unknown> = new Set(['note', 'spec']);

export function isCounted(recorded: Fields): boolean {
  return !notCounted.has(recorded.kind);
}

/** Runs one case from a clean start. Whatever it throws is a failure of the case. */
export function runCase(recorded: Fields): Failure {
  resetGlobals();
  try {
    return runner(recorded)(recorded);
  } catch (error) {
    return errorText(error);
  }
}

function runner(recorded: Fields): (recorded: Fields) => Failure {
  switch (recorded.kind) {
    case 'optim':
      return runOptimizer;
    case 'train':
      return runTraining;
    case 'notebook':
      return runNotebook;
    case undefined:
      if (recorded.raises !== undefined) return runRaises;
      return recorded.prog === undefined ? runOp : runProgram;
    default:
      throw new FormatError(`no kind of case is called ${String(recorded.kind)}`);
  }
}
