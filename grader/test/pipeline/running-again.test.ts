import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { suiteDir } from '../../src/kit.ts';
import { STAGES } from '../../src/pipeline/grade-class.ts';
import {
  type Classroom,
  classroom,
  contents,
  gradeSmall,
  MANIFEST,
  SLUG,
  writeManifest,
} from './small-class.ts';

describe('running again', () => {
  test('unchanged: nothing runs, and every byte is the same', async () => {
    const room = classroom();
    await room.grade();
    const before = contents(room.out);
    room.tools.ran.length = 0;
    await room.grade();
    expect(room.tools.ran).toEqual([]);
    expect(contents(room.out)).toEqual(before);
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

  test('an outcome that was damaged is made anew', async () => {
    const room = classroom();
    await room.grade();
    writeFileSync(room.paths.outcome({ learner: 'amara', assignment: SLUG, attempt: 1 }), '{ "schema": ');
    room.tools.ran.length = 0;
    await room.grade();
    expect(room.tools.ran).toEqual(['amara']);
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
