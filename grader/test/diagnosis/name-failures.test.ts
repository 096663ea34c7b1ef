import { describe, expect, test } from '@jest/globals';
import type { Mistake } from '../../src/diagnosis/mistake.ts';
import { hasNameless, nameFailures, type Observed } from '../../src/diagnosis/name-failures.ts';
import type { CaseFact, Failure } from '../../src/schema/kinds.ts';
import { call, returned } from './values.ts';

const fails = (id: string, failure: Partial<Failure> = {}): CaseFact => ({
  id,
  status: 'fail',
  wallMs: 1,
  failure: { kind: 'wrong', who: 'f', what: 'is wrong', ...failure },
});
const doubles = (x: number) => call([x], returned(2 * x));

const axis: Mistake = {
  file: 'mistakes/m-axis-f.js',
  code: 'M-AXIS',
  tasks: ['A00.1'],
  summary: 'doubles',
  answer: ({ args: [x] }) => returned(2 * Number(x)),
};

function observe(facts: readonly CaseFact[], task = 'A00.1'): Observed {
  return {
    facts,
    tasks: new Map(facts.map(({ id }) => [id, task])),
    calls: new Map(facts.map(({ id }, i) => [id, [doubles(i + 1)]])),
  };
}

const names = (facts: readonly CaseFact[]) => facts.map(({ failure }) => failure?.misconception);

describe('naming', () => {
  test('gives every failing case of the task the code, and passing ones nothing', () => {
    const facts = [
      fails('a'),
      { id: 'b', status: 'pass', wallMs: 1 } as const,
      fails('c', { kind: 'student-error' }),
    ];
    const named = nameFailures(observe(facts), [axis]);
    expect(names(named)).toEqual(['M-AXIS', undefined, 'M-AXIS']);
    expect(named[0]?.failure).toEqual({ ...facts[0]?.failure, misconception: 'M-AXIS' });
    expect(named[1]).toBe(facts[1]);
  });

  test('leaves a name that is there, and failures that are no wrong idea', () => {
    const facts = [fails('a', { misconception: 'M-STUB' }), fails('b', { kind: 'timeout' }), fails('c')];
    expect(names(nameFailures(observe(facts), [axis]))).toEqual(['M-STUB', undefined, 'M-AXIS']);
  });

  test('asks only mistakes of the task', () => {
    expect(names(nameFailures(observe([fails('a'), fails('b')], 'A00.2'), [axis]))).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('gives no name to a case of which no call was seen', () => {
    const { calls, ...rest } = observe([fails('a'), fails('b'), fails('c')]);
    const seen = new Map([...calls].filter(([id]) => id !== 'c'));
    expect(names(nameFailures({ ...rest, calls: seen }, [axis]))).toEqual(['M-AXIS', 'M-AXIS', undefined]);
  });

  test('has nothing to do when all passed, or what failed has its name', () => {
    expect(hasNameless(observe([{ id: 'a', status: 'pass', wallMs: 1 }]))).toBe(false);
    expect(hasNameless(observe([fails('a', { misconception: 'M-STUB' })]))).toBe(false);
    expect(hasNameless(observe([fails('a')]))).toBe(true);
  });
});
