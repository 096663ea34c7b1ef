import type { Question } from '../question.ts';
import type { JsRuntime } from './js-runtimes.ts';
import type { Measured, Prepared, Request } from './protocol.ts';

/** What a library's process or worker answers to each request. `stopwatch` gives the seconds since it was called. */
export function answering(
  runtime: JsRuntime,
  { cases }: Question,
  stopwatch: () => () => number,
  peakBytes: () => number,
): (request: Request) => Promise<Prepared | Measured> {
  let step: () => unknown = () => {
    throw new Error('nothing was prepared');
  };
  return async (request) => {
    switch (request.do) {
      case 'prepare': {
        const of = cases[request.case];
        if (of === undefined) throw new Error(`there is no case ${request.case}`);
        const prepared = runtime.prepare(of);
        if (typeof prepared !== 'function') throw new Error(prepared.missing);
        step = prepared;
        return { checksum: of.measure === undefined ? await runtime.checksum(step) : null };
      }
      case 'time': {
        const running = stopwatch();
        await runtime.repeat(step, request.steps);
        return { measured: running() };
      }
      case 'result':
        return { measured: Number(await step()) };
      case 'peakMemory':
        return { measured: peakBytes() };
      default:
        throw new Error(`no request is called ${JSON.stringify(request satisfies never)}`);
    }
  };
}

/** Seconds since now, whatever else the machine does: what waits for a GPU has no CPU time. */
export function wallStopwatch(): () => number {
  const begunAt = performance.now();
  return () => (performance.now() - begunAt) / 1e3;
}
