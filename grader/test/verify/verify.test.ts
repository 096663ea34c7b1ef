import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Kit, kitAt } from '../../src/kit.ts';
import { certificateFor } from '../../src/pipeline/certificate.ts';
import { readManifest } from '../../src/pipeline/manifest.ts';
import { assignmentDigests } from '../../src/pipeline/plan.ts';
import { certificateSchema } from '../../src/schema/certificate.ts';
import { readDocument } from '../../src/schema/validate.ts';
import { checkCatalogue } from '../../src/verify/check-catalogue.ts';
import type { Entry } from '../../src/verify/check-ladder.ts';
import { standingCertificate } from '../../src/verify/standing-certificate.ts';
import type { Verified } from '../../src/verify/verify-assignment.ts';
import { writeCertificate } from '../../src/verify/write-certificate.ts';
import { CERTIFICATE, FILES, said, toyKit, verify } from './toy-kit.ts';

const PATIENCE_MS = 60_000;

describe('files that cannot be read are bad input', () => {
  test.each<[string, Parameters<typeof toyKit>[0], RegExp]>([
    [
      'a mistake that says nothing of itself',
      { keeps: (source) => source.replace('const mistake', 'const misteak') },
      /solutions\/a90-double\/mistakes\/m-scalar-negate\.ts:1: it does not say which mistake it is: export const mistake =/,
    ],
    [
      'a mistake that does not say whose it is',
      { keeps: (source) => source.replace("['A90.2']", "'A90.2'") },
      /m-scalar-negate\.ts:3: it does not say which mistake it is: .* tasks: \['A03\.3'\]/,
    ],
    [
      'a mistake that breaks as it is loaded',
      { keeps: (source) => `${source}\nnull.name;\n` },
      /solutions\/a90-double\/mistakes\/m-scalar-negate\.ts:3: it does not load: Cannot read properties of null/,
    ],
    [
      'a mistake that takes what the solution has not',
      { keeps: (source) => `import { halve } from '../double.ts';\n${source}export const half = halve;\n` },
      /m-scalar-negate\.ts:4: it does not load: .*halve/,
    ],
    ['a mistake that does not compile', { keeps: () => 'export const = 3;' }, /m-scalar-negate\.ts:1:\d+/],
    [
      'a suite that does not compile',
      { hidden: () => 'const = 3;' },
      /the suites of a90-double: .*hidden\.test\.ts:1:\d+/,
    ],
    [
      'a group that is not in the manifest',
      { hidden: (source) => source.replaceAll("describe('values'", "describe('value'") },
      /belongs to no group of A90\.1 of the manifest: "value"/,
    ],
    [
      'explained mutants without a reason',
      {
        mutants: (source) =>
          source.replace(
            '[]',
            '[\n    { "region": "A90.1 double", "original": "x", "replacement": "" }\n  ]',
          ),
      },
      /solutions\/a90-double\/mutants\.json:5: \/survivors\/0: the key "because" is missing\n {2}expected: why no case/,
    ],
    [
      'the explained mutants of another assignment',
      { mutants: (source) => source.replace('a90-double', 'a91-double') },
      /mutants\.json:3: \/assignment: "a91-double"\n {2}expected: the folder's name, "a90-double"/,
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

  /** The starter is made before an edit, as an author's would have been. */
  const starter = () => readFileSync(join(toyKit(), FILES.starter), 'utf8');

  test.each<[string, (source: string) => string, string]>([
    [
      'a region that is never closed',
      (source) => source.replace(/ {2}\/\/ #endregion\n}\n$/, '}\n'),
      `${FILES.solution}:11: the region A90.2 negate is never closed\n  hint: add '// #endregion'\n`,
    ],
    [
      'a region inside another',
      (source) => source.replace('  // #endregion\n', ''),
      `${FILES.solution}:10: a region inside the region of line 4\n  hint: close that one first\n`,
    ],
    [
      'an end without a region',
      (source) => source.replace(/ {2}\/\/ #region.*double.*\n/, ''),
      `${FILES.solution}:6: an end without a region\n  hint: remove it\n`,
    ],
    [
      'a region without a hint',
      (source) => source.replace(' — how many times do you add x?', ''),
      `${FILES.solution}:4: an unknown region '#region solution A90.1 double'\n  hint: write it like '// #region solution A03.2 softmaxStable — a hint for the student'\n`,
    ],
  ])('%s', async (_, solution, message) => {
    const root = toyKit({ starter });
    const path = join(root, FILES.solution);
    writeFileSync(path, solution(readFileSync(path, 'utf8')));
    const { status, stderr } = await verify(root, '--all', '--seeds', '1');
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  test.each<[string, (source: string) => string, string]>([
    ['is not JSON', (source) => source.replace('"A90",', '"A90"'), ': line 5, column 3: this is not JSON'],
    [
      'has a misspelt key',
      (source) => source.replace('"title"', '"titel"'),
      ':5: unknown key "titel"\n  expected: schema, slug, code, title, file, tasks, forbids, limits, hidden\n  hint: did you mean "title"?',
    ],
    [
      'has a file that is none',
      (source) => source.replace('double.ts', 'Double.js'),
      ':6: /file: "Double.js" must match',
    ],
    [
      'has points that do not add up',
      (source) => source.replace('"points": 30', '"points": 31'),
      ':8: /tasks/0 (A90.1): the groups are worth 51 points together\n  expected: 50, as the task',
    ],
    [
      'names a task twice',
      (source) => source.replace('A90.2', 'A90.1'),
      ':24: /tasks/1/id: "A90.1" stands there twice',
    ],
    [
      'is that of another folder',
      (source) => source.replace('"a90-double"', '"a90-doubles"'),
      `:3: /slug: "a90-doubles"\n  expected: the folder's name, "a90-double"`,
    ],
    [
      'forbids nothing in a way that is none',
      (source) => source.replace('"names": []', '"names": "none"'),
      ':40: /forbids/names: "none" must be array',
    ],
  ])('a manifest that %s', async (_, manifest, message) => {
    const root = toyKit({ manifest });
    const { status, stderr } = await verify(root, 'a90', '--seeds', '1');
    expect(stderr).toContain(`${join(root, FILES.manifest)}${message}`);
    expect(status).toBe(2);
  });

  test.each<[string[], string]>([
    [[], 'gradus verify: no assignment is named\n  expected: --all, or some of a90-double\n'],
    [['--all', 'a90'], 'gradus verify: --all beside the names of assignments\n  expected: one of the two\n'],
    [['a90', '--seeds', '0'], 'expected a whole number above 0'],
    [['a91'], "there is no assignment 'a91'"],
    [['a90', '--device', 'tpu'], 'Allowed choices are gpu.'],
    [['a90', '--device', 'gpu', '--force'], "option '--device <name>' cannot be used with option '--force'"],
  ])('%j is refused', async (args, message) => {
    const { status, stderr } = await verify(toyKit(), ...args);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

test('without a GPU there is nothing to compare with: the runtime says why', async () => {
  const masked = process.env.GRADUS_GPU;
  process.env.GRADUS_GPU = 'off';
  const { status, stdout, stderr } = await verify(toyKit(), 'a90', '--device', 'gpu');
  if (masked === undefined) delete process.env.GRADUS_GPU;
  else process.env.GRADUS_GPU = masked;
  expect(stderr).toContain(
    "gradus verify --device gpu: device 'gpu': masked by the environment variable GRADUS_GPU=off\n" +
      "  hint: Start without that variable to use it. Everything also runs on 'cpu'.\n",
  );
  expect(stdout).toBe('');
  expect(status).toBe(2);
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
      zoo: 16,
      mutants: 25,
    },
    faults: [],
    satisfied: [{ answer: 'zeros', cases: ['A90.1-double-values-zero'] }],
    mutants: { tried: 25, killed: 24, survivors: ['A90.2 negate: without `.neg()`'] },
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
      ['zoo', 16],
      ['mutants', 25],
    ]);
    expect(certificate.mutants).toEqual(verified(kit, 50).mutants);
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

  /** A kit with a certificate, and what it says when it is verified after a change. */
  async function certified(change: (root: string) => void = () => {}) {
    const kit = kitAt(toyKit());
    await writeCertificate(kit, verified(kit, 50), new Date(0));
    const before = readFileSync(join(kit.root, CERTIFICATE), 'utf8');
    change(kit.root);
    return { root: kit.root, before };
  }

  test('spares what it proves', async () => {
    const { root, before } = await certified();
    const { status, stdout, stderr } = await verify(root, '--all');
    expect(stderr).toBe('');
    expect(said(stdout)).toEqual([
      expect.stringMatching(
        /^a90-double holds on 50 seeds; answers without thought satisfy 1 single cases: nothing has changed since its certificate of 20\d\d-/,
      ),
    ]);
    expect(stdout).toMatch(/reference\s+50 {2}holds/);
    expect(status).toBe(0);
    expect(readFileSync(join(root, CERTIFICATE), 'utf8')).toBe(before);
  });

  const inCertificate = (from: RegExp, to: string) => (root: string) => {
    const text = readFileSync(join(root, CERTIFICATE), 'utf8');
    expect(text).toMatch(from);
    writeFileSync(join(root, CERTIFICATE), text.replace(from, to));
  };

  test.each<[string, (root: string) => void]>([
    ...(['hidden', 'visible', 'solution', 'squares', 'mutants', 'manifest'] as const).map(
      (name): [string, (root: string) => void] => [
        `another ${FILES[name]}`,
        (root) => appendFileSync(join(root, FILES[name]), '\n'),
      ],
    ),
    ['another prover', inCertificate(/"prover": "\w+"/, `"prover": "${'f'.repeat(64)}"`)],
    ['another lockfile', (root) => writeFileSync(join(root, 'package-lock.json'), '{}')],
    ['another Node', inCertificate(/"node": "[\d.]+"/, '"node": "0.1.0"')],
    ['another assignment', inCertificate(/"a90-double"/, '"a91-double"')],
    ['a certificate of another release', inCertificate(/"mutants": \{/, '"mutated": {')],
    ['a certificate that is none', inCertificate(/^\{/, '')],
  ])('does not stand for %s', async (_, change) => {
    const { root } = await certified(change);
    expect(standingCertificate(kitAt(root), 'a90-double', 50)).toBeUndefined();
  });

  test('stands for as many seeds as it was proved on, and no more', async () => {
    const { root } = await certified();
    const stands = (seeds: number) => standingCertificate(kitAt(root), 'a90-double', seeds) !== undefined;
    expect([1, 50, 51].map(stands)).toEqual([true, true, false]);
  });

  test(
    'spares nothing with --force',
    async () => {
      const { root } = await certified();
      const { stderr } = await verify(root, 'a90', '--force', '--seeds', '1');
      expect(stderr).toContain('run 26 of 26');
    },
    PATIENCE_MS,
  );

  test('does not spare the comparison of what students are handed', async () => {
    const { root } = await certified((kit) => appendFileSync(join(kit, FILES.starter), '// mine\n'));
    const { status, stdout } = await verify(root, '--all');
    expect(said(stdout)[0]).toBe(
      `layout: ${FILES.starter}: is not what the solution makes: run \`gradus starters\``,
    );
    expect(status).toBe(1);
    expect(existsSync(join(root, CERTIFICATE))).toBe(false);
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
