import { builtin } from './main-realm.ts';

interface Collector {
  readonly context: object;
  readonly collect: () => void;
}

let collector: Collector | undefined;

/**
 * Weak references that were made or looked at keep their targets for as long as the current job lasts, which may be all of
 * the program. A context with a queue of its own for microtasks ends a job when it has evaluated something.
 */
export function collectGarbage(): void {
  collector ??= newCollector();
  builtin('vm').runInContext('', collector.context);
  collector.collect();
}

function newCollector(): Collector {
  const { createContext, runInNewContext } = builtin('vm');
  // A context made from now on has the function; Node's own options stay as they are.
  builtin('v8').setFlagsFromString('--expose-gc');
  return { context: createContext({}, { microtaskMode: 'afterEvaluate' }), collect: runInNewContext('gc') };
}
