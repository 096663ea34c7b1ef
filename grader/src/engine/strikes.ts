import { type Host, HostFailure } from '../sandbox/index.ts';

/** Failures that cost the process, or all the time a call may take. */
const FATAL: ReadonlySet<string> = new Set(['timeout', 'memory', 'output', 'dead', 'protocol']);

/**
 * Fairness between the functions of one submission: a function that never returned in `limit` calls in a row is
 * not called again, and every other function goes on being graded.
 */
export function withStrikes(host: Host, limit: number): Host {
  const inARow = new Map<string, number>();

  const counted = async <T>(name: string, request: () => Promise<T>): Promise<T> => {
    const before = inARow.get(name) ?? 0;
    if (before >= limit) {
      throw new HostFailure('not-run', `was not called again: it had not returned ${limit} times in a row`);
    }
    try {
      const result = await request();
      inARow.delete(name);
      return result;
    } catch (failure) {
      if (failure instanceof HostFailure && FATAL.has(failure.kind)) inARow.set(name, before + 1);
      else inARow.delete(name);
      throw failure;
    }
  };

  return {
    call: (name, args, options) => counted(name, () => host.call(name, args, options)),
    probe: (name, args) => counted(name, () => host.probe(name, args)),
    get: (name) => host.get(name),
    close: () => host.close(),
  };
}
