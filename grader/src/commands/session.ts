import type { Command } from 'commander';
import type { TextStream } from '../console/text-stream.ts';
import type { Kit } from '../kit.ts';

/** What a verb may use of the outside world. */
export interface Session {
  readonly kit: Kit;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** The exit status; a verb's action sets it when it is not 0. */
  status: number;
}

/** Declares one verb on commander's program: arguments, options, and an action that ends by setting the status. */
export type Verb = (program: Command, session: Session) => void;
