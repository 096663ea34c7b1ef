import type { Case, Measure, Question, RuntimeName } from '../question.ts';
import { type Checksum, disagreement } from './checksum.ts';
import { interleave, type Rounds, type Sampler } from './interleave.ts';
import { isInSoftware } from './node-gpu.ts';
import type { RunningRuntime } from './protocol.ts';
import { makeRow, type Row } from './row.ts';

/** Where a library is, or why it is not there. */
export type Lane = { readonly start: () => Promise<RunningRuntime> } | { readonly absent: string };
export type Lanes = ReadonlyMap<RuntimeName, Lane>;

/** A sample is many steps, so that the clock's grain and a single pause count for little. */
const SAMPLE_S = 0.03;
/** Until V8 has compiled what runs often: all of a library in a new process, then what a case adds. */
const WARM_UP_S = { first: 1.5, next: 0.3 };

const ROUNDS: Readonly<Record<Measure, Rounds>> = {
  time: { rounds: 9, atLeast: 3, budgetMs: 5_000 },
  load: { rounds: 7, atLeast: 3, budgetMs: 15_000 },
  peakMemory: { rounds: 3, atLeast: 1, budgetMs: 20_000 },
  result: { rounds: 1, atLeast: 1, budgetMs: 0 },
};

/** The rows of a question; `versions` gathers what the libraries say they are. */
export async function measureQuestion(
  name: string,
  question: Question,
  lanes: Lanes,
  versions: Map<RuntimeName, string>,
): Promise<Row[]> {
  const kept: Kept = new Map();
  const start = async (runtime: RuntimeName, lane: Lane): Promise<RunningRuntime> => {
    if ('absent' in lane) throw new Error(lane.absent);
    const started = await lane.start();
    versions.set(runtime, started.loaded.version);
    return started;
  };
  try {
    const rows: Row[] = [];
    for (const [index, of] of question.cases.entries()) {
      if (of.isForHardware === true && isInSoftware()) continue;
      const { measure = 'time' } = of;
      const reasons = new Map<RuntimeName, string>();
      const samplers = new Map<RuntimeName, Sampler>();
      const agreed: Agreed = {};
      for (const [runtime, lane] of lanes) {
        try {
          const prepare = { case: index, ...sourceFor(of, runtime) };
          const starting = () => start(runtime, lane);
          const sampler =
            measure === 'time'
              ? await timeSampler(runtime, starting, prepare, kept, agreed)
              : () => measureFresh(starting, measure, prepare);
          samplers.set(runtime, sampler);
        } catch (error) {
          reasons.set(runtime, error instanceof Error ? error.message : String(error));
          // It may have died of this case; the next one finds a new process.
          kept.get(runtime)?.stop();
          kept.delete(runtime);
        }
      }
      const sampled = await interleave(samplers, ROUNDS[measure]);
      rows.push(makeRow(name, of, sampled, reasons, question.place));
    }
    return rows;
  } finally {
    for (const process of kept.values()) process.stop();
  }
}

/** Processes that go on to the next case: starting and compiling are not what it measures. */
type Kept = Map<RuntimeName, RunningRuntime>;
type Preparation = Parameters<RunningRuntime['prepare']>[0];
/** What the first library computed, ours where it is there: the others are to compute the same. */
interface Agreed {
  checksum?: Checksum | null;
}

async function timeSampler(
  runtime: RuntimeName,
  start: () => Promise<RunningRuntime>,
  prepare: Preparation,
  kept: Kept,
  agreed: Agreed,
): Promise<Sampler> {
  const running = kept.get(runtime);
  const process = running ?? (await start());
  kept.set(runtime, process);
  const { checksum } = await process.prepare(prepare);
  if (agreed.checksum === undefined) agreed.checksum = checksum;
  const differs = disagreement(agreed.checksum, checksum);
  if (differs !== null) throw new Error(differs);
  const steps = await stepsOfSample(process, WARM_UP_S[running === undefined ? 'first' : 'next']);
  return async () => {
    // While others had their turn, caches went cold and V8 gave memory back: a training pays for that once.
    await process.measure({ do: 'time', steps });
    return (await process.measure({ do: 'time', steps })) / steps;
  };
}

/** The PyTorch process cannot read the question: it is sent the source. */
function sourceFor(of: Case, runtime: RuntimeName): { source?: string } {
  const reason = of.leftOut?.[runtime];
  if (reason !== undefined) throw new Error(reason);
  const work = workOf(of, runtime);
  if ('missing' in work) throw new Error(work.missing);
  return 'source' in work ? { source: work.source } : {};
}

function workOf(of: Case, runtime: RuntimeName): Case['ours' | 'tfjs' | 'jaxJs' | 'pytorch'] {
  switch (runtime) {
    case 'ours':
    case 'oursOnCpu':
    case 'oursInBrowser':
      return of.ours;
    case 'tfjsWasm':
    case 'tfjsCpu':
    case 'tfjsWebgpu':
      return of.tfjs;
    case 'jaxJs':
    case 'jaxJsWebgpu':
      return of.jaxJs;
    case 'pytorch':
      return of.pytorch;
  }
}

async function measureFresh(
  start: () => Promise<RunningRuntime>,
  measure: Exclude<Measure, 'time'>,
  prepare: Preparation,
): Promise<number> {
  const process = await start();
  try {
    if (measure === 'load') return process.loaded.loadS;
    await process.prepare(prepare);
    if (measure === 'result') return await process.measure({ do: 'result' });
    await process.measure({ do: 'time', steps: 1 });
    return await process.measure({ do: 'peakMemory' });
  } finally {
    process.stop();
  }
}

/** Warms a step up, and finds how many of them fill a sample. */
async function stepsOfSample(process: RunningRuntime, warmUpS: number): Promise<number> {
  let spent = 0;
  for (let steps = 1; ; steps *= 2) {
    const seconds = await process.measure({ do: 'time', steps });
    spent += seconds;
    if (spent >= warmUpS) return Math.max(1, Math.ceil((SAMPLE_S * steps) / seconds));
  }
}
