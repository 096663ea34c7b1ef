/** The engine's process, `node engine.js CONFIG`: trusted, warm, one request at a time. It ends with its orchestrator. */
import { loadMistakes, type Mistake, type MistakeFacts } from '../diagnosis/mistake.ts';
import { hasNameless, nameFailures, type Observed } from '../diagnosis/name-failures.ts';
import type { CaseFact } from '../schema/kinds.ts';
import type { EngineConfig, EngineReply, EngineRequest, Ran, SuiteCase } from './protocol.ts';
import { runSubmission } from './run-submission.ts';
import { loadSuites, type Suite } from './suites.ts';

type Ask<V extends EngineRequest['verb']> = Extract<EngineRequest, { readonly verb: V }>;

const config = JSON.parse(process.argv[2] ?? '') as EngineConfig;
const loaded = new Map<string, readonly Suite[]>();
let queue = Promise.resolve();

/** Banks by assignment, and runs that wait for theirs. */
const banks = new Map<string, readonly Mistake[]>();
const nameless = new Map<number, Observed>();

const verbs = {
  async load({ slug, suites: compiled }: Ask<'load'>): Promise<SuiteCase[]> {
    const suites = await loadSuites(compiled, config.dist.torch);
    loaded.set(slug, suites);
    return suites.flatMap(({ cases }) => [...cases]);
  },

  async run({ number, request, banked }: Ask<'run'>): Promise<Ran> {
    const { result, observed } = await runSubmission(found(loaded, request.slug), request, config);
    if (!banked || !hasNameless(observed)) return { result };
    nameless.set(number, observed);
    return { result, nameless: number };
  },

  async bank({ slug, stage }: Ask<'bank'>): Promise<MistakeFacts[]> {
    const mistakes = await loadMistakes(stage);
    banks.set(slug, mistakes);
    return mistakes.map(({ answer: _, ...facts }) => facts);
  },

  async name({ slug, nameless: run }: Ask<'name'>): Promise<CaseFact[]> {
    const observed = found(nameless, run);
    nameless.delete(run);
    return nameFailures(observed, found(banks, slug));
  },
};

function found<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`'${key}' was asked for before it was there`);
  return value;
}

function answer(message: EngineRequest): Promise<unknown> {
  switch (message.verb) {
    case 'load':
      return verbs.load(message);
    case 'run':
      return verbs.run(message);
    case 'bank':
      return verbs.bank(message);
    case 'name':
      return verbs.name(message);
  }
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
