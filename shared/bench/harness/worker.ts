/** The process of one JavaScript library: `worker RUNTIME QUESTION-FILE ROOT`, requests on stdin, answers on stdout. */
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Question } from '../question.ts';
import { answering, wallStopwatch } from './answering.ts';
import { loadInNode, type NodeRuntimeName } from './load-in-node.ts';
import type { Loaded, Measured, Prepared, Request } from './protocol.ts';

const [name, file, root] = process.argv.slice(2) as [NodeRuntimeName, string, string];
// What libraries print is no answer.
console.log = console.error;
console.info = console.error;

const loading = stopwatch();
const runtime = await loadInNode(name, root).catch(({ message }: Error) => {
  say({ error: message });
  process.exit();
});
say({ version: runtime.version, loadS: loading() });

const { question } = (await import(pathToFileURL(file).href)) as { question: Question };
const answer = answering(
  runtime,
  question,
  question.place === 'gpu' ? wallStopwatch : stopwatch,
  () => process.resourceUsage().maxRSS * 1024,
);

for await (const line of createInterface({ input: process.stdin })) {
  try {
    say(await answer(JSON.parse(line) as Request));
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) });
  }
}

/** Seconds since now: wall time, unless other processes had the core for a part of it. */
function stopwatch(): () => number {
  const wallS = wallStopwatch();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.min(wallS(), (user + system) / 1e6);
  };
}

function say(message: Loaded | Prepared | Measured | { error: string }): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
