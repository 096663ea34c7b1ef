/** The engine's process, `node engine.js CONFIG`: trusted, warm, one request at a time. It ends with its orchestrator. */
import type { EngineConfig, EngineReply, EngineRequest } from './protocol.ts';
import { runSubmission } from './run-submission.ts';
import { loadSuites, type Suite } from './suites.ts';

const config = JSON.parse(process.argv[2] ?? '') as EngineConfig;
const loaded = new Map<string, readonly Suite[]>();
let queue = Promise.resolve();

async function answer(message: EngineRequest): Promise<unknown> {
  if (message.verb === 'load') {
    const suites = await loadSuites(message.suites, config.dist.torch);
    loaded.set(message.slug, suites);
    return suites.flatMap(({ cases }) => cases);
  }
  const { request } = message;
  const suites = loaded.get(request.slug);
  if (suites === undefined) throw new Error(`'${request.slug}' was run before it was loaded`);
  return runSubmission(suites, request, config);
}

async function reply(message: EngineRequest): Promise<EngineReply> {
  const { number } = message;
  try {
    return { number, ok: true, value: await answer(message) };
  } catch (error) {
    return {
      number,
      ok: false,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

process.on('message', (message: EngineRequest) => {
  queue = queue.then(async () => {
    process.send?.(await reply(message));
  });
});
process.on('disconnect', () => process.exit());
// An exit, unlike a signal's default, lets the host that is running be ended first.
process.on('SIGTERM', () => process.exit());
// Ctrl-C reaches the whole group of the terminal; the orchestrator decides when this process ends.
process.on('SIGINT', () => {});
// SIGUSR1 would open the inspector, and with it this process, to anything that may signal it.
process.on('SIGUSR1', () => {});
