import { InputError } from '../../schema/input-error.ts';
import type { Shard } from './shard.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const WHO = '--shard';

/** Where an engine says which of its parallel jobs this is. */
interface Source {
  readonly engine: string;
  /** The variables, as a person looks for them. */
  readonly variables: readonly string[];
  /** The shard; undefined when the variables hold none. */
  read(env: Environment): Shard | undefined;
}

/** In the order in which they are asked; the first that is there speaks. */
const SOURCES: readonly Source[] = [
  {
    engine: 'GitHub Actions, or any other',
    variables: ['GRADUS_SHARD'],
    read: ({ GRADUS_SHARD = '' }) => shardIn(GRADUS_SHARD),
  },
  {
    engine: 'GitLab CI',
    variables: ['CI_NODE_INDEX', 'CI_NODE_TOTAL'],
    read: ({ CI_NODE_INDEX, CI_NODE_TOTAL }) => shardIn(`${CI_NODE_INDEX}/${CI_NODE_TOTAL}`),
  },
  {
    engine: 'Kubernetes',
    variables: ['JOB_COMPLETION_INDEX', 'GRADUS_SHARDS'],
    // Kubernetes counts from 0, and does not tell a pod how many there are.
    read: ({ JOB_COMPLETION_INDEX = '', GRADUS_SHARDS }) =>
      /^\d+$/.test(JOB_COMPLETION_INDEX)
        ? shardIn(`${Number(JOB_COMPLETION_INDEX) + 1}/${GRADUS_SHARDS}`)
        : undefined,
  },
];

/** The shard that `--shard` names: `2/4`, or `auto` for what the engine of the CI says. `InputError` when it names none. */
export function whichShard(text: string, env: Environment): Shard {
  if (text !== 'auto') {
    const shard = shardIn(text);
    if (shard !== undefined) return shard;
    throw new InputError({
      who: WHO,
      seen: `“${text}” is no part of a class`,
      expected: 'two whole numbers such as 2/4, the second of four, or auto',
      ...(/^0\/[1-9]\d*$/.test(text) ? { hint: 'shards are counted from 1' } : {}),
    });
  }
  // Without parallel jobs GitLab sets the total alone: the first variable of each is the one that decides.
  const source = SOURCES.find(({ variables: [first = ''] }) => env[first] !== undefined);
  if (source === undefined) {
    throw new InputError({
      who: `${WHO} auto`,
      seen: 'no variable says which part this is',
      expected: SOURCES.map(({ engine, variables }) => `${variables.join(' and ')} (${engine})`).join(
        ', or ',
      ),
      hint: 'outside these engines write it out: --shard 1/4',
    });
  }
  const shard = source.read(env);
  if (shard !== undefined) return shard;
  throw new InputError({
    who: `${WHO} auto`,
    seen: source.variables
      .map((name) => (env[name] === undefined ? `${name} is not set` : `${name} is “${env[name]}”`))
      .join(', '),
    expected: `${source.variables.join(' and ')} as ${source.engine} has them`,
  });
}

/** `2/4` as numbers; undefined for anything else, `0/4` and `5/4` included. */
function shardIn(text: string): Shard | undefined {
  const [, index = 0, of = 0] = (/^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? []).map(Number);
  return index >= 1 && index <= of ? { index, of } : undefined;
}
