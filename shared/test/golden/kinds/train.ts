import type { Device } from '#torch';
import { difference, exact, type Tolerance, tolerance, within } from '../driver/compare.ts';
import { randomInt64 } from '../driver/helpers.ts';
import { chainModule, layer } from '../driver/modules.ts';
import { type Fields, fields, list, number, numbers, text } from '../driver/read.ts';
import { callAt, items, member, method } from '../driver/runtime.ts';
import { trailingOptions } from '../driver/spelling.ts';
import { decode, isRecordedTensor, newScope } from '../driver/values.ts';
import type { Failure } from '../driver/verdict.ts';

/** Above this relative distance between float32 and float64 a run is chaotic: nothing is compared. */
const chaotic = 0.05;

/**
 * A whole seeded training run: initial values, order of the rows, losses, final values, predictions. The model moves to
 * `device`, and each batch.
 */
export function runTraining(recorded: Fields, device: Device | 'cpu' = 'cpu'): Failure {
  callAt(['torch', 'manualSeed'], [recorded.seed]);
  const model = makeModel(fields(recorded.model, 'model'));
  const atStart = difference(method(model, 'stateDict'), recorded.init, tolerance(recorded.tol_init), 'init');
  if (atStart !== undefined) return atStart;
  method(model, 'to', [device]);
  const run = train(model, recorded, device);
  return runDifference(run, recorded) ?? endDifference(model, recorded, device);
}

interface Run {
  /** Row numbers by epoch and batch. */
  readonly order: readonly unknown[][];
  /** The loss of each batch, by epoch. */
  readonly losses: readonly number[][];
}

function train(model: unknown, recorded: Fields, device: Device | 'cpu'): Run {
  const read = (value: unknown): unknown => decode(value, newScope(), 'plain');
  const x = read(recorded.X);
  const rows = callAt(['torch', 'arange'], [member(items(member(x, 'shape', 'X')), '0', 'shape')]);
  const dataset = callAt(['data', 'TensorDataset'], [x, read(recorded.y), rows]);
  const loader = callAt(['data', 'DataLoader'], [dataset, { batchSize: recorded.batch_size, shuffle: true }]);
  const criterion = layer(text(recorded.loss, 'loss'), []);
  const [optimizerName, optimizerOptions] = list(recorded.optimizer, 'optimizer');
  const optimizer = callAt(text(optimizerName, 'optimizer').split('.'), [
    method(model, 'parameters'),
    ...trailingOptions(fields(read(optimizerOptions), 'optimizer')),
  ]);
  const scheduler = makeScheduler(optimizer, recorded.scheduler);
  const order: unknown[][] = [];
  const losses: number[][] = [];
  for (let epoch = 0; epoch < number(recorded.epochs, 'epochs'); epoch++) {
    method(model, 'train');
    const orderNow: unknown[] = [];
    const lossesNow: number[] = [];
    for (const batch of items(loader)) {
      const [inputs, targets, batchRows] = items(batch);
      const output = method(model, 'call', [method(inputs, 'to', [device])]);
      const prediction = recorded.flatten_output === true ? method(output, 'flatten') : output;
      const loss = method(criterion, 'call', [prediction, method(targets, 'to', [device])]);
      method(optimizer, 'zeroGrad');
      method(loss, 'backward');
      method(optimizer, 'step');
      orderNow.push(method(batchRows, 'tolist'));
      lossesNow.push(number(method(loss, 'item'), 'loss'));
    }
    if (scheduler !== undefined) method(scheduler, 'step');
    order.push(orderNow);
    losses.push(lossesNow);
  }
  return { order, losses };
}

function makeScheduler(optimizer: unknown, recorded: unknown): unknown {
  if (recorded === undefined || recorded === null) return undefined;
  const [name, options] = list(recorded, 'scheduler');
  const className = text(name, 'scheduler').replace('lr_scheduler.', '');
  return callAt(
    ['optim', 'lrScheduler', className],
    [optimizer, ...trailingOptions(fields(options, 'scheduler'))],
  );
}

