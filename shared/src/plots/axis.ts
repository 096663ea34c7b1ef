import { ArgumentError, ValueError } from '../core/errors.ts';

/** From where to where an axis goes. */
export type Range = readonly [from: number, to: number];

/** An axis of given range with a tick at its beginning and after every step, as Observable Plot's scales take it. */
export interface Axis {
  readonly domain: Range;
  readonly ticks: readonly number[];
  readonly label: string;
}

/** More ticks than this are no axis any more. */
const mostTicks = 200;

/**
 * The axis of that name.
 *
 * @throws TypeError for what is no range, ValueError for one that does not ascend or has hundreds of steps.
 */
export function axis(who: string, name: string, range: Range, step: number, label = name): Axis {
  const [from, to, ...rest] = Array.isArray(range) ? range : [];
  if (typeof from !== 'number' || typeof to !== 'number' || rest.length > 0) {
    throw new ArgumentError({
      who,
      seen: `${name}Range is ${JSON.stringify(range)}`,
      expected: 'two numbers: [-3, 3]',
    });
  }
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) {
    throw new ValueError({
      who,
      seen: `${name}Range goes from ${from} to ${to}`,
      expected: 'finite numbers, the smaller one first',
    });
  }
  const steps = (to - from) / step;
  if (!(step > 0 && steps <= mostTicks)) {
    throw new ValueError({
      who,
      seen: `d${name} is ${step} on an axis from ${from} to ${to}`,
      expected: `a step greater than 0, and at most ${mostTicks} of them`,
    });
  }
  const ticks = Array.from({ length: Math.floor(steps + 1e-9) + 1 }, (_, i) => tidy(from + i * step));
  return { domain: [from, to], ticks, label };
}

/** An axis with round ticks from where the values begin to where they end, both a little widened. */
export function axisFor(
  label: string,
  values: readonly number[],
  { from, to }: { from?: number; to?: number } = {},
): Axis {
  const finite = values.filter(Number.isFinite);
  const low = from ?? Math.min(...finite, Infinity);
  const high = to ?? Math.max(...finite, -Infinity);
  // Nothing to show, or one value only: one unit around it.
  const [least, most] = low < high ? [low, high] : Number.isFinite(low) ? [low - 0.5, low + 0.5] : [0, 1];
  const step = roundStep((most - least) / 5);
  const first = Math.floor(least / step + 1e-9);
  const last = Math.ceil(most / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
  return { domain: [ticks[0] as number, ticks.at(-1) as number], ticks, label };
}

/** 1, 2 or 5 times a power of ten, near the given step. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const leading = step / power;
  return power * (leading < 1.5 ? 1 : leading < 3.5 ? 2 : leading < 7.5 ? 5 : 10);
}

/** Without the last digits, where 0.1 + 0.2 shows them. */
const tidy = (value: number): number => Number(value.toPrecision(12));
