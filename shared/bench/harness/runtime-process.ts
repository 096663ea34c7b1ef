import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import {
  ANSWER_MS,
  type Failure,
  type Loaded,
  type Measured,
  type Prepared,
  type Request,
  type RunningRuntime,
} from './protocol.ts';

const STDERR_TAIL = 2_000;

/** How a library's process is started. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A library in a process of its own: backends clash, and one's garbage is not to be the other's pause. */
export class RuntimeProcess implements RunningRuntime {
  readonly loaded: Loaded;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  readonly #stderr: () => string;

  private constructor(
    loaded: Loaded,
    child: ChildProcessWithoutNullStreams,
    answers: AsyncIterator<string>,
    stderr: () => string,
  ) {
    this.loaded = loaded;
    this.#child = child;
    this.#answers = answers;
    this.#stderr = stderr;
  }

  /** @throws Error when the library does not load, with what it wrote last */
  static async start({ program, args, cwd, env: added = {} }: Command): Promise<RuntimeProcess> {
    // BLAS libraries take their number of threads from here.
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', ...added };
    const child = spawn(program, args, { cwd, env });
    let written = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      written = (written + text).slice(-STDERR_TAIL);
    });
    // A process that has ended says so by its last line; a write to it is no event of its own.
    child.stdin.on('error', () => undefined);
    child.on('error', ({ message }) => {
      written += message;
    });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const loaded = await next<Loaded>(child, answers, () => written);
    return new RuntimeProcess(loaded, child, answers, () => written);
  }

  async prepare(of: { case: number; source?: string }): Promise<Prepared> {
    return this.#ask<Prepared>({ do: 'prepare', ...of });
  }

  async measure(request: Exclude<Request, { do: 'prepare' }>): Promise<number> {
    const { measured } = await this.#ask<Measured>(request);
    return measured;
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }

  #ask<Answer extends object>(request: Request): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    return next<Answer>(this.#child, this.#answers, this.#stderr);
  }
}

async function next<Answer extends object>(
  child: ChildProcessWithoutNullStreams,
  answers: AsyncIterator<string>,
  stderr: () => string,
): Promise<Answer> {
  const deadline = setTimeout(() => child.kill('SIGKILL'), ANSWER_MS);
  const { value, done } = await answers.next();
  clearTimeout(deadline);
  if (done === true) {
    const last = stderr().trim().split('\n').at(-1) ?? '';
    throw new Error(`the process ended${last === '' ? '' : `: ${last}`}`);
  }
  const answer = JSON.parse(value as string) as Answer | Failure;
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}
