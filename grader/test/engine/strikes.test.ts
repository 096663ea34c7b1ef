import { describe, expect, test } from '@jest/globals';
import { withStrikes } from '../../src/engine/strikes.ts';
import { type Host, HostFailure } from '../../src/sandbox/index.ts';

const answer = { value: 1, argumentsUnchanged: [] };

/** A host that answers by the name of the function: `loops` never returns, `throws` throws, others answer. */
function fakeHost(): Host & { readonly calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    call: async (name) => {
      calls.push(name);
      if (name === 'loops') throw new HostFailure('timeout', 'did not finish');
      if (name === 'exits') throw new HostFailure('dead', 'ended the process');
      if (name === 'throws') throw new HostFailure('student-error', 'threw an Error');
      return answer;
    },
    probe: async () => answer,
    get: async () => 1,
    close: async () => ({ cpuMs: 0, outputBytes: 0, restarts: 0, killed: 0 }),
  };
}

const kindOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answer',
    (failure: HostFailure) => failure.kind,
  );

describe('strikes', () => {
  test.each(['loops', 'exits'])(
    'a function that %s three times in a row is not called a fourth time',
    async (name) => {
      const host = fakeHost();
      const watched = withStrikes(host, 3);
      for (let i = 0; i < 3; i++) expect(await kindOf(watched.call(name, []))).not.toBe('not-run');
      expect(await kindOf(watched.call(name, []))).toBe('not-run');
      expect(host.calls).toHaveLength(3);
    },
  );

  test('the other functions go on', async () => {
    const watched = withStrikes(fakeHost(), 1);
    await kindOf(watched.call('loops', []));
    expect(await kindOf(watched.call('loops', []))).toBe('not-run');
    expect(await kindOf(watched.call('answers', []))).toBe('answer');
  });

  test('a function that throws has returned', async () => {
    const watched = withStrikes(fakeHost(), 1);
    for (let i = 0; i < 5; i++) expect(await kindOf(watched.call('throws', []))).toBe('student-error');
  });

  test('an answer in between starts the count again', async () => {
    let looping = true;
    const host: Host = {
      ...fakeHost(),
      call: async () => {
        if (looping) throw new HostFailure('timeout', 'did not finish');
        return answer;
      },
    };
    const watched = withStrikes(host, 2);
    const kinds: string[] = [];
    for (const loops of [true, false, true, true, true]) {
      looping = loops;
      kinds.push(await kindOf(watched.call('f', [])));
    }
    expect(kinds).toEqual(['timeout', 'answer', 'timeout', 'timeout', 'not-run']);
  });
});
