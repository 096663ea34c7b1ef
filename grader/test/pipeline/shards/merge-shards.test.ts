import { cpSync, existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { GradeRequest } from '../../../src/pipeline/grade-class.ts';
import { outPaths } from '../../../src/pipeline/out-paths.ts';
import { mergeShards } from '../../../src/pipeline/shards/merge-shards.ts';
import { shardSchema } from '../../../src/schema/shard.ts';
import { readDocument } from '../../../src/schema/validate.ts';
import { withoutMeasured } from '../../without-measured.ts';
import {
  COURSE,
  classroom,
  contents,
  fakeTools,
  newFolder,
  SECRET,
  SLUG,
  writeTree,
} from '../small-class.ts';

const FIVE = {
  'roster.csv': 'id,givenName,familyName\namara,A,A\nbjorn,B,B\nchloe,C,C\ndmitri,D,D\nzoe,Z,Z\n',
  'submissions.csv': `learner,assignment,attempt,submittedAt\n${['amara', 'bjorn', 'chloe', 'dmitri']
    .map((id) => `${id},${SLUG},1,2026-03-01T10:00:00Z\n`)
    .join('')}amara,${SLUG},2,2026-03-02T10:00:00Z\n`,
  [`submissions/amara/${SLUG}@2/softmax.ts`]: 'wrong in shape',
  [`submissions/chloe/${SLUG}/softmax.ts`]: 'SYNTAX',
  [`submissions/dmitri/${SLUG}/softmax.ts`]: 'x'.repeat(300_000),
};

/** A class of five submissions, and its shards as a test asks for them. */
function cutClass(of = 3) {
  const room = classroom(FIVE);
  const folder = newFolder();
  const out = join(folder, 'merged');
  const dir = (index: number) => join(folder, `shard-${index}`);
  const shard = (index: number, overrides: Partial<GradeRequest> = {}) =>
    room.grade({ out: dir(index), shard: { index, of }, ...overrides });
  const dirs = Array.from({ length: of }, (_, i) => dir(i + 1));
  const merge = (given = dirs) =>
    mergeShards({ kit: room.kit, dirs: given, out, signal: new AbortController().signal });
  const all = async (overrides: Partial<GradeRequest> = {}) => {
    for (let index = 1; index <= of; index += 1) await shard(index, overrides);
  };
  return { ...room, room: room.dir, out, of, dir, dirs, shard, all, merge, cache: join(folder, 'cache') };
}

/** The documents of an output folder by their names in it, without what may differ between two runs. */
function documents(out: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(contents(out))
      .filter(([path]) => !path.startsWith(join(out, 'cache')))
      .map(([path, text]) => [relative(out, path), path.endsWith('.json') ? withoutMeasured(text) : text]),
  );
}

describe('a shard', () => {
  test('runs its share alone, makes no report, and says what is next', async () => {
    const { shard, dir, tools } = cutClass();
    const graded = await shard(2);
    expect(tools.ran).toEqual(['amara']);
    const written = readdirSync(dir(2));
    expect(written).toEqual(expect.arrayContaining(['class.json', 'collected', 'outcomes', 'plan.json']));
    for (const later of ['reports', 'feedback', 'gradebook.json']) expect(written).not.toContain(later);
    expect(graded).toMatchObject({ withheld: 0 });
    expect(graded).not.toHaveProperty('gradebook');
    expect(graded.written.join('\n')).toContain(`shard 2/3            ${dir(2)}/shard.json`);
    expect(graded.written.join('\n')).toContain(
      'gradus merge SHARD_FOLDER… --out FOLDER, once all 3 are there',
    );
    const document = readDocument(outPaths(dir(2)).shard, shardSchema);
    expect(document).toMatchObject({ index: 2, of: 3, isolation: { level: 2 } });
    expect(JSON.stringify(document)).not.toContain(SECRET);
  });

  test('that was stopped has no document, goes on where it was, and says how', async () => {
    const { shard, dir, tools } = cutClass(1);
    const interrupt = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done === 2) interrupt.abort();
    };
    await expect(shard(1, { concurrency: 1, signal: interrupt.signal, onProgress })).rejects.toThrow(
      `--out ${dir(1)} --shard 1/1`,
    );
    expect(existsSync(outPaths(dir(1)).shard)).toBe(false);
    expect(tools.ran).toEqual(['amara', 'amara']);
    tools.ran.length = 0;
    await shard(1);
    expect(tools.ran).toEqual(['bjorn']);
  });

  test('that was finished once and is stopped later is not taken for finished', async () => {
    const { shard, dir, submit } = cutClass(1);
    await shard(1);
    submit('bjorn', 'hangs');
    const interrupt = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done === 4) interrupt.abort();
    };
    await expect(shard(1, { signal: interrupt.signal, onProgress })).rejects.toThrow('Interrupted');
    expect(existsSync(outPaths(dir(1)).shard)).toBe(false);
  });

  test('does not take the folder of another', async () => {
    const { shard, dir } = cutClass();
    await shard(1);
    await expect(shard(2, { out: dir(1) })).rejects.toThrow(
      'this folder holds shard 1/3, and shard 2/3 is asked for',
    );
    expect(existsSync(outPaths(dir(1)).shard)).toBe(true);
  });

  test('with a fault of the grader is finished, and counts what is withheld', async () => {
    const { shard, dir, submit } = cutClass(1);
    submit('bjorn', 'fault');
    const graded = await shard(1);
    expect(graded.withheld).toBe(1);
    expect(graded.notes).toEqual([expect.stringContaining('run again: gradus grade')]);
    expect(existsSync(outPaths(dir(1)).shard)).toBe(true);
  });

  test('of more parts than there are submissions may be empty', async () => {
    const { all, merge, tools } = cutClass(7);
    await all();
    expect(tools.ran).toHaveLength(3);
    expect((await merge()).gradebook?.attempts).toHaveLength(5);
  });
});

