/**
 * Does work under a signal that aborts with `signal`, and after so many milliseconds. The timer is our own: Node 20 may collect
 * `AbortSignal.timeout` inside `AbortSignal.any` before it fires (nodejs/node, issue 57736), and a hang would have no end.
 */
export async function withDeadline<T>(
  signal: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const either = new AbortController();
  const abort = () => either.abort();
  const timer = setTimeout(abort, ms);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await work(either.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
