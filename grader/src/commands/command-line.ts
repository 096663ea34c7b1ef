import { Command, CommanderError } from 'commander';
import type { TextStream } from '../console/text-stream.ts';
import { kitAt } from '../kit.ts';
import { renderMessage } from '../messages.ts';
import { Interrupted } from '../pipeline/interrupted.ts';
import { InputError } from '../schema/input-error.ts';
import type { Session, Verb } from './session.ts';

export interface Invocation {
  /** The kit's root: where `package.json` stands. */
  readonly root: string;
  /** The arguments after the program's name. */
  readonly argv: readonly string[];
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What one program can do: the grader's, or the smaller one of a student's kit. */
export interface Program {
  readonly description: string;
  /** In teaching order. */
  readonly verbs: readonly Verb[];
}

/**
 * Runs one command line and resolves to its exit status: 0 done, 1 finished with withheld rows, a failing check or
 * a fault of the grader, 2 bad input or usage, 130 interrupted.
 */
export async function runCommandLine(program: Program, invocation: Invocation): Promise<number> {
  const { root, argv, stdout, stderr, env } = invocation;
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  // Node's default opens a debugger port on this signal, and any process of the same user may send it.
  const ignore = () => {};
  process.on('SIGUSR1', ignore);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  // A reader that went away (`| head`) is no reason to stop grading.
  stdout.on('error', ignore);
  stderr.on('error', ignore);
  const session: Session = { kit: kitAt(root), stdout, stderr, env, signal: interrupt.signal, status: 0 };
  try {
    await declare(program, session).parseAsync([...argv], { from: 'user' });
    return session.status;
  } catch (error) {
    return exitStatusOf(error, stderr);
  } finally {
    process.off('SIGUSR1', ignore).off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function declare({ description, verbs }: Program, session: Session): Command {
  const program = new Command('gradus')
    .description(description)
    .version(session.kit.versions.gradus)
    .enablePositionalOptions()
    .exitOverride()
    // Commander writes an error before it throws it: `exitStatusOf` writes it once, in the one shape.
    .configureOutput({
      writeOut: (text) => session.stdout.write(text),
      writeErr: (text) => {
        if (!text.startsWith('error: ')) session.stderr.write(text);
      },
    });
  for (const verb of verbs) verb(program, session);
  return program;
}

function exitStatusOf(error: unknown, stderr: TextStream): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // No verb was given, and the help has been written.
    if (error.code === 'commander.help') return 2;
    stderr.write(`${usageMessage(error)}\n`);
    return 2;
  }
  if (error instanceof InputError) {
    stderr.write(`${error.message}\n`);
    return 2;
  }
  if (error instanceof Interrupted) {
    stderr.write(`${error.message}\n`);
    return 130;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`This is a fault of the grader, not of a submission.\n${stack}\n`);
  return 1;
}

/** Commander says `error: unknown option '--ot'` and, on a second line, `(Did you mean --out?)`. */
function usageMessage(error: CommanderError): string {
  const [first = '', ...rest] = error.message.split('\n');
  const suggestion = rest.join(' ').replace(/^\(|\)$/g, '');
  const hint = suggestion === '' ? 'run `gradus --help`' : suggestion.replace(/^D/, 'd');
  return renderMessage({ who: 'gradus', seen: first.replace(/^error: /, ''), hint });
}
