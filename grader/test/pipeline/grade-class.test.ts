import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { EngineDied } from '../../src/engine/engine.ts';
import type { Workshop } from '../../src/pipeline/tools.ts';
import { classroom, contents, gradeSmall, newFolder, SLUG } from './small-class.ts';

describe('a class', () => {
  test('gets reports, feedback, a gradebook, and leaves no lock and no temporary file', async () => {
    const room = classroom();
    const graded = await room.grade();
    expect(graded).toMatchObject({ withheld: 0, notes: [] });
    expect(room.report('amara')).toMatchObject({
      score: 100,
      maxScore: 100,
      summary: '',
      credit: true,
      status: 'graded',
    });
    expect(room.report('bjorn')).toMatchObject({
      score: 60,
      summary: 'stability: softmaxStable wrong',
      misconceptions: [{ code: 'M-OVERFLOW', tasks: ['A03.2'] }],
      isolation: { level: 2, missing: ['seccomp filter'] },
    });
    expect(room.gradebook().grades.map(({ status, finalScore }) => [status, finalScore])).toEqual([
      ['graded', 100],
      ['graded', 60],
      ['missing', undefined],
    ]);
    expect(
      readdirSync(room.out, { recursive: true }).filter((name) => /lock|tmp/.test(String(name))),
    ).toEqual([]);
    expect(room.tools.engines.closed).toBe(room.tools.engines.started);
  });

  test('takes one engine for each worker: plan and run share it', async () => {
    const room = classroom();
    await room.grade({ concurrency: 1 });
    expect(room.tools.engines).toEqual({ started: 1, closed: 1 });
  });

  test('late work and adjustments reach the gradebook', async () => {
    const room = classroom({
      'submissions.csv': `learner,assignment,attempt,submittedAt\namara,${SLUG},1,2026-03-03T00:00:00Z\nbjorn,${SLUG},1,2026-03-01T11:00:00Z\n`,
      'adjustments.csv': `learner,assignment,kind,delta,at\namara,${SLUG},extra-credit,2.5,2026-03-09T00:00:00Z\nzoe,${SLUG},override,40,2026-03-09T00:00:00Z\n`,
    });
    await room.grade();
    const [amara, , zoe] = room.gradebook().grades;
    expect(amara).toMatchObject({ late: true, rawScore: 100, finalScore: 82.5 });
    expect(amara?.adjustments?.map(({ kind, delta }) => [kind, delta])).toEqual([
      ['late', -20],
      ['extra-credit', 2.5],
    ]);
    expect(zoe).toMatchObject({ status: 'graded', finalScore: 40 });
  });

  test('without submissions is graded too, at the time of its last due date', async () => {
    const room = classroom();
    rmSync(join(room.dir, 'submissions'), { recursive: true });
    await room.grade();
    expect(room.gradebook()).toMatchObject({ attempts: [], generatedAt: '2026-03-01T12:00:00.000Z' });
  });
});

describe('what a submission can do to itself', () => {
  test.each([
    ['a syntax error', 'SYNTAX', 'compile-error', "does not compile: line 3: ';' expected"],
    ['a refused file', 'x'.repeat(300_000), 'graded', 'softmax.ts is larger than 256 KB'],
  ])('%s: every row is there, worth 0, and the engine never sees it', async (_, source, status, summary) => {
    const room = classroom({ [`submissions/amara/${SLUG}/softmax.ts`]: source });
    await room.grade();
    const report = room.report('amara');
    expect(report).toMatchObject({ score: 0, status, summary });
    expect(report.cases).toHaveLength(7);
    expect(room.tools.ran).toEqual(['bjorn']);
  });
});

