/** The process of one JavaScript library: `worker RUNTIME QUESTION-FILE ROOT`, requests on stdin, answers on stdout. */
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Question } from '../question.ts';
import { type JsRuntimeName, loadJsRuntime } from './js-runtimes.ts';
import type { Loaded, Measured, Prepared, Request } from './protocol.ts';

const [name, file, root] = process.argv.slice(2) as [JsRuntimeName, string, string];
// What libraries print is no answer.
console.log = console.error;
console.info = console.error;

const loading = stopwatch();
const runtime = await loadJsRuntime(name, root);
say({ version: runtime.version, loadS: loading() });

const { question } = (await import(pathToFileURL(file).href)) as { question: Question };
let step: () => unknown = () => {
  throw new Error('nothing was prepared');
};

for await (const line of createInterface({ input: process.stdin })) {
  try {
    say(await answer(JSON.parse(line) as Request));
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) });
  }
}

async function answer(request: Request): Promise<Prepared | Measured> {
  switch (request.do) {
    case 'prepare': {
      const of = question.cases[request.case];
      if (of === undefined) throw new Error(`there is no case ${request.case}`);
      const prepared = runtime.prepare(of);
      if (typeof prepared !== 'function') throw new Error(prepared.missing);
      step = prepared;
      return { checksum: of.measure === undefined ? runtime.checksum(step) : null };
    }
    case 'time': {
      const running = stopwatch();
      await runtime.repeat(step, request.steps);
      return { measured: running() };
    }
    case 'result':
      return { measured: Number(await step()) };
    case 'peakMemory':
      return { measured: process.resourceUsage().maxRSS * 1024 };
    default:
      throw new Error(`no request is called ${JSON.stringify(request satisfies never)}`);
  }
}

/** Seconds since now: wall time, unless other processes had the core for a part of it. */
function stopwatch(): () => number {
  const begunAt = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.min((performance.now() - begunAt) / 1e3, (user + system) / 1e6);
  };
}

function say(message: Loaded | Prepared | Measured | { error: string }): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
