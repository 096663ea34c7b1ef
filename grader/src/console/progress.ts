import type { RunProgress } from '../pipeline/run.ts';
import type { TextStream } from './text-stream.ts';

const BAR_WIDTH = 24;
const PLAIN_EVERY_MS = 2_000;

/**
 * Progress on a stream while many submissions are run: one line drawn over and over on a terminal, else a plain line
 * every few seconds. `end` leaves the terminal on a fresh line.
 */
export function progressOn(
  stream: TextStream,
  now: () => number = performance.now.bind(performance),
  did = 'graded',
) {
  const startedAt = now();
  let drawn = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    show: ({ done, total, last = '' }: RunProgress): void => {
      const left = etaSeconds(now() - startedAt, done, total);
      const eta = left === undefined ? '' : `  about ${left} s left`;
      if (stream.isTTY) {
        drawn = true;
        stream.write(`\r\x1b[K${cut(`${bar(done, total)} ${done}/${total}${eta}  ${last}`, stream.columns)}`);
      } else if (now() - toldAt >= PLAIN_EVERY_MS || done === total) {
        toldAt = now();
        stream.write(`${did} ${done} of ${total}${last === '' ? '' : `  ${last}`}${eta}\n`);
      }
    },
    end: (): void => {
      if (drawn) stream.write('\n');
      drawn = false;
    },
  };
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? BAR_WIDTH : Math.round((BAR_WIDTH * done) / total);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
}

/** Whole seconds until the end at the pace so far; undefined before there is a pace, and at the end. */
function etaSeconds(elapsedMs: number, done: number, total: number): number | undefined {
  if (done === 0 || done === total) return undefined;
  return Math.ceil(((elapsedMs / done) * (total - done)) / 1000);
}

/** A line that wraps could not be drawn over. Its last column stays free: some terminals wrap on filling it; some say they have 0. */
const cut = (line: string, columns: number | undefined): string => line.slice(0, (columns || 80) - 1);
