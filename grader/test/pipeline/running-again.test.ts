import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { suiteDir } from '../../src/kit.ts';
import { STAGES } from '../../src/pipeline/grade-class.ts';
import {
  type Classroom,
  classroom,
  contents,
  fakeTools,
  gradeSmall,
  MANIFEST,
  SLUG,
  writeManifest,
} from './small-class.ts';

/** When each file was written, in the resolution that the system has. */
const modified = (folder: string): [string, bigint][] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== '.lock')
    .map((name) => [name, statSync(join(folder, name), { bigint: true })] as const)
    .filter(([, status]) => status.isFile())
    .map(([name, status]) => [name, status.mtimeNs]);

describe('running again', () => {
  test('unchanged: no engine starts, nothing is staged, and no file is written', async () => {
    const room = classroom({ [`submissions/zoe/${SLUG}/softmx.ts`]: 'refused: not the name that is wanted' });
    await room.grade();
    const before = contents(room.out);
    const writtenAt = modified(room.out);
    const tools = fakeTools();
    await room.grade({ tools });
    expect(tools).toMatchObject({ ran: [], engines: { started: 0 }, asked: { cases: 0, stages: 0 } });
    expect(contents(room.out)).toEqual(before);
    expect(modified(room.out)).toEqual(writtenAt);
  });

  const touch = (path: string) => writeFileSync(path, '// new');
  const both = ['amara', 'bjorn'];
  test.each<[string, (room: Classroom) => void, string[]]>([
    ['a submission', (room) => room.submit('amara', 'right, and thin'), ['amara']],
    ['a suite', ({ kit }) => touch(join(suiteDir(kit, SLUG), 'hidden.test.ts')), both],
    ['the runtime', ({ kit }) => touch(kit.dist.torch), both],
    ['the host', ({ kit }) => touch(kit.dist.host), both],
    ['the limits', ({ kit }) => writeManifest(kit, { ...MANIFEST, limits: { callMs: 9 } }), both],
  ])('a change of %s runs what depends on it', async (_, change, expected) => {
    const room = classroom();
    await room.grade();
    room.tools.ran.length = 0;
    change(room);
    await room.grade({ concurrency: 1 });
    expect(room.tools.ran).toEqual(expected);
  });

  test('another secret runs everything', async () => {
    const room = classroom();
    await room.grade();
    room.tools.ran.length = 0;
    await room.grade({ concurrency: 1, env: { GRADUS_SECRET: 'another' } });
    expect(room.tools.ran).toEqual(both);
  });

  test.each([
    ['was cut off', (text: string) => text.slice(0, 40)],
    ['was edited', (text: string) => text.replaceAll('"fail"', '"pass"')],
    ['is gone', undefined],
  ])('an outcome that %s is written again from what is known', async (_, damage) => {
    const room = classroom();
    await room.grade();
    const before = contents(room.out);
    const path = room.paths.outcome({ learner: 'bjorn', assignment: SLUG, attempt: 1 });
    if (damage === undefined) rmSync(path);
    else writeFileSync(path, damage(readFileSync(path, 'utf8')));
    expect(contents(room.out)).not.toEqual(before);
    room.tools.ran.length = 0;
    await room.grade();
    expect(room.tools.ran).toEqual([]);
    expect(contents(room.out)).toEqual(before);
  });

  test('a changed rubric scores again without a run', async () => {
    const room = classroom();
    await room.grade();
    room.tools.ran.length = 0;
    const [first, second] = MANIFEST.tasks;
    const groups = [
      { id: 'values', points: 50 },
      { id: 'stability', points: 10 },
    ];
    const manifest = { ...MANIFEST, tasks: [first, { ...second, groups }] };
    writeManifest(room.kit, manifest);
    for (const only of ['plan', 'report', 'gradebook'] as const) await room.grade({ only });
    expect(room.tools.ran).toEqual([]);
    expect(room.report('bjorn').score).toBe(90);
    expect(room.gradebook().grades[1]?.finalScore).toBe(90);
  });
});

describe('stages alone', () => {
  test('one after the other give the same as all at once', async () => {
    const room = classroom();
    await room.grade();
    const before = contents(room.out);
    for (const only of STAGES) {
      await room.grade({ only });
      expect(contents(room.out)).toEqual(before);
    }
  });

  test.each([
    ['plan', 'class.json'],
    ['run', 'class.json'],
    ['report', 'class.json'],
  ] as const)('%s before its inputs are there names the missing file', async (only, file) => {
    await expect(gradeSmall({ only })).rejects.toThrow(`${file}: there is no such file`);
  });

  test('a plan that is older than the suite does not run', async () => {
    const room = classroom();
    await room.grade();
    writeFileSync(join(suiteDir(room.kit, SLUG), 'hidden.test.ts'), '// new');
    await expect(room.grade({ only: 'run' })).rejects.toThrow(
      `the suite of ${SLUG} is no longer the planned one`,
    );
  });

  test('a file that was changed after the plan does not run', async () => {
    const room = classroom();
    await room.grade();
    writeFileSync(
      join(room.paths.collected({ learner: 'amara', assignment: SLUG, attempt: 1 }), 'softmax.ts'),
      'x',
    );
    await expect(room.grade({ only: 'run' })).rejects.toThrow(
      `the file of amara/${SLUG} is no longer the planned one`,
    );
  });

  test('outcomes of an older submission are not reported', async () => {
    const room = classroom();
    await room.grade();
    room.submit('amara', 'wrong in values');
    for (const only of ['collect', 'plan'] as const) await room.grade({ only });
    await expect(room.grade({ only: 'report' })).rejects.toThrow(
      'this outcome is of another version of amara',
    );
  });
});
