import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { collect } from '../../src/pipeline/collect.ts';
import { outPaths } from '../../src/pipeline/out-paths.ts';
import { submissionSchema } from '../../src/schema/class.ts';
import { readDocument } from '../../src/schema/validate.ts';
import { COURSE, newFolder, ROSTER, SLUG, smallClass, smallKit, writeTree } from './small-class.ts';

const collectFiles = async (
  files: Readonly<Record<string, string | Uint8Array>> = {},
  prepare = (_dir: string) => {},
) => {
  const dir = smallClass(files);
  prepare(dir);
  const paths = outPaths(join(newFolder(), 'out'));
  const collected = await collect(smallKit(), dir, paths);
  const of = (learner: string, attempt = 1) => {
    const folder = paths.collected({ learner, assignment: SLUG, attempt });
    return { folder, ...readDocument(join(folder, 'submission.json'), submissionSchema) };
  };
  return { ...collected, of };
};

describe('what is taken', () => {
  test('the one file of the manifest; everything else is listed and left', async () => {
    const { of, submissions } = await collectFiles({
      [`submissions/amara/${SLUG}/package.json`]: '{}',
      [`submissions/amara/${SLUG}/jest.config.js`]: '',
      [`submissions/amara/${SLUG}/node_modules/x/index.js`]: '',
      [`submissions/amara/${SLUG}/__mocks__/fs.ts`]: '',
    });
    expect(submissions).toEqual([
      { learner: 'amara', assignment: SLUG, attempt: 1 },
      { learner: 'bjorn', assignment: SLUG, attempt: 1 },
    ]);
    const amara = of('amara');
    expect(amara).toMatchObject({ status: 'collected', bytes: 5 });
    expect(amara.ignored).toEqual([
      '__mocks__',
      '__mocks__/fs.ts',
      'jest.config.js',
      'node_modules',
      'package.json',
    ]);
    expect(readFileSync(join(amara.folder, 'softmax.ts'), 'utf8')).toBe('right');
  });

  test('times come from submissions.csv, else from the file', async () => {
    const { of } = await collectFiles({
      'submissions.csv': `learner,assignment,submittedAt\namara,${SLUG},2026-03-01T10:00:00Z\n`,
    });
    expect(of('amara')).toMatchObject({ submittedAt: '2026-03-01T10:00:00Z', submittedAtFrom: 'record' });
    expect(of('bjorn').submittedAtFrom).toBe('file');
  });

  test('attempts, in folders and archives, in order', async () => {
    const { submissions } = await collectFiles({
      [`submissions/amara/${SLUG}@10/softmax.ts`]: 'right',
      [`submissions/amara/${SLUG}@2/softmax.ts`]: 'right',
      'submissions/zoe.zip': zipSync({ [`${SLUG}@3/softmax.ts`]: strToU8('right') }),
    });
    expect(submissions.map(({ learner, attempt }) => `${learner}@${attempt}`)).toEqual([
      'amara@1',
      'amara@2',
      'amara@10',
      'bjorn@1',
      'zoe@3',
    ]);
  });
});

