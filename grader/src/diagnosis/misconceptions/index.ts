import { ACTIVATIONS } from './activations.ts';
import { ANY_TASK } from './any-task.ts';
import { AUTOGRAD } from './autograd.ts';
import { BACKPROP } from './backprop.ts';
import { CLASSIFICATION } from './classification.ts';
import { JUDGING } from './judging.ts';
import { LOG_LOSS } from './log-loss.ts';
import { LOSSES } from './losses.ts';
import type { Catalogue, Misconception } from './misconception.ts';
import { PARAMETERS } from './parameters.ts';
import { REGRESSION } from './regression.ts';
import { SHAPES } from './shapes.ts';
import { SOFTMAX } from './softmax.ts';
import { TRAINING } from './training.ts';

export type { Catalogue, Misconception } from './misconception.ts';

/** The catalogue by topic, in teaching order. */
export const TOPICS = [
  ANY_TASK,
  SHAPES,
  SOFTMAX,
  REGRESSION,
  LOSSES,
  CLASSIFICATION,
  AUTOGRAD,
  BACKPROP,
  PARAMETERS,
  TRAINING,
  ACTIVATIONS,
  LOG_LOSS,
  JUDGING,
] as const satisfies readonly Catalogue[];

type KeysOf<T> = T extends unknown ? keyof T : never;
export type MisconceptionCode = KeysOf<(typeof TOPICS)[number]>;

/** The catalogue, by code. A failure carries the code; whoever shows it takes the words from here. */
export const MISCONCEPTIONS: Catalogue = Object.assign({}, ...TOPICS);

export function misconception(code: string): Misconception | undefined {
  return Object.hasOwn(MISCONCEPTIONS, code) ? MISCONCEPTIONS[code] : undefined;
}
