import { type ChildProcess, fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { BankStage, MistakeFacts } from '../diagnosis/mistake.ts';
import { createTranspiler, type Transpiler } from '../sandbox/index.ts';
import { remember } from '../sandbox/remember.ts';
import { temporaryFolder } from '../sandbox/temporary-folder.ts';
import type { Isolation, Stage } from '../sandbox/types.ts';
import { InputError } from '../schema/input-error.ts';
import type { CaseFact } from '../schema/kinds.ts';
import { compiledSuites } from './compiled-suites.ts';
import type {
  EngineConfig,
  EngineReply,
  EngineRequest,
  Ran,
  RunRequest,
  RunResult,
  SuiteCase,
} from './protocol.ts';
import { hasBank, stageBank } from './stage-bank.ts';

/** How long an engine that is told to end may take to end what it has started. */
const FAREWELL_MS = 2_000;

/** How long suites, or a bank, may take to load, which is otherwise a matter of a second. */
const LOADING_MS = 60_000;

/** Thrown for every request that was under way when the engine's process ended. */
export class EngineDied extends Error {
  override readonly name = 'EngineDied';
}

/** The trusted process that runs suites. Student code never enters it. */
export interface Engine {
  /** The cases of an assignment's suites, in order; nothing of a submission runs. */
  collect(slug: string): Promise<SuiteCase[]>;
  /** Runs the suites on one staged submission. An aborted run rejects and ends the process. */
  run(request: RunRequest, signal?: AbortSignal): Promise<RunResult>;
  close(): Promise<void>;
}

/** The bank of an assignment, compiled, staged, and loaded by an engine. */
export interface Bank {
  readonly stage: BankStage;
  readonly mistakes: readonly MistakeFacts[];
}

/** The engine of this kit, which also knows the assignments' banks. */
export interface BankingEngine extends Engine {
  /** The bank of an assignment that has one; `like` a stage of its submissions. */
  bank(slug: string, like: Pick<Stage, 'forbids'>): Promise<Bank>;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

type Verb = EngineRequest extends infer R
  ? R extends { number: number }
    ? Omit<R, 'number'>
    : never
  : never;

export interface EnginePlaces {
  readonly root: string;
  readonly dist: EngineConfig['dist'] & { readonly engine: string; readonly transpiler: string };
}

/**
 * Starts one engine process. It stays warm until `close`, and ends by itself when this process does. Suites are
 * compiled here, by `transpiler` where the caller has one to share.
 */
export function startEngine(
  { root, dist }: EnginePlaces,
  isolation: Isolation,
  transpiler?: Transpiler,
  loadingMs = LOADING_MS,
): BankingEngine {
  const config: EngineConfig = { dist, isolation };
  const child = fork(dist.engine, [JSON.stringify(config)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const pending = new Map<number, Pending>();
  const ended = settleAtExit(child, pending);
  let count = 0;

  child.on('message', (reply: EngineReply) => {
    const waiting = pending.get(reply.number);
    pending.delete(reply.number);
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(new Error(reply.message));
  });

  const ask = (verb: Verb): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const number = ++count;
      pending.set(number, { resolve, reject });
      child.send({ number, ...verb }, (error) => error && reject(new EngineDied(error.message)));
    });

  /** `ask`, for what loads code of the kit: where that loops, the process never answers, and hears nothing but SIGKILL. */
  const askToLoad = async (verb: Verb, what: string): Promise<unknown> => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, loadingMs);
    try {
      return await ask(verb);
    } catch (error) {
      throw isLate ? neverLoaded(what, loadingMs) : error;
    } finally {
      clearTimeout(timer);
    }
  };

  const ownTranspiler = transpiler ?? createTranspiler(dist);
  const collect = remember(async (slug: string) => {
    const suites = await compiledSuites(root, slug, ownTranspiler);
    return (await askToLoad({ verb: 'load', slug, suites }, `the suites of ${slug}`)) as SuiteCase[];
  });

  let tempRoot: Promise<string> | undefined;
  const banks = new Map<string, Promise<Bank>>();
  const bank: BankingEngine['bank'] = (slug, like) => {
    const load = async (): Promise<Bank> => {
      tempRoot ??= temporaryFolder('bank');
      const place = { root, slug, like, tempRoot: await tempRoot, torch: dist.torch };
      const stage = await stageBank({ ...place, transpiler: ownTranspiler });
      const mistakes = await askToLoad({ verb: 'bank', slug, stage }, `the bank of ${slug}`);
      return { stage, mistakes: mistakes as MistakeFacts[] };
    };
    const known = banks.get(slug) ?? load();
    banks.set(slug, known);
    return known;
  };

  const run = async (request: RunRequest): Promise<RunResult> => {
    const { slug, stage, visibility, untilFailure } = request;
    // A student who checks at home has no bank: an instructor who does sees the same.
    const banked = visibility === undefined && !untilFailure && hasBank(root, slug);
    const { result, nameless } = (await ask({ verb: 'run', request, banked })) as Ran;
    if (nameless === undefined) return result;
    await bank(slug, stage);
    return { ...result, cases: (await ask({ verb: 'name', slug, nameless })) as CaseFact[] };
  };

  return {
    collect,
    bank,
    run: async (request, signal) => {
      signal?.throwIfAborted();
      const stop = () => {
        child.kill('SIGTERM');
        // A suite that loops lets no handler run.
        setTimeout(() => child.kill('SIGKILL'), FAREWELL_MS).unref();
      };
      signal?.addEventListener('abort', stop, { once: true });
      try {
        await collect(request.slug);
        return await run(request);
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
    close: async () => {
      if (transpiler === undefined) ownTranspiler.close();
      if (child.connected) child.disconnect();
      await ended;
      if (tempRoot !== undefined) await rm(await tempRoot, { recursive: true, force: true });
    },
  };
}

function neverLoaded(who: string, ms: number): InputError {
  return new InputError({
    who,
    seen: `still loading after ${ms / 1000} s`,
    expected: 'files that declare tests or functions, and come to their end',
    hint: 'is there a loop outside of any test or function?',
  });
}

/** Rejects what is under way when the process ends, with the last words it wrote. */
function settleAtExit(child: ChildProcess, pending: Map<number, Pending>): Promise<void> {
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-4_000);
  });
  return new Promise((resolve) => {
    // 'error' comes instead of 'exit' when the process could not be started at all.
    const settle = (reason: string) => {
      const error = new EngineDied(`the process that runs the suites ended (${reason})\n${lastWords}`.trim());
      for (const { reject } of pending.values()) reject(error);
      pending.clear();
      resolve();
    };
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => {
      // What it wrote last may still be on its way; Node's own 'close' does not come after a disconnect.
      const reason = signal ?? `exit status ${code}`;
      if (child.stderr?.closed === false) child.stderr.once('close', () => settle(reason));
      else settle(reason);
    });
  });
}