describe('faults of the grader', () => {
  test('an engine that dies once is started again, and the submission with it', async () => {
    const room = classroom({ [`submissions/amara/${SLUG}/softmax.ts`]: 'right, dies 1 time' });
    expect((await room.grade()).withheld).toBe(0);
    expect(room.report('amara').score).toBe(100);
    expect(room.outcome('amara').measured.retries).toBe(1);
    expect(room.gradebook().attempts[0]?.retries).toBe(1);
  });

  test.each([
    ['an engine that dies twice', 'dies 2 times'],
    ['a case that did not run', 'loses a case'],
    ['a case that ran twice', 'doubles a case'],
    ['a fault in one case', 'fault'],
  ])('%s: that score alone is withheld', async (_, source) => {
    const room = classroom({ [`submissions/amara/${SLUG}/softmax.ts`]: source });
    const graded = await room.grade();
    expect(graded.withheld).toBe(1);
    expect(graded.notes).toEqual([expect.stringContaining('run again: gradus grade')]);
    const report = room.report('amara');
    expect(report.status).toBe('infrastructure-error');
    expect(report).not.toHaveProperty('score');
    const [amara, bjorn] = room.gradebook().grades;
    expect(amara?.status).toBe('incomplete');
    expect(amara).not.toHaveProperty('finalScore');
    expect(bjorn).toMatchObject({ status: 'graded', finalScore: 60 });
    expect(room.gradebook().attempts[0]).not.toHaveProperty('rawScore');
  });

  test('a submission whose process somebody kills runs once more, on the same inputs', async () => {
    const room = classroom({ [`submissions/amara/${SLUG}/softmax.ts`]: 'right, killed 1 time' });
    expect((await room.grade()).withheld).toBe(0);
    expect(room.tools.ran.filter((learner) => learner === 'amara')).toHaveLength(2);
    expect(room.report('amara').score).toBe(100);
    expect(room.outcome('amara').measured.retries).toBe(1);
  });

  test('a submission whose process is killed every time is to blame, and costs two runs', async () => {
    const room = classroom({ [`submissions/amara/${SLUG}/softmax.ts`]: 'right, killed 9 times' });
    expect((await room.grade()).withheld).toBe(0);
    expect(room.tools.ran.filter((learner) => learner === 'amara')).toHaveLength(2);
    expect(room.report('amara')).toMatchObject({ status: 'graded', score: 90 });
    expect(room.report('amara').cases[0]?.failure?.kind).toBe('memory');
    room.tools.ran.length = 0;
    await room.grade();
    expect(room.tools.ran).toEqual([]);
  });

  test.each([
    ['a fault in one case', 'fault'],
    ['a case that did not run', 'loses a case'],
  ])('%s is tried again, once', async (_, source) => {
    const room = classroom({ [`submissions/amara/${SLUG}/softmax.ts`]: source });
    await room.grade();
    expect(room.tools.ran.filter((learner) => learner === 'amara')).toHaveLength(2);
    expect(room.outcome('amara').measured.retries).toBe(1);
  });

  test('an engine that dies while it lists the cases is started again', async () => {
    const room = classroom();
    let deaths = 1;
    const openWorkshop = (...given: Parameters<typeof room.tools.openWorkshop>): Workshop => {
      const workshop = room.tools.openWorkshop(...given);
      const startEngine = () => {
        const engine = workshop.startEngine();
        const collect = async (slug: string) => {
          if (deaths-- > 0) throw new EngineDied('SIGKILL');
          return engine.collect(slug);
        };
        return { ...engine, collect };
      };
      return { ...workshop, startEngine };
    };
    const tools = { ...room.tools, openWorkshop };
    expect((await room.grade({ tools, concurrency: 1 })).withheld).toBe(0);
    expect(room.tools.engines).toEqual({ started: 2, closed: 2 });
    deaths = 2;
    await expect(room.grade({ tools, cache: newFolder() })).rejects.toThrow('SIGKILL');
  });

  test.each(['ENOSPC', 'EROFS'])(
    'a machine that cannot stage (%s) is no fault of a submission',
    async (code) => {
      const room = classroom();
      const stage = async () => {
        room.tools.asked.stages += 1;
        throw Object.assign(new Error(code), { code, path: join(tmpdir(), 'gradus-grade', 'stage') });
      };
      const openWorkshop = (...given: Parameters<typeof room.tools.openWorkshop>): Workshop => ({
        ...room.tools.openWorkshop(...given),
        stage,
      });
      const grading = room.grade({ tools: { ...room.tools, openWorkshop }, concurrency: 1 });
      await expect(grading).rejects.toThrow(
        /gradus-grade\/stage: .*disk.*\n.*can be written\n.*already graded is kept/,
      );
      expect(room.tools.asked.stages).toBe(1);
      expect(existsSync(room.paths.outcomes)).toBe(false);
    },
  );

  test('a withheld submission runs again next time, and only it', async () => {
    const room = classroom({ [`submissions/amara/${SLUG}/softmax.ts`]: 'right, dies 2 times' });
    await room.grade();
    room.tools.ran.length = 0;
    expect((await room.grade()).withheld).toBe(0);
    expect(room.tools.ran).toEqual(['amara']);
    expect(room.report('amara').score).toBe(100);
  });
});

