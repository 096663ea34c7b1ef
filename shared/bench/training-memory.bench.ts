/**
 * Does training hold on to memory? `npm run bench -- training-memory [--json FILE]`
 *
 * 10,000 steps of a small network with Adam: what is in use after the first 1,000 and at the end, each time after
 * collecting garbage. A graph that was not released after backward would show.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { F, nn, optim, torch } from '../src/index.ts';

const WARM = 1_000;
const STEPS = 10_000;
const BATCH = 32;
const SETTLE_MS = 50;
/** 1 MiB over 9,000 steps is 116 bytes a step: less than any one tensor. */
const LIMIT = 2 ** 20;

/** Bytes on JavaScript's heap and in typed arrays. */
interface InUse {
  readonly step: number;
  readonly heap: number;
  readonly arrays: number;
}

export function main({ argv }: { argv: readonly string[] }): number {
  const { values } = parseArgs({ args: [...argv], options: { json: { type: 'string' } } });
  const collect = garbageCollector();
  const measured = train((step): InUse => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return { step, heap: heapUsed, arrays: arrayBuffers };
  });
  const [warm, end] = measured as [InUse, InUse];
  const growth = end.heap + end.arrays - warm.heap - warm.arrays;
  const flat = growth <= LIMIT;
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
  process.stdout.write(table(measured, growth, flat, machine));
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ machine, measured, growth, flat }, null, 2)}\n`);
  }
  return flat ? 0 : 1;
}

/** The loop of a first course: forward, loss, backward, step, and a look at the loss. */
function train(measure: (step: number) => InUse): InUse[] {
  torch.manualSeed(0);
  const inputs = torch.rand(BATCH, 2);
  const targets = inputs.sum(1, { keepdim: true }).sin();
  const model = new nn.Sequential(new nn.Linear(2, 16), new nn.Tanh(), new nn.Linear(16, 1));
  const optimizer = new optim.Adam(model.parameters(), { lr: 0.01 });
  const measured: InUse[] = [];
  let sum = 0;
  for (let step = 1; step <= STEPS; step++) {
    const loss = F.mseLoss(model.call(inputs), targets);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    sum += loss.item();
    if (step === WARM || step === STEPS) measured.push(measure(step));
  }
  if (!(sum / STEPS < 0.1)) throw new Error(`bench: the network did not learn: mean loss ${sum / STEPS}`);
  return measured;
}

/** Collects all garbage: V8's own function, which no flag at the start is needed for. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('bench: this engine does not expose its collector');
  const pause = new Int32Array(new SharedArrayBuffer(4));
  return () => {
    for (let round = 0; round < 3; round++) {
      collect();
      // V8 frees the elements of arrays on a thread of its own.
      Atomics.wait(pause, 0, 0, SETTLE_MS);
    }
  };
}

function table(
  measured: readonly InUse[],
  growth: number,
  flat: boolean,
  { cpu, cores, node }: { readonly cpu: string; readonly cores: number; readonly node: string },
): string {
  const kib = (bytes: number): string => (bytes / 1024).toFixed(0).padStart(10);
  const rows = measured.map(
    ({ step, heap, arrays }) => `after step ${String(step).padStart(6)}${kib(heap)}${kib(arrays)}`,
  );
  const perStep = (growth / (STEPS - WARM)).toFixed(1);
  const verdict = `${flat ? 'flat' : 'NOT FLAT'}: ${perStep} bytes a step (at most ${(LIMIT / (STEPS - WARM)).toFixed(0)})`;
  return `KiB in use              heap    arrays\n${rows.join('\n')}\n\n${verdict}\n${cpu}, ${cores} cores · node ${node}\n`;
}
