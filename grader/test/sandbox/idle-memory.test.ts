import { describe, expect, test } from '@jest/globals';
import { idleDataBytes } from '../../src/sandbox/idle-memory.ts';
import { descendantsOf } from '../process-tree.ts';

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('what an idle Node takes (needs /proc)', () => {
  test('killed while it starts, it says so; then it is measured after all, once', async () => {
    // By number: for a moment after its start a process has no command yet.
    const before = descendantsOf(process.pid).map(({ pid }) => pid);
    const idleNodes = () => descendantsOf(process.pid).filter(({ pid }) => !before.includes(pid));
    const measuring = idleDataBytes();
    const started = idleNodes();
    expect(started).toHaveLength(1);
    for (const { pid } of started) process.kill(pid, 'SIGKILL');
    await expect(measuring).rejects.toThrow('an idle Node, started to measure its memory, ended (SIGKILL)');
    const bytes = await idleDataBytes();
    expect(bytes).toBeGreaterThan(2 ** 24);
    const again = idleDataBytes();
    expect(idleNodes()).toEqual([]);
    expect(await again).toBe(bytes);
  });
});