describe('one refused submission harms no other', () => {
  const zips: [string, Uint8Array, string][] = [
    ['zip slip', zipSync({ '../x.ts': strToU8('x') }), 'invalid relative path'],
    ['not a zip', strToU8('nothing'), 'cannot be read'],
  ];
  test.each(zips)('%s', async (_, bytes, reason) => {
    const { of, notes } = await collectFiles({ 'submissions/zoe.zip': bytes });
    expect(of('zoe')).toMatchObject({
      status: 'refused',
      refusal: { reason: expect.stringContaining(reason) },
    });
    expect(notes).toEqual([expect.stringContaining('submissions/zoe.zip')]);
    expect(of('amara').status).toBe('collected');
  });

  test('a file that is too large, a link, a folder in its place', async () => {
    const { of } = await collectFiles(
      {
        [`submissions/amara/${SLUG}/softmax.ts`]: 'x'.repeat(256 * 1024 + 1),
        [`submissions/bjorn/${SLUG}/other.ts`]: 'x',
      },
      (dir) => {
        const zoe = join(dir, 'submissions/zoe', SLUG);
        mkdirSync(join(zoe), { recursive: true });
        symlinkSync('/etc/passwd', join(zoe, 'softmax.ts'));
        mkdirSync(join(dir, 'submissions/zoe', `${SLUG}@2`, 'softmax.ts'), { recursive: true });
      },
    );
    expect(of('amara').refusal?.reason).toBe('softmax.ts is larger than 256 KB');
    expect(of('zoe').refusal?.reason).toBe('softmax.ts is a link');
    expect(existsSync(join(of('zoe').folder, 'softmax.ts'))).toBe(false);
    expect(of('zoe', 2).refusal?.reason).toBe('softmax.ts is not a regular file');
    expect(of('bjorn').status).toBe('collected');
  });

  test('an archive that is a link is not followed', async () => {
    const { of } = await collectFiles({}, (dir) =>
      symlinkSync('/etc/passwd', join(dir, 'submissions/zoe.zip')),
    );
    expect(of('zoe').refusal?.reason).toBe('the archive is not a regular file');
  });

  test('what is named like an assignment and is no folder is refused, and not taken for nothing', async () => {
    const { of } = await collectFiles({ [`submissions/zoe/${SLUG}@2`]: 'right' }, (dir) =>
      symlinkSync('/', join(dir, 'submissions/zoe', SLUG)),
    );
    expect(of('zoe').refusal).toEqual({
      reason: `${SLUG} is a link, and not a folder`,
      hint: `hand in a folder ${SLUG} with softmax.ts in it`,
    });
    expect(of('zoe', 2).refusal?.reason).toBe(`${SLUG}@2 is a file, and not a folder`);
  });

  test('exactly the cap is taken', async () => {
    const { of } = await collectFiles({ [`submissions/amara/${SLUG}/softmax.ts`]: 'x'.repeat(256 * 1024) });
    expect(of('amara').status).toBe('collected');
  });

  test('an empty folder, a wrong name, a file that lies too deep', async () => {
    const { of } = await collectFiles(
      {
        [`submissions/zoe/${SLUG}/sofmax.ts`]: 'right',
        [`submissions/zoe/${SLUG}@2/src/softmax.ts`]: 'right',
        [`submissions/zoe/${SLUG}@3/homework.ts`]: 'right',
      },
      (dir) => mkdirSync(join(dir, 'submissions/zoe', `${SLUG}@4`)),
    );
    expect(of('zoe').refusal).toEqual({
      reason: 'softmax.ts is missing; there is sofmax.ts',
      hint: 'did you mean sofmax.ts? Rename it to softmax.ts',
    });
    expect(of('zoe', 2).refusal?.hint).toContain('move src/softmax.ts up');
    expect(of('zoe', 3).refusal?.hint).toBe('did you mean homework.ts? Rename it to softmax.ts');
    expect(of('zoe', 4).refusal?.reason).toBe('nothing was handed in: softmax.ts is missing');
  });

  test('collecting again after the file has become a refusal leaves no old file behind', async () => {
    const dir = smallClass();
    const paths = outPaths(newFolder());
    const file = join(paths.collected({ learner: 'amara', assignment: SLUG, attempt: 1 }), 'softmax.ts');
    const kit = smallKit();
    await collect(kit, dir, paths);
    expect(existsSync(file)).toBe(true);
    writeFileSync(join(dir, `submissions/amara/${SLUG}/softmax.ts`), 'x'.repeat(300_000));
    await collect(kit, dir, paths);
    expect(existsSync(file)).toBe(false);
  });
});

describe('what means nothing is noted, never lost in silence', () => {
  test('unknown learners and assignments, links, a zip beside a folder', async () => {
    const { notes } = await collectFiles(
      {
        'submissions/amarra/x.ts': '',
        'submissions/nobody-at-all.zip': 'x',
        'submissions/.DS_Store': 'x',
        'submissions/amara/a03-sofmax/softmax.ts': 'x',
        'submissions/amara/notes.txt': 'x',
        [`submissions/amara/${SLUG}@1/softmax.ts`]: 'x',
        'submissions/bjorn.zip': zipSync({ [`${SLUG}/softmax.ts`]: strToU8('x') }),
        'submissions.csv': `learner,assignment,attempt,submittedAt\nzoe,${SLUG},1,2026-03-01T10:00:00Z\n`,
      },
      (dir) => symlinkSync('/etc', join(dir, 'submissions/zoe')),
    );
    expect(notes).toEqual([
      'submissions/amarra was not read: no learner of roster.csv has this name; did you mean "amara"?',
      'submissions/nobody-at-all.zip was not read: no learner of roster.csv has this name',
      'submissions/amara/a03-sofmax was not read: no assignment of course.json has this name; did you mean "a03-softmax"?',
      'submissions/amara/a03-softmax@1 was not read: no assignment of course.json has this name; did you mean "a03-softmax"?',
      'submissions/amara/notes.txt was not read: no assignment of course.json has this name',
      'submissions/bjorn.zip: a03-softmax was not read; it is there as a folder too',
      'submissions/zoe is not a folder; it was not read',
      'submissions.csv names zoe/a03-softmax, and nothing was handed in there',
    ]);
  });

  test('names are stripped of what moves a cursor, and many are counted', async () => {
    const entries = Array.from({ length: 8 }, (_, i) => [`x${i}`, strToU8('x')] as const);
    const { notes, of } = await collectFiles({
      'submissions/zoe.zip': zipSync({ ...Object.fromEntries(entries), '__MACOSX/x': strToU8('x') }),
      [`submissions/amara/${SLUG}@2/\x1b[2Jsoft\u202emax.ts`]: 'x',
    });
    expect(notes).toHaveLength(6);
    expect(notes.at(-1)).toBe('submissions/zoe.zip: 3 more entries were not read');
    expect(of('amara', 2)).toMatchObject({
      ignored: ['softmax.ts'],
      refusal: { reason: 'softmax.ts is missing; there is softmax.ts' },
    });
  });

  test('a class without submissions is a class', async () => {
    const dir = newFolder();
    writeTree(dir, { 'course.json': JSON.stringify(COURSE), 'roster.csv': ROSTER });
    const collected = await collect(smallKit(), dir, outPaths(newFolder()));
    expect(collected.submissions).toEqual([]);
    expect(collected.notes).toEqual(['there is no folder submissions/: every grade is missing']);
  });
});