function makeModel(recorded: Fields): unknown {
  const children = list(recorded.children, 'children').map((child): readonly [string, unknown] => {
    const [name, className, args] = list(child, 'child');
    return [text(name, 'child'), makeChild(text(className, 'class'), list(args, 'args'))];
  });
  return chainModule(text(recorded.class, 'class'), children);
}

function makeChild(className: string, args: readonly unknown[]): unknown {
  if (className !== 'nn.Sequential') return layer(className, args);
  const layers = args.map((item) => {
    const [name, own] = list(item, 'layer');
    return layer(text(name, 'layer'), list(own, 'args'));
  });
  return layer(className, layers);
}

function runDifference({ order, losses }: Run, recorded: Fields): Failure {
  const wantedOrder = list(recorded.order, 'order');
  const differs = difference(order.slice(0, wantedOrder.length), wantedOrder, exact, 'order');
  if (differs !== undefined) return differs;
  const batchSize = number(recorded.batch_size, 'batch_size');
  const bounds = numbers(recorded.tol_epoch, 'tol_epoch');
  const means = numbers(recorded.epoch_loss, 'epoch_loss');
  const scaled = numbers(recorded.epoch_sum_over_batch_size, 'epoch_sum_over_batch_size');
  const batches = list(recorded.batch_losses, 'batch_losses').map((epoch) => numbers(epoch, 'batch_losses'));
  for (const [epoch, bound] of bounds.entries()) {
    if (bound > chaotic) continue;
    const own = losses[epoch] ?? [];
    const sum = own.reduce((total, loss) => total + loss, 0);
    const mean = means[epoch] ?? Number.NaN;
    const relative: Tolerance = { relative: bound, absolute: 0 };
    if (!within(sum / own.length, mean, relative))
      return `epoch_loss[${epoch}] is ${sum / own.length}, not ${mean}`;
    if (!within(sum / batchSize, scaled[epoch] ?? Number.NaN, relative)) {
      return `epoch_sum_over_batch_size[${epoch}] is ${sum / batchSize}, not ${scaled[epoch]}`;
    }
    // A single batch may have next to no loss: its distance is measured by the epoch's mean as well.
    const ofBatch: Tolerance = { relative: bound, absolute: bound * Math.abs(mean) };
    const far = batches[epoch]?.findIndex((want, i) => !within(own[i] ?? Number.NaN, want, ofBatch)) ?? -1;
    if (far >= 0) return `batch_losses[${epoch}][${far}] is ${own[far]}, not ${batches[epoch]?.[far]}`;
  }
  return undefined;
}

function endDifference(model: unknown, recorded: Fields, device: Device | 'cpu'): Failure {
  const bound = number(recorded.tol_final, 'tol_final');
  if (bound <= chaotic) {
    const state = method(model, 'stateDict');
    const wanted = fields(recorded.final, 'final');
    const keys = difference(
      Object.keys(Object(state)),
      Object.keys(wanted),
      exact,
      'keys of the final state',
    );
    if (keys !== undefined) return keys;
    method(model, 'eval');
    const firstRows = method(decode(recorded.X, newScope(device), 'plain'), 'at', [':5']);
    const compared: [string, unknown, unknown][] = [
      ...Object.entries(wanted).map(([name, want]): [string, unknown, unknown] => [
        `final.${name}`,
        member(state, name, 'stateDict()'),
        want,
      ]),
      ['pred5', method(model, 'call', [firstRows]), recorded.pred5],
    ];
    for (const [name, got, want] of compared) {
      const differs = difference(got, want, { relative: bound, absolute: bound * largest(want) }, name);
      if (differs !== undefined) return differs;
    }
  }
  return difference(randomInt64({}), recorded.probe, exact, 'probe');
}

/** The largest magnitude of a recorded tensor: entries beside it may be any distance from 0. */
function largest(recorded: unknown): number {
  if (!isRecordedTensor(recorded)) return 0;
  return list(recorded.data, 'data').reduce<number>(
    (most, item) => Math.max(most, Math.abs(Number(item))),
    0,
  );
}
