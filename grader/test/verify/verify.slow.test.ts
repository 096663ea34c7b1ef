import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { CERTIFICATE, FILES, said, toyKit, verify } from './toy-kit.ts';

// Whole proofs: every one runs the reference, mistakes, answers without thought and mutants.
jest.setTimeout(60_000);

/** Verifies a kit that is broken in one place. */
async function broken(edits: Parameters<typeof toyKit>[0]) {
  const { status, stdout, stderr } = await verify(toyKit(edits), '--all', '--seeds', '1');
  return { status, lines: said(stdout), stderr };
}

describe('a suite that is fair', () => {
  test('holds on a few seeds, without a certificate and without losing one', async () => {
    const root = toyKit();
    mkdirSync(dirname(join(root, CERTIFICATE)), { recursive: true });
    writeFileSync(join(root, CERTIFICATE), 'an earlier one');
    const { status, stdout, stderr } = await verify(root, 'a90', '--seeds', '2');
    expect(stdout).toMatch(/reference\s+2 {2}holds/);
    expect(stdout).toMatch(/mistakes\s+4 {2}holds/);
    expect(said(stdout)).toEqual(['a90-double holds on 2 seeds; a certificate takes 50']);
    expect(stdout).toMatch(/zoo\s+16 {2}holds/);
    expect(stdout).toMatch(/mutants\s+3 {2}holds/);
    expect(stderr).toContain('run 33 of 33');
    expect(status).toBe(0);
    expect(existsSync(join(root, CERTIFICATE))).toBe(true);
  });
});

