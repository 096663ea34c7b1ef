import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Kit, kitAt } from '../../src/kit.ts';
import { certificateFor } from '../../src/pipeline/certificate.ts';
import { readManifest } from '../../src/pipeline/manifest.ts';
import { assignmentDigests } from '../../src/pipeline/plan.ts';
import { certificateSchema } from '../../src/schema/certificate.ts';
import { readDocument } from '../../src/schema/validate.ts';
import { checkCatalogue } from '../../src/verify/check-catalogue.ts';
import type { Entry } from '../../src/verify/check-ladder.ts';
import type { Verified } from '../../src/verify/verify-assignment.ts';
import { writeCertificate } from '../../src/verify/write-certificate.ts';
import { CERTIFICATE, FILES, toyKit, verify } from './toy-kit.ts';

const PATIENCE_MS = 60_000;

/** The lines under the table. */
const said = (stdout: string): string[] => stdout.split('\n\n').slice(1).join('\n').trim().split('\n');

/** Verifies a kit that is broken in one place. */
async function broken(edits: Parameters<typeof toyKit>[0]) {
  const { status, stdout, stderr } = await verify(toyKit(edits), '--all', '--seeds', '1');
  return { status, lines: said(stdout), stderr };
}

describe('a suite that is fair', () => {
  test(
    'holds on a few seeds, without a certificate and without losing one',
    async () => {
      const root = toyKit();
      mkdirSync(dirname(join(root, CERTIFICATE)), { recursive: true });
      writeFileSync(join(root, CERTIFICATE), 'an earlier one');
      const { status, stdout, stderr } = await verify(root, 'a90', '--seeds', '2');
      expect(stdout).toMatch(/reference\s+2 {2}holds/);
      expect(stdout).toMatch(/mistakes\s+4 {2}holds/);
      expect(said(stdout)).toEqual(['a90-double holds on 2 seeds; a certificate takes 50']);
      expect(stderr).toContain('run 14 of 14');
      expect(status).toBe(0);
      expect(existsSync(join(root, CERTIFICATE))).toBe(true);
    },
    PATIENCE_MS,
  );
});

describe('a fault is told in a line with its file and repair, and costs the certificate', () => {
  test(
    'a reference that fails',
    async () => {
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
    },
    PATIENCE_MS,
  );

  test(
    'a starter that crashes before its placeholder',
    async () => {
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
    },
    PATIENCE_MS,
  );

  test(
    'a mistake that loses nothing, and one that goes wrong elsewhere',
    async () => {
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
    },
    PATIENCE_MS,
  );

  test(
    'two mistakes that answer alike, and a code that is not in the catalogue',
    async () => {
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
    },
    PATIENCE_MS,
  );

  test(
    'an answer without thought that earns a group, and a title that gives a solution away',
    async () => {
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
    },
    PATIENCE_MS,
  );

  test(
    'a task without region, a stray region, a stale starter: nothing else is tried',
    async () => {
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
    },
    PATIENCE_MS,
  );
});

