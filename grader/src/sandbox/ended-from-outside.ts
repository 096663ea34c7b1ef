import { constants } from 'node:os';

/** What people and systems end processes with. Limits and faults have signals of their own: SIGXCPU, SIGABRT, SIGSEGV. */
const SENT = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const satisfies readonly NodeJS.Signals[];

/**
 * Whether a process that this one did not end was ended by a signal that somebody sent: an operator, a shutdown, the
 * kernel out of memory. bwrap passes a signal on as 128 + its number.
 */
export const endedFromOutside = (code: number | null, signal: NodeJS.Signals | null): boolean =>
  SENT.some((name) => signal === name || code === 128 + constants.signals[name]);
