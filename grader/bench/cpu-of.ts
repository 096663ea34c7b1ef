import { type ControlGroup, openControlGroup } from '../test/control-group.ts';

export interface Cost {
  /** CPU time of the command and everything it started, in seconds. */
  readonly cpuS: number;
  readonly wallS: number;
}

const ORPHANS_MS = 10_000;

/** Runs a command to its end and counts the CPU time of all its descendants. */
export async function cpuOf(
  argv: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    /** Statuses that are no failure of the command. */
    readonly accept: readonly number[];
    /** Told of the command's group at its start; what it returns is called at its end. */
    readonly watch?: (group: ControlGroup) => () => void;
  },
): Promise<Cost> {
  const group = openControlGroup(`gradus-bench-${process.pid}`);
  const unwatch = options.watch?.(group);
  const startedAt = performance.now();
  const { status, stdout, stderr } = await group.run(argv, options);
  const wallS = (performance.now() - startedAt) / 1000;
  unwatch?.();
  if (!(await group.emptied(ORPHANS_MS)))
    throw new Error(`bench: the command has left processes running: ${group.pids().join(', ')}`);
  const cpuS = group.cpuMs() / 1000;
  group.remove();
  if (status === null || !options.accept.includes(status))
    throw new Error(`bench: ${argv.join(' ')} ended with status ${status}\n${stdout}\n${stderr}`);
  return { cpuS, wallS };
}
