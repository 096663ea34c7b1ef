import type { EngineConfig, EngineReply, EngineRequest } from './protocol.ts';
import { runSubmission } from './run-submission.ts';
import { createSuiteLoader } from './suites.ts';

/** The engine's process: trusted, warm, one submission at a time. It ends with its orchestrator. */
export function main(): void {
  const config = JSON.parse(process.argv[2] ?? '') as EngineConfig;
  const load = createSuiteLoader(config);
  let queue = Promise.resolve();

  const answer = async (message: EngineRequest): Promise<unknown> => {
    if (message.verb === 'collect') return (await load(message.slug)).flatMap(({ cases }) => cases);
    return runSubmission(await load(message.request.slug), message.request, config);
  };

  process.on('message', (message: EngineRequest) => {
    queue = queue.then(async () => {
      const reply: EngineReply = await answer(message).then(
        (value) => ({ number: message.number, ok: true, value }),
        (error: unknown) => ({
          number: message.number,
          ok: false,
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
      );
      process.send?.(reply);
    });
  });
  process.on('disconnect', () => process.exit());
  // An exit, unlike a signal's default, lets the host that is running be ended first.
  process.on('SIGTERM', () => process.exit());
  // Ctrl-C reaches the whole group of the terminal; the orchestrator decides when this process ends.
  process.on('SIGINT', () => {});
  // SIGUSR1 would open the inspector, and with it this process, to anything that may signal it.
  process.on('SIGUSR1', () => {});
}
