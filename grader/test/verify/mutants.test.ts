import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { kitAt } from '../../src/kit.ts';
import { readManifest } from '../../src/pipeline/manifest.ts';
import { type Mutant, mutantsOf, shownMutant } from '../../src/verify/mutants.ts';
import { FILES, toyKit } from './toy-kit.ts';

const BODY = `  const twiceTheNumberThatCameIn = x + x;
  return twiceTheNumberThatCameIn;
`;

/** The mutants of a solution of A90.1 with that body. */
async function mutantsOfBody(body: string): Promise<Mutant[]> {
  const kit = kitAt(toyKit());
  const path = join(kit.root, FILES.solution);
  writeFileSync(path, readFileSync(path, 'utf8').replace(BODY, body));
  const mutants = await mutantsOf(kit, readManifest(kit, 'a90-double'), new AbortController().signal);
  return mutants.filter(({ region }) => region === 'A90.1 double');
}

const shown = async (body: string) =>
  (await mutantsOfBody(body)).map((mutant) => shownMutant(mutant).replace('A90.1 double: ', ''));

describe('mutants', () => {
  test("are Stryker's, and those of tensors and numbers", async () => {
    expect(await shown('  return x.sub(x.max()).exp().at(-1).item() + 2;\n')).toEqual([
      '`x.sub(x.max()).exp().at(-1).item() - 2` for `x.sub(x.max()).exp().at(-1).item() + 2`',
      'without `.sub(x.max())`',
      '`add` for `sub`',
      '`x.min()` for `x.max()`',
      'without `.max()`',
      'without `.exp()`',
      'without `.at(-1)`',
      '`+1` for `-1`',
      '`0` for `1`',
      'without `.item()`',
      '`3` for `2`',
    ]);
  });

  test('leave alone what no suite grades: code outside of regions, types, the words of errors', async () => {
    expect(
      await shown(
        "  if (x > x) throw new RangeError('more than ' + 1 + x.toFixed(2));\n  return x as 1 | 2;\n",
      ),
    ).toEqual(['`true` for `x > x`', '`false` for `x > x`', '`x >= x` for `x > x`', '`x <= x` for `x > x`']);
  });

  test('do not drop the call of a module, of a class, or of the object itself', async () => {
    const mutants = await shown(
      '  return torch.ones([x]).item() || Math.abs(x) || this.f(x) || this.g.h(x);\n',
    );
    expect(mutants.filter((text) => text.startsWith('without'))).toEqual([
      'without `.item()`',
      'without `.h(x)`',
    ]);
  });

  test('are programs: an operator that binds less is put in parentheses', async () => {
    const mutants = await mutantsOfBody('  return x && x && x;\n');
    const found = mutants.find(
      ({ original, replacement }) => original === 'x && x' && replacement === '(x || x)',
    );
    expect(found?.source).toContain('return (x || x) && x;');
  });

  test('are counted where the same is replaced by the same, and named on one line', async () => {
    const mutants = await mutantsOfBody('  return [\n    x,\n    ...[x].map(() => 0),\n  ].concat(0)[0];\n');
    expect(mutants.filter(({ original }) => original === '0').map(({ nth, line }) => [nth, line])).toEqual([
      [1, 7],
      [2, 8],
      [3, 8],
    ]);
    expect(mutants.map(({ original }) => original)).toContain('[ x, ...[x].map(() => 0), ]');
  });

  test('are cut when they are long', async () => {
    const [whole] = await mutantsOfBody(`  return [${'x, '.repeat(60)}x];\n`);
    expect(whole?.original).toHaveLength(100);
    expect(whole?.original.endsWith('…')).toBe(true);
  });

  test('of a file that cannot be parsed are an error that names it', async () => {
    await expect(mutantsOfBody('  return x +;\n')).rejects.toThrow(/no mutants of .*double\.ts/);
  });
});