describe('merged shards', () => {
  test('are what one run over the class would have written', async () => {
    const { grade, all, merge, dirs, out } = cutClass();
    const whole = join(newFolder(), 'whole');
    await grade({ out: whole });
    await all();
    const graded = await merge([...dirs].reverse());
    expect(graded).toMatchObject({ withheld: 0, notes: [] });
    expect(documents(out)).toEqual(documents(whole));
  });

  test('are a graded class like any other: grading it again with the cache of the shards runs nothing and changes no byte', async () => {
    const { grade, all, merge, out, tools, cache } = cutClass();
    await all({ cache });
    await merge();
    const before = contents(out);
    tools.ran.length = 0;
    await grade({ out, cache });
    expect(tools.ran).toEqual([]);
    expect(contents(out)).toEqual(before);
    await merge();
    expect(contents(out)).toEqual(before);
  });

  test('withhold what a shard withheld, and name it', async () => {
    const { all, merge, submit } = cutClass();
    submit('bjorn', 'fault');
    await all();
    const graded = await merge();
    expect(graded.withheld).toBe(1);
    expect(graded.notes).toEqual([
      '1 scores are withheld because the grader failed; run shard 3/3 again, then merge',
    ]);
  });

  test('a newer version of a shard replaces the older in an earlier merge', async () => {
    const { all, merge, submit, out } = cutClass();
    await all();
    await merge();
    submit('bjorn', 'x'.repeat(300_000));
    await all();
    await merge();
    const collected = outPaths(out).collected({ learner: 'bjorn', assignment: SLUG, attempt: 1 });
    expect(readdirSync(collected)).toEqual(['submission.json']);
  });
});

