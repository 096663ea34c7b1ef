import { spawnSync } from 'node:child_process';

export interface Cost {
  /** CPU time of the command and everything it started, in seconds. */
  readonly cpuS: number;
  readonly wallS: number;
}

/** `prctl(PR_SET_CHILD_SUBREAPER, 1)`: processes that outlive their parent become children of this one. */
const SUBREAPER = `my %prctl = (x86_64 => 157, aarch64 => 167);
my $machine = \`uname -m\`; chomp $machine;
syscall($prctl{$machine} // die("bench: unknown machine $machine\\n"), 36, 1, 0, 0, 0) == 0 or die "bench: prctl: $!\\n";
exec @ARGV or die "bench: $ARGV[0]: $!\\n";`;

/** Runs what it is given, waits for the last orphan, and writes bash's own account of its children to descriptor 3. */
const ACCOUNT = 'status=0; "$@" || status=$?; sleep 0.2; times >&3; exit $status';

/**
 * Runs a command to its end and counts the CPU time of all its descendants. Node's own account leaves children out,
 * and a parent's account leaves out a sandboxed process whose bwrap was killed before it: so bash counts, made by
 * perl the process that inherits orphans (Linux).
 */
export function cpuOf(
  argv: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    /** Statuses that are no failure of the command. */
    readonly accept: readonly number[];
  },
): Cost {
  const startedAt = performance.now();
  const { status, output, error } = spawnSync(
    'perl',
    ['-e', SUBREAPER, 'bash', '-c', ACCOUNT, 'bash', ...argv],
    {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
  const wallS = (performance.now() - startedAt) / 1000 - 0.2;
  if (error !== undefined) throw error;
  const [, stdout, stderr, account] = output;
  if (status === null || !options.accept.includes(status))
    throw new Error(`bench: ${argv.join(' ')} ended with status ${status}\n${stdout}\n${stderr}`);
  // The second line is of the children: '0m1.234s 0m0.056s'.
  const [, ofChildren = ''] = (account ?? '').split('\n');
  const times = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)];
  if (times.length !== 2) throw new Error(`bench: no account of CPU time: ${account}`);
  const cpuS = times.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
  return { cpuS, wallS };
}