describe('interrupted', () => {
  test('stops, leaves whole files and no lock, and says what finishes the work', async () => {
    const room = classroom({ [`submissions/bjorn/${SLUG}/softmax.ts`]: 'hangs' });
    const interrupt = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done === 1) interrupt.abort();
    };
    await expect(room.grade({ signal: interrupt.signal, onProgress })).rejects.toMatchObject({
      name: 'Interrupted',
      message: expect.stringContaining(`gradus grade ${room.dir} --out ${room.out}`),
    });
    expect(room.outcome('amara').cases).toHaveLength(7);
    expect(existsSync(room.paths.outcome({ learner: 'bjorn', assignment: SLUG, attempt: 1 }))).toBe(false);
    expect(existsSync(room.paths.lock)).toBe(false);
    expect(room.tools.engines.closed).toBe(room.tools.engines.started);
    room.submit('bjorn', 'wrong in stability');
    room.tools.ran.length = 0;
    await room.grade();
    expect(room.tools.ran).toEqual(['bjorn']);
  });

  test('what a process did that Ctrl-C had reached is not a fact', async () => {
    const room = classroom();
    const interrupt = new AbortController();
    const openWorkshop = (...given: Parameters<typeof room.tools.openWorkshop>): Workshop => ({
      ...room.tools.openWorkshop(...given),
      stage: async () => {
        interrupt.abort();
        return { errors: [{ line: 1, column: 1, message: 'the file crashes the compiler' }] };
      },
    });
    const tools = { ...room.tools, openWorkshop };
    await expect(room.grade({ tools, signal: interrupt.signal })).rejects.toThrow('Interrupted');
    expect(existsSync(room.paths.outcomes)).toBe(false);
  });

  test('the command that resumes quotes what a shell would split', async () => {
    const interrupt = new AbortController();
    interrupt.abort();
    const out = join(newFolder(), "it's out");
    await expect(gradeSmall({ signal: interrupt.signal, out, isolation: 0 })).rejects.toThrow(
      `--out '${out.replace("'", `'\\''`)}' --isolation 0`,
    );
  });

  test('killed between two outcomes: the next run finishes, with the lock of the dead', async () => {
    const room = classroom();
    await room.grade();
    const whole = contents(room.out);
    const bjorn = { learner: 'bjorn', assignment: SLUG, attempt: 1 };
    rmSync(room.paths.outcome(bjorn));
    rmSync(join(room.paths.cache, 'facts'), { recursive: true });
    rmSync(room.paths.reports, { recursive: true });
    writeFileSync(
      room.paths.lock,
      JSON.stringify({
        pid: 999_999_999,
        host: hostname(),
        startedAt: '2026-03-01T00:00:00Z',
      }),
    );
    room.tools.ran.length = 0;
    await room.grade();
    expect(room.tools.ran).toContain('bjorn');
    expect(Object.keys(contents(room.out))).toEqual(Object.keys(whole));
    expect(contents(room.out)[room.paths.feedback(bjorn)]).toBe(whole[room.paths.feedback(bjorn)]);
  });
});
