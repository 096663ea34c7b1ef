import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { progressOn } from '../console/progress.ts';
import { gradeClass, STAGES, type Stage } from '../pipeline/grade-class.ts';
import { sandboxTools } from '../pipeline/sandbox-tools.ts';
import { whichShard } from '../pipeline/shards/which-shard.ts';
import type { IsolationLevel } from '../sandbox/types.ts';
import { InputError } from '../schema/input-error.ts';
import type { Session } from './session.ts';
import { tellGraded } from './tell-graded.ts';

interface GradeFlags {
  readonly out?: string;
  readonly cache?: string;
  readonly isolation?: IsolationLevel;
  readonly secretFile?: string;
  readonly only?: Stage;
  readonly shard?: string;
}

const NOTES = `
A big class can be cut into parts that run on machines of their own: --shard 1/4 … --shard 4/4, each with an --out of
its own, then \`gradus merge\`. In a CI, --shard auto reads which part this is.

Exit status: 0 every planned case has a verdict, 1 some are withheld because the grader failed, 2 bad input and nothing
was graded, 130 interrupted.`;

/** `gradus grade DIR --out OUT`: a class's submissions → reports, feedback and a gradebook. */
export function grade(program: Command, session: Session): void {
  program
    .command('grade')
    .description('grade a class: reports, feedback and a gradebook')
    .argument('<dir>', 'the class: a folder with course.json, roster.csv and submissions/')
    // Not commander's `requiredOption`: it would speak first, and a misspelt --out deserves its own answer.
    .option('-o, --out <folder>', 'where everything is written (required)')
    .option('--cache <folder>', 'what runs have found out, to share between output folders (else OUT/cache)')
    .option(
      '--isolation <level>',
      'accept isolation level 0…3 for this run, also when it is less than the course asks',
      level,
    )
    .option('--secret-file <file>', 'the secret that case inputs are drawn with (else GRADUS_SECRET)')
    .addOption(
      new Option('--only <stage>', 'run one stage alone, on what the ones before it wrote').choices(STAGES),
    )
    .addOption(
      new Option('--shard <i/n>', 'run part i of n, or the part that the CI names: auto').conflicts('only'),
    )
    .addHelpText('after', NOTES)
    .action(async (dir: string, flags: GradeFlags) => {
      session.status = await gradeAndTell(dir, flags, session);
    });
}

function level(text: string): IsolationLevel {
  const levels: readonly IsolationLevel[] = [0, 1, 2, 3];
  const found = levels.find((one) => String(one) === text);
  if (found === undefined) throw new InvalidArgumentError('expected 0, 1, 2 or 3');
  return found;
}

async function gradeAndTell(dir: string, flags: GradeFlags, session: Session): Promise<number> {
  const { kit, stderr, env, signal } = session;
  const { out, shard, ...others } = flags;
  if (out === undefined) {
    throw new InputError({
      who: 'gradus grade',
      seen: 'the option --out is missing',
      expected: `gradus grade ${dir} --out FOLDER`,
    });
  }
  const progress = progressOn(stderr);
  try {
    const graded = await gradeClass({
      kit,
      tools: sandboxTools,
      dir,
      ...others,
      ...(shard === undefined ? {} : { shard: whichShard(shard, env) }),
      out,
      env,
      // One core stays free for this process and the suites.
      concurrency: Math.max(1, availableParallelism() - 1),
      signal,
      now: () => new Date(),
      onProgress: progress.show,
    });
    progress.end();
    return tellGraded(graded, session);
  } finally {
    progress.end();
  }
}
