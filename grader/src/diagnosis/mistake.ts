import { pathToFileURL } from 'node:url';
import { forbid } from '../sandbox/forbid.ts';
import { knownErrorName } from '../sandbox/host-failure.ts';
import { bridgeTo, type RuntimeBridge } from '../sandbox/runtime-bridge.ts';
import { sameValue } from '../sandbox/same-value.ts';
import type { Stage } from '../sandbox/types.ts';
import type { Call, Outcome } from './call.ts';

/** What a mistake says of itself: `export const mistake = { code, tasks, summary }`. */
export interface MistakeFacts {
  /** Its file in the bank's stage: 'mistakes/m-axis-softmax-dim.js'. */
  readonly file: string;
  readonly code: string;
  /** The tasks that it gets wrong. */
  readonly tasks: readonly string[];
  readonly summary: string;
}

/** A named wrong solution of the bank, ready to be asked what it would have answered. */
export interface Mistake extends MistakeFacts {
  /** What comes of the same call, as a `Call` records it of a submission. */
  answer(call: Pick<Call, 'on' | 'name' | 'args'>): Outcome;
}

/** The compiled bank of an assignment, staged like a submission; its entry is the reference solution. */
export interface BankStage extends Stage {
  /** The mistakes inside `dir`: 'mistakes/m-axis-softmax-dim.js'. */
  readonly mistakes: readonly string[];
}

type Module = Readonly<Record<string, unknown>>;

/**
 * Loads a bank into this process. Mistakes are ours, and `gradus verify` has proved that each one returns: they need
 * no sandbox. They meet the same guards and the same crossing of values as a submission in its host.
 */
export async function loadMistakes({ dir, mistakes, probes, forbids }: BankStage): Promise<Mistake[]> {
  const load = (name: string): Promise<Module> => import(`${pathToFileURL(dir).href}/${name}`);
  const runtime = await load('torch.js');
  const bridge = bridgeTo(runtime);
  forbid(runtime, forbids);
  const driver = probes === undefined ? {} : await load(probes);
  return Promise.all(
    mistakes.map(async (file) => {
      const module = await load(file).catch((error: unknown) => {
        throw new Error(
          `${sourceOf(file)}: it does not load: ${error instanceof Error ? error.message : error}`,
        );
      });
      return {
        ...factsOf(module.mistake, file),
        answer: ({ on, name, args }) =>
          on === 'probes'
            ? answer(bridge, driver[name], args, [module])
            : answer(bridge, module[name], args, []),
      };
    }),
  );
}

function factsOf(mistake: unknown, file: string): MistakeFacts {
  if (typeof mistake === 'object' && mistake !== null) {
    const { code, tasks, summary } = mistake as Partial<Record<string, unknown>>;
    if (typeof code === 'string' && isTexts(tasks) && typeof summary === 'string') {
      return { file, code, tasks, summary };
    }
  }
  throw new Error(
    `${sourceOf(file)}: it does not say which mistake it is: export const mistake = { code: 'M-AXIS', tasks: ['A03.3'], summary: '…' }`,
  );
}

const sourceOf = (file: string): string => file.replace(/\.js$/, '.ts');

const isTexts = (x: unknown): x is readonly string[] =>
  Array.isArray(x) && x.length > 0 && x.every((item) => typeof item === 'string');

function answer(
  bridge: RuntimeBridge,
  called: unknown,
  args: Call['args'],
  first: readonly unknown[],
): Outcome {
  const received = args.map((value) => bridge.toStudent(value, noObject));
  try {
    if (typeof called !== 'function') throw new TypeError('not a function');
    const value = bridge.fromStudent(Reflect.apply(called, undefined, [...first, ...received]));
    const unchanged = args.every((given, i) => sameValue(given, bridge.fromStudent(received[i])));
    return { value, unchanged };
  } catch (thrown) {
    return { threw: thrown instanceof Error ? knownErrorName(thrown.name) : 'Error' };
  }
}

function noObject(): never {
  throw new TypeError('a checked call takes plain values only');
}