describe('files that cannot be read are bad input', () => {
  test.each<[string, Parameters<typeof toyKit>[0], RegExp]>([
    [
      'a mistake that says nothing of itself',
      { keeps: (source) => source.replace('const mistake', 'const misteak') },
      /solutions\/a90-double: mistakes\/m-scalar-negate\.js does not say which mistake it is/,
    ],
    ['a mistake that does not compile', { keeps: () => 'export const = 3;' }, /m-scalar-negate\.ts:1:\d+/],
    [
      'a suite that does not compile',
      { hidden: () => 'const = 3;' },
      /the suites of a90-double: .*hidden\.test\.ts:1:\d+/,
    ],
    [
      'a region that is never closed',
      {
        solution: (source) => source,
        starter: (source) => source,
        hidden: (source) => source.replaceAll("describe('values'", "describe('value'"),
      },
      /belongs to no group of A90\.1 of the manifest: "value"/,
    ],
  ])(
    '%s',
    async (_, edits, message) => {
      const { status, stderr } = await verify(toyKit(edits), '--all', '--seeds', '1');
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(status).toBe(2);
    },
    PATIENCE_MS,
  );

  test.each<[string[], string]>([
    [[], 'gradus verify: no assignment is named\n  expected: --all, or some of a90-double\n'],
    [['--all', 'a90'], 'gradus verify: --all beside the names of assignments\n  expected: one of the two\n'],
    [['a90', '--seeds', '0'], 'expected a whole number above 0'],
    [['a91'], "there is no assignment 'a91'"],
  ])('%j is refused', async (args, message) => {
    const { status, stderr } = await verify(toyKit(), ...args);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

describe('the certificate', () => {
  const verified = (kit: Kit, reference: number): Verified => ({
    manifest: readManifest(kit, 'a90-double'),
    seeds: { reference, others: 10 },
    tried: {
      layout: 1,
      catalogue: 1,
      secrets: 1,
      reference,
      starter: 10,
      mistakes: 20,
      names: 20,
      trivial: 30,
    },
    faults: [],
    satisfied: [{ answer: 'zeros', cases: ['A90.1-double-values-zero'] }],
  });

  test('is written after 50 seeds, and vouches for the files as they are', async () => {
    const kit = kitAt(toyKit());
    await writeCertificate(kit, verified(kit, 50), new Date(0));
    const certificate = readDocument(join(kit.root, CERTIFICATE), certificateSchema);
    expect(certificate).toMatchObject({ assignment: 'a90-double', seeds: { reference: 50, others: 10 } });
    expect(certificate.proofs.map(({ name, tried }) => [name, tried])).toEqual([
      ['layout', 1],
      ['catalogue', 1],
      ['secrets', 1],
      ['reference', 50],
      ['starter', 10],
      ['mistakes', 20],
      ['names', 20],
      ['trivial', 30],
    ]);
    const status = () => certificateFor(kit, 'a90-double', assignmentDigests(kit, 'a90-double')).status;
    expect(status()).toBe('valid');
    writeFileSync(join(kit.root, FILES.hidden), '// another suite');
    expect(status()).toBe('stale');
  });

  test('differs in measured values alone when nothing has changed', async () => {
    const kit = kitAt(toyKit());
    const written = async (startedAt: Date) => {
      await writeCertificate(kit, verified(kit, 50), startedAt);
      const { measured: _, ...rest } = readDocument(join(kit.root, CERTIFICATE), certificateSchema);
      return rest;
    };
    expect(await written(new Date(0))).toEqual(await written(new Date()));
  });

  test('takes more than 49 seeds', async () => {
    const kit = kitAt(toyKit());
    await writeCertificate(kit, verified(kit, 49), new Date());
    expect(existsSync(join(kit.root, CERTIFICATE))).toBe(false);
  });
});

describe('the words of the catalogue', () => {
  const kit = kitAt(toyKit());
  const manifest = readManifest(kit, 'a90-double');
  const mistake = { file: 'mistakes/m-powrule-double.js', code: 'M-POWRULE', tasks: ['A90.1'], summary: '' };
  const ladder = { message: 'You squared.', hints: ['What is 2 times 3?', 'Where is the product?', 'Add.'] };
  const faults = (entry: Entry, mistakes = [mistake]) =>
    checkCatalogue(kit, manifest, mistakes, { 'M-POWRULE': entry }).map(
      ({ proof, at, says }) => `${proof}: ${at.replace(/\d+$/, 'N')}: ${says}`,
    );
  const at = 'catalogue: grader/src/diagnosis/misconceptions/autograd.ts:N: M-POWRULE:';

  test('a message and three hints that are short enough say nothing', () => {
    expect(faults(ladder)).toEqual([]);
  });

  test.each<[string, Entry, string]>([
    ['no message', { hints: ladder.hints }, 'it has no message: say in a sentence'],
    ['an empty message', { ...ladder, message: ' \n' }, 'it has no message: say in a sentence'],
    ['a message that asks', { ...ladder, message: 'Did you square?' }, 'its message asks a question: ask it'],
    [
      'a missing last step',
      { ...ladder, hints: ladder.hints.slice(0, 2) },
      'step 3 of its hints is missing: write almost there, without the finished line',
    ],
    [
      'an empty first step',
      { ...ladder, hints: [' ', ...ladder.hints.slice(1)] },
      'step 1 of its hints is missing: write a question about one step',
    ],
    ['a fourth step', { ...ladder, hints: [...ladder.hints, 'And?'] }, 'it has 4 steps: keep 3'],
    [
      'a step that is too long',
      { ...ladder, hints: ['Why?', 'word '.repeat(109), 'Add.'] },
      'its message and step 2 have 111 words together: cut them to 110',
    ],
    [
      'two questions at once',
      { ...ladder, hints: ['Why? Where?', 'Here.', 'Add.'] },
      'step 1 asks 2 questions: keep one',
    ],
  ])('%s: file, entry and repair', (_what, entry, says) => {
    const found = faults(entry);
    expect(found).toEqual([expect.stringContaining(`${at} ${says}`)]);
  });

  test('an entry of the form that has one hint only misses all that is new', () => {
    const old: object = { name: 'squares', hint: 'What is 2 times 3?' };
    expect(faults(old)).toEqual([expect.stringContaining('it has no message')]);
  });

  test('a long step is no fault below the limit, and an entry is told once for all its mistakes', () => {
    expect(faults({ ...ladder, hints: ['word '.repeat(108), 'Where?', 'Add.'] })).toEqual([]);
    expect(faults({ ...ladder, hints: [] }, [mistake, mistake])).toHaveLength(3);
  });
});
