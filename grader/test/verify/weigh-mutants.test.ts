import { describe, expect, test } from '@jest/globals';
import type { MutantName } from '../../src/verify/mutants.ts';
import { weighMutants } from '../../src/verify/weigh-mutants.ts';

const LIST = 'solutions/a90-double/mutants.json';
const CASE = 'A90.1-double-values-two';

const name = (replacement: string, nth = 1): MutantName => ({
  region: 'A90.1 double',
  original: 'x + x',
  replacement,
  nth,
});
const mutant = (of: MutantName, killedBy: string | undefined) => ({ ...of, at: 'double.ts:5', killedBy });
const explained = (of: MutantName, line = 5) => ({ ...of, at: `${LIST}:${line}` });

/** So many mutants that fail. */
const killed = (count: number) => Array.from({ length: count }, (_, i) => mutant(name(`x * ${i}`), CASE));
const saysOf = (...args: Parameters<typeof weighMutants>) =>
  weighMutants(...args).faults.map(({ at, says }) => `${at}: ${says}`);

describe('the mutants', () => {
  test('hold when 95 in 100 fail and the others are explained', () => {
    const survivor = name('x - x');
    const { count, faults } = weighMutants(
      [...killed(19), mutant(survivor, undefined)],
      [explained(survivor)],
      LIST,
    );
    expect(faults).toEqual([]);
    expect(count).toEqual({ tried: 20, killed: 19, survivors: ['A90.1 double: `x - x` for `x + x`'] });
  });

  test('need 95 in 100, however well the others are explained', () => {
    const survivors = [name('x - x'), name('x - x', 2)];
    expect(
      saysOf(
        [...killed(19), ...survivors.map((one) => mutant(one, undefined))],
        survivors.map((one) => explained(one)),
        LIST,
      ),
    ).toEqual([`${LIST}: 19 of 21 mutants fail a case, 20 are needed: add cases`]);
  });

  test('that pass must be explained, each by its own place', () => {
    expect(
      saysOf([...killed(20), mutant(name('x - x', 2), undefined)], [explained(name('x - x'))], LIST),
    ).toEqual([
      `double.ts:5: passes every case: A90.1 double: \`x - x\` for \`x + x\` (place 2): add a case that tells it from the solution, or explain it in ${LIST}`,
      `${LIST}:5: there is no mutant A90.1 double: \`x - x\` for \`x + x\`: did you mean "A90.1 double: \`x - x\` for \`x + x\` (place 2)"?`,
    ]);
  });

  test('that fail by now, or twice, have no place in the list', () => {
    const survivor = name('', 1);
    expect(
      saysOf(
        [...killed(19), mutant(survivor, undefined)],
        [explained(name('x * 3'), 4), explained(survivor, 5), explained(survivor, 9)],
        LIST,
      ),
    ).toEqual([
      `${LIST}:4: A90.1 double: \`x * 3\` for \`x + x\`: fails ${CASE} by now: remove it from the list`,
      `${LIST}:9: A90.1 double: without \`x + x\`: stands there twice: remove one of the two`,
    ]);
  });

  test('may be none', () => {
    expect(saysOf([], [], LIST)).toEqual([]);
  });
});
