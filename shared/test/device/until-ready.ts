import { setTimeout } from 'node:timers/promises';
import { torch } from '#torch';
import { type Pool, readyPool } from '../../src/device/cpu/threads/pool.ts';

/** Asks for so many threads and waits until all of them are there; programs would compute with one meanwhile. */
export async function untilReady(threads: number): Promise<Pool> {
  torch.setNumThreads(threads);
  for (;;) {
    const pool = readyPool();
    if (pool?.threads() === threads) return pool;
    await setTimeout(5);
  }
}
