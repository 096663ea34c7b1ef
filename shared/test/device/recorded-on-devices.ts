import { join } from 'node:path';
import { readCaseFiles } from '../golden/cases.ts';
import { type Fields, fields, isFields, list, text } from '../golden/driver/read.ts';
import { isRecordedTensor } from '../golden/driver/values.ts';
import { exclusionOf } from '../golden/exclusions.ts';

/*
 * The recorded cases of PyTorch that mean something on every device.
 */

const files = [
  'ops_pointwise',
  'ops_binary',
  'ops_promote',
  'ops_reduce',
  'ops_shape',
  'ops_linalg',
  'losses',
];

/** The cases of every operation that has a tensor among its arguments, by its name. */
export function casesByOperation(): Map<string, Fields[]> {
  const chosen = new Map<string, Fields[]>();
  for (const { name, cases } of readCaseFiles(join(__dirname, '../golden'), files)) {
    for (const recorded of cases) {
      const { op } = recorded;
      const isCall = typeof op === 'string' && recorded.kind === undefined && recorded.raises === undefined;
      if (!isCall || !holdsTensor(recorded.args) || exclusionOf(name, recorded) !== undefined) continue;
      chosen.set(op, [...(chosen.get(op) ?? []), recorded]);
    }
  }
  return chosen;
}

/** The programs about autograd, which make no tensors but from their inputs. */
export function programs(): [string, Fields][] {
  return casesOf('autograd').filter(
    ([, recorded]) => recorded.prog !== undefined && holdsTensor(recorded.in),
  );
}

/** The programs that make layers and call them with their inputs. */
export function layerPrograms(): [string, Fields][] {
  return casesOf('nn_layers').filter(([, recorded]) => holdsTensor(recorded.in));
}

/** Optimizers step by step, and whole training runs. */
export function optimizations(): [string, Fields][] {
  return casesOf('optim').filter(([, recorded]) => recorded.kind === 'optim');
}

export function trainings(): [string, Fields][] {
  return casesOf('train');
}

/** Whole notebooks, but for what computes in float64. */
export function notebooks(): [string, Fields][] {
  return casesOf('notebooks').filter(
    ([, { cells }]) =>
      !list(cells, 'cells').some((cell) => text(fields(cell, 'cell').src, 'src').includes('.double(')),
  );
}

function casesOf(name: string): [string, Fields][] {
  const [file] = readCaseFiles(join(__dirname, '../golden'), [name]);
  return (file?.cases ?? [])
    .filter((recorded) => exclusionOf(name, recorded) === undefined)
    .map((recorded) => [String(recorded.id), recorded]);
}

function holdsTensor(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsTensor);
  return isRecordedTensor(value) || (isFields(value) && Object.values(value).some(holdsTensor));
}