describe('a fault is told in a line with its file and repair, and costs the certificate', () => {
  test('a reference that fails', async () => {
    const root = toyKit({ solution: (source) => source.replace('= x + x', '= x + x + 1e-3') });
    mkdirSync(dirname(join(root, CERTIFICATE)), { recursive: true });
    writeFileSync(join(root, CERTIFICATE), 'an earlier one');
    const { status, stdout } = await verify(root, '--all', '--seeds', '1');
    expect(status).toBe(1);
    expect(said(stdout)[0]).toMatch(
      /^reference: solutions\/a90-double\/double\.ts: seed 1: fails A90\.1-.+: double returned .+ \(and 3 more\)$/,
    );
    expect(said(stdout).at(-1)).toBe('a90-double may not grade yet: it has no certificate');
    expect(existsSync(join(root, CERTIFICATE))).toBe(false);
  });

  test('a starter that crashes before its placeholder', async () => {
    const { status, lines } = await broken({
      solution: (source) =>
        source.replace(
          '  // #region solution A90.1',
          "  if (x > -99) throw new TypeError('early');\n  // #region solution A90.1",
        ),
    });
    expect(status).toBe(1);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^starter: starter\/a90-double\/double\.ts: seed 1: fails A90\.1-.+ otherwise than by its placeholder/,
      ),
    );
  });

  test('a mistake that loses nothing, and one that goes wrong elsewhere', async () => {
    const { status, lines } = await broken({
      squares: (source) => source.replace('x * x', 'x + x'),
      keeps: (source) => `${source}\nexport const double = (x: number) => x;\n`,
    });
    expect(status).toBe(1);
    expect(lines[0]).toBe(
      `mistakes: ${FILES.squares}: seed 1: loses nothing in A90.1: add a case that tells it from a right answer`,
    );
    expect(lines[1]).toMatch(
      /^mistakes: .*m-scalar-negate\.ts: seed 1: fails A90\.1-.+ too \(double returned/,
    );
  });

  test('two mistakes that answer alike, and a code that is not in the catalogue', async () => {
    const { status, lines } = await broken({
      keeps: (source) =>
        source
          .replace('M-SCALAR', 'M-POWRUL')
          .replace('A90.2', 'A90.1')
          .replace('negate', 'double')
          .replace('return x', 'return x * x'),
    });
    expect(status).toBe(1);
    expect(lines[0]).toBe(
      `catalogue: ${FILES.keeps}:3: the code M-POWRUL is not in the catalogue: did you mean "M-POWRULE"?`,
    );
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^names: .*m-powrule-double\.ts: seed 1: A90\.1-.+ is named nothing instead of M-POWRULE/,
      ),
    );
  });

  test('an answer without thought that earns a group, and a title that gives a solution away', async () => {
    const zero = (source: string) =>
      source.replaceAll('number(3, 9), expected: (x) => -x', 'number(0, 0), expected: (x) => -x');
    const { status, lines } = await broken({
      hidden: zero,
      visible: (source) => `${zero(source)}// const twiceTheNumberThatCameIn = x + x;\n`,
    });
    expect(status).toBe(1);
    expect(lines).toContainEqual(
      'trivial: a submission that answers with zeros: seed 1: earns all of A90.2, group "values": draw inputs whose answer is no such number',
    );
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^secrets: assignments\/a90-double\/visible\.test\.ts: would give away “const twice/,
      ),
    );
  });

  test('a comparison that what is not a number passes, and one that breaks over an answer', async () => {
    const loose = (source: string) =>
      source
        .replaceAll(
          'number(-9, -3), expected: (x) => 2 * x',
          'number(-9, -3), returns, expected: () => 0, compare: (got, x) => (Math.abs(got - 2 * x) > 0.1 ? 1 : 0)',
        )
        .replace('const student', 'const returns = { mismatch: () => undefined };\nconst student');
    const { status, lines } = await broken({ hidden: loose, visible: loose });
    expect(status).toBe(1);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^zoo: a submission that attacks: not a number: passes A90\.1-double-edges-\S+, which no answer without thought does: let the case compare a value/,
      ),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^zoo: a submission that attacks: .+: seed 1: A90\.1-double-edges-\S+ fails in itself \(TypeError: .+\): let it stand any answer, or the score is withheld/,
      ),
    );
  });

  test('a mutant that passes, and an explained one that does not', async () => {
    const { status, lines } = await broken({
      solution: (source) => source.replace('= x + x', '= x + Math.abs(0) + x'),
      mutants: (source) =>
        source.replace(
          '[]',
          `[
  { "region": "A90.1 double", "original": "0", "replacement": "1", "because": "it is said to be so, and nothing else" },
  { "region": "A90.2 negate", "original": "0 - x", "replacement": "0 * x", "because": "it is said to be so, and nothing else" }
]`,
        ),
    });
    const survivor = (shown: string) =>
      `mutants: ${FILES.solution}:5: passes every case: A90.1 double: ${shown}: add a case that tells it from the solution, or explain it in ${FILES.mutants}`;
    expect(status).toBe(1);
    expect(lines.slice(0, -1)).toEqual([
      survivor('`x - Math.abs(0)` for `x + Math.abs(0)`'),
      expect.stringMatching(
        /^mutants: .*mutants\.json:5: A90\.1 double: `1` for `0`: fails A90\.1-double-values-\S+ by now: remove it from the list$/,
      ),
      `mutants: ${FILES.mutants}:6: there is no mutant A90.2 negate: \`0 * x\` for \`0 - x\`: remove it, or correct it after a change of the solution`,
      `mutants: ${FILES.mutants}: 4 of 5 mutants fail a case, 5 are needed: add cases`,
    ]);
  });

  test('a suite that breaks over what a mutant answers', async () => {
    const { status, lines } = await broken({
      solution: (source) =>
        source.replace(
          'return twice',
          "return -1 + 1 === 0 ? twiceTheNumberThatCameIn : 'much';\n  return twice",
        ),
      hidden: (source) =>
        source.replace(
          'expected: (x) => 2 * x',
          'expected: (x) => 2 * x, compare: (got) => Number(got.toFixed(3))',
        ),
      visible: (source) =>
        source.replaceAll(
          'expected: (x) => 2 * x',
          'expected: (x) => 2 * x, compare: (got) => Number(got.toFixed(3))',
        ),
    });
    expect(status).toBe(1);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^mutants: .*double\.ts:6: seed 1: A90\.1 double: .+: A90\.1-double-\S+ fails in itself \(TypeError: .+\): let it stand any answer \(and \d+ more\)$/,
      ),
    );
  });

  test('a task without region, a stray region, a stale starter: nothing else is tried', async () => {
    const { status, lines } = await broken({
      solution: (source) => source.replace('A90.2 negate', 'A90.7 negate'),
      starter: (source) => `${source}// mine\n`,
    });
    expect(status).toBe(1);
    expect(lines).toEqual([
      `layout: ${FILES.solution}: A90.2 has no region: mark it with '// #region solution A90.2 …'`,
      `layout: ${FILES.solution}:11: the region A90.7 is no task of the manifest: correct one of them`,
      `layout: ${FILES.starter}: is not what the solution makes: run \`gradus starters\``,
      'a90-double may not grade yet: it has no certificate',
    ]);
  });
});