describe('what is not merged', () => {
  type Cut = ReturnType<typeof cutClass>;
  let finished: Cut;
  beforeAll(async () => {
    finished = cutClass();
    await finished.all();
  });
  /** The same class with its shards run. */
  const finishedCut = (): Cut => {
    const cut = cutClass();
    for (const [place, dir] of cut.dirs.entries()) cpSync(finished.dir(place + 1), dir, { recursive: true });
    return cut;
  };
  const rewrite = (path: string, change: (text: string) => string) =>
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  /** Changes the class, and runs shard 2 alone again in a fresh folder. */
  const rerun = async ({ dir, shard }: Cut, overrides: Partial<GradeRequest> = {}) => {
    rmSync(dir(2), { recursive: true });
    await shard(2, overrides);
  };
  const level = (missing: string[]) => ({ tools: fakeTools({ level: 2, layers: ['bwrap'], missing }) });
  const amara = { learner: 'amara', assignment: SLUG, attempt: 2 };

  test.each<[string, (cut: Cut) => unknown, string]>([
    ['a missing shard', ({ dirs }) => dirs.splice(1, 1), 'of 3 shards 1 is missing: 2/3'],
    ['two missing shards', ({ dirs }) => dirs.splice(0, 2), 'of 3 shards 2 are missing: 1/3, 2/3'],
    ['a shard twice', ({ dirs, dir }) => dirs.push(dir(1)), 'shard 1/3 is there twice'],
    [
      'a copy of a shard under another name',
      ({ dirs, dir }) => {
        cpSync(dir(1), `${dir(1)}-copy`, { recursive: true });
        dirs.push(`${dir(1)}-copy`);
      },
      'shard 1/3 is there twice',
    ],
    [
      'a shard of another cut',
      (cut) => rerun(cut, { shard: { index: 2, of: 4 } }),
      'one is shard 1/3, the other 2/4',
    ],
    ['another secret', (cut) => rerun(cut, { env: { GRADUS_SECRET: 'other' } }), 'drawn from two secrets'],
    [
      'another isolation',
      (cut) => rerun(cut, level(['masked descriptors'])),
      'isolation level 2 without seccomp filter against level 2 without masked descriptors',
    ],
    [
      'another release',
      (cut) => rerun(cut, { kit: { ...cut.kit, versions: { ...cut.kit.versions, node: '99.0.0' } } }),
      'and node 99.0.0',
    ],
    [
      'another seed',
      (cut) => {
        writeTree(cut.room, { 'course.json': JSON.stringify({ ...COURSE, seed: 8 }) });
        return rerun(cut);
      },
      'seed 7 against 8',
    ],
    [
      'another suite',
      (cut) => {
        writeTree(cut.kit.root, { [`grader/suites/${SLUG}/hidden.test.ts`]: '// new' });
        return rerun(cut);
      },
      `the suite, the manifest or the certificate of ${SLUG} differs`,
    ],
    [
      'another version of a submission',
      (cut) => {
        cut.submit('bjorn', 'right');
        return rerun(cut);
      },
      `they have two versions of bjorn/${SLUG}`,
    ],
    [
      'one submission more',
      (cut) => {
        cut.submit('zoe', 'right');
        return rerun(cut);
      },
      `one has zoe/${SLUG}, the other has not`,
    ],
    [
      'another roster',
      (cut) => {
        rewrite(join(cut.room, 'roster.csv'), (text) => text.replace('zoe,Z,Z', 'zoe,Zoë,Z'));
        return rerun(cut);
      },
      'course.json, roster.csv or adjustments.csv differ',
    ],
    ['a folder that is no shard', ({ dirs }) => dirs.push(newFolder()), 'this folder has no shard.json'],
    ['a folder that is not there', ({ dirs }) => dirs.push('nowhere'), 'nowhere: there is no such folder'],
    [
      'a document that is cut off',
      ({ dir }) => writeFileSync(outPaths(dir(2)).shard, '{"schema":'),
      'not JSON',
    ],
    [
      'an outcome that is missing',
      ({ dir }) => rmSync(outPaths(dir(2)).outcome(amara)),
      `shard 2/3 lacks the outcome of amara/${SLUG}@2`,
    ],
    [
      'an outcome that was changed',
      ({ dir }) => rewrite(outPaths(dir(2)).outcome(amara), (text) => text.replace('"fail"', '"pass"')),
      `the outcome of amara/${SLUG}@2 is not the one that shard 2/3 wrote`,
    ],
    [
      'an outcome that the document does not know',
      ({ dir }) => rewrite(outPaths(dir(2)).shard, (text) => text.replace('"attempt": 2', '"attempt": 3')),
      `shard 2/3 lacks the outcome of amara/${SLUG}@2`,
    ],
    [
      'a plan that was changed',
      ({ dir }) => rewrite(outPaths(dir(2)).plan, (text) => text.replace('"points": 40', '"points": 41')),
      'plan.json beside it is not the one that this shard was run with',
    ],
    [
      'a class that is missing',
      ({ dir }) => rmSync(outPaths(dir(2)).class),
      'class.json beside it is not the one',
    ],
    [
      'a submission that was changed',
      ({ dir }) => writeFileSync(join(outPaths(dir(2)).collected(amara), 'softmax.ts'), 'right'),
      `the file of amara/${SLUG}@2 is not the planned one`,
    ],
  ])('%s: says so, and nothing is written', async (_, spoil, message) => {
    const cut = finishedCut();
    await spoil(cut);
    await expect(cut.merge()).rejects.toThrow(message);
    await expect(cut.merge()).rejects.toMatchObject({ name: 'InputError' });
    expect(existsSync(cut.out)).toBe(false);
  });

  test('times that come from copies of a folder: says how to give one time to all', async () => {
    const cut = cutClass();
    rmSync(join(cut.room, 'submissions.csv'));
    await cut.all();
    utimesSync(join(cut.room, `submissions/amara/${SLUG}/softmax.ts`), 1_000_000_000, 1_000_000_000);
    await rerun(cut);
    await expect(cut.merge()).rejects.toThrow('give each submission a row in submissions.csv');
  });

  test('shards of another release than this', async () => {
    const cut = finishedCut();
    const kit = { ...cut.kit, versions: { ...cut.kit.versions, gradus: '9.9.9' } };
    const request = { kit, dirs: cut.dirs, out: cut.out, signal: new AbortController().signal };
    await expect(mergeShards(request)).rejects.toThrow('run by gradus 0.0.1, and this is 9.9.9');
  });

  test('into the folder of a shard', async () => {
    const { dirs, dir, kit } = finishedCut();
    const request = { kit, dirs, out: dir(2), signal: new AbortController().signal };
    await expect(mergeShards(request)).rejects.toThrow('this is the folder of shard 2/3');
  });

  test('when interrupted it says what finishes the work', async () => {
    const { dirs, out, kit } = finishedCut();
    await expect(mergeShards({ kit, dirs, out, signal: AbortSignal.abort() })).rejects.toThrow(
      `gradus merge ${dirs.join(' ')} --out ${out}`,
    );
    expect(existsSync(outPaths(out).lock)).toBe(false);
  });
});
