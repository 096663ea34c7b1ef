import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { withDeadline } from '../../src/pipeline/deadline.ts';

/** Work that ends when its signal says so, and says which end it was. */
const untilAborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted'), { once: true }));

describe('withDeadline', () => {
  test('work in time is not disturbed, and its timer goes with it', async () => {
    const seen: AbortSignal[] = [];
    const work = async (signal: AbortSignal) => {
      seen.push(signal);
      return 7;
    };
    expect(await withDeadline(new AbortController().signal, 5, work)).toBe(7);
    await new Promise((next) => setTimeout(next, 20));
    expect(seen.map(({ aborted }) => aborted)).toEqual([false]);
  });

  test('the deadline comes, whatever is collected meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const ended = withDeadline(new AbortController().signal, 50, untilAborted);
    await new Promise((next) => setImmediate(next));
    collectGarbage();
    expect(await ended).toBe('aborted');
  });

  test('the signal comes first', async () => {
    const interrupt = new AbortController();
    const ended = withDeadline(interrupt.signal, 60_000, untilAborted);
    interrupt.abort();
    expect(await ended).toBe('aborted');
  });

  test('an interrupt that has come already begins nothing', async () => {
    const work = async () => 'begun';
    await expect(withDeadline(AbortSignal.abort(), 60_000, work)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
