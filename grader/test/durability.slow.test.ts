/** Kills, full disks and rivals: a class is graded to the same end, and nothing is lost or left behind. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grade, gradedIn, resultsIn, startGrading, type UnderWay, writeClass } from './durability/grading.ts';
import { drawMoments, type Moment } from './durability/moments.ts';
import { canMount, makeDisk, type SmallDisk } from './durability/small-disk.ts';
import { descendantsOf, look, type RunningProcess } from './process-tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradus-durability-'));
afterAll(() => (process.env.KEEP ? undefined : rmSync(folder, { recursive: true, force: true })));

/** Paths of a test's own, the folder for temporary files among them. */
function places(name: string) {
  const at = (part: string) => join(folder, name, part);
  mkdirSync(at('tmp'), { recursive: true });
  return { dir: at('class'), out: at('out'), tmp: at('tmp') };
}

const pause = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));

/** Looks every few milliseconds; undefined when the grading has ended before there was anything to see. */
async function waitFor<T>(grading: UnderWay, look: () => T | undefined): Promise<T | undefined> {
  while (!grading.hasEnded()) {
    const seen = look();
    if (seen !== undefined) return seen;
    await pause(10);
  }
  return undefined;
}

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('killed with SIGKILL (needs /proc)', () => {
  const CLASS_OF = 60;
  const MOMENTS = 24;
  const seed = process.env.GRADUS_MOMENTS ?? `${Date.now()}`;
  const moments = drawMoments(seed, MOMENTS, CLASS_OF);
  const calm = places('calm');
  const rough = { ...places('rough'), dir: calm.dir };
  /** Every process that was there just before a kill. */
  const seen = new Map<string, RunningProcess>();
  const statuses: (number | null)[] = [];
  const landed: Moment[] = [];

  /** The process to kill, as soon as there is one. */
  function victimOf({ victim, pick }: Moment, { pid }: UnderWay): number | undefined {
    const below = descendantsOf(pid);
    for (const one of below) seen.set(`${one.pid} ${one.start}`, one);
    if (victim === 'orchestrator') return pid;
    if (victim === 'any') return below[Math.floor(pick * below.length)]?.pid;
    const engine = below.find(({ command }) => command.includes('dist/engine.js'))?.pid;
    if (victim === 'engine' || engine === undefined) return engine;
    const hosts = descendantsOf(engine);
    return hosts[Math.floor(pick * hosts.length)]?.pid;
  }

  async function strike(moment: Moment, grading: UnderWay): Promise<void> {
    const { after } = moment;
    if (after !== 'start') await waitFor(grading, () => (gradedIn(rough.out) >= after ? true : undefined));
    await pause(moment.pauseMs);
    const hit = await waitFor(grading, () => killed(victimOf(moment, grading)));
    if (hit) landed.push(moment);
  }

  /** Nothing where it is not there, or has ended since somebody looked. */
  function killed(pid: number | undefined): true | undefined {
    if (pid === undefined) return undefined;
    try {
      return process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
      throw error;
    }
  }

  beforeAll(async () => {
    writeClass(calm.dir, CLASS_OF);
    expect((await grade(calm)).status).toBe(0);
    let grading = startGrading(rough);
    for (const moment of moments) {
      await strike(moment, grading);
      if (moment.victim === 'orchestrator') await grading.ended;
      if (!grading.hasEnded()) continue;
      statuses.push((await grading.ended).status);
      grading = startGrading(rough);
    }
    statuses.push((await grading.ended).status);
  }, 300_000);

  test(`the moments came (GRADUS_MOMENTS=${seed})`, () => {
    // The last may come after the end.
    expect(landed.length).toBeGreaterThanOrEqual(MOMENTS - 1);
    // Killed, or brought to an end: no run between has found anything to withhold.
    expect(statuses.filter((status) => status !== null && status !== 0)).toEqual([]);
    expect(statuses.at(-1)).toBe(0);
  });

  test(`every file is that of a run in peace (GRADUS_MOMENTS=${seed})`, () => {
    expect(resultsIn(rough.out)).toEqual(resultsIn(calm.out));
  });

  test('no temporary file and no process is left', async () => {
    expect(readdirSync(rough.tmp)).toEqual([]);
    const alive = () => [...seen.values()].filter(({ pid, start }) => look(pid)?.start === start);
    for (let waited = 0; alive().length > 0 && waited < 5_000; waited += 50) await pause(50);
    expect(alive()).toEqual([]);
  });
});

describe('a small class', () => {
  const calm = places('small');
  let expected: Record<string, unknown>;
  beforeAll(async () => {
    writeClass(calm.dir, 3);
    expect((await grade(calm)).status).toBe(0);
    expected = resultsIn(calm.out);
  }, 300_000);

  test('two graders at once on one folder: one grades, the other says who does', async () => {
    const both = { ...places('rivals'), dir: calm.dir };
    const ended = await Promise.all([grade(both), grade(both)]);
    expect(ended.map(({ status }) => status).sort()).toEqual([0, 2]);
    const loser = ended.find(({ status }) => status === 2);
    expect(loser?.stderr).toMatch(
      /^\S+: process \d+ is grading into this folder since \S+\n {2}hint: wait for it/,
    );
    expect(resultsIn(both.out)).toEqual(expected);
  }, 300_000);

  test('two graders at once with one cache: both grade', async () => {
    const [one, other] = [places('one'), places('other')];
    const cache = join(folder, 'shared');
    const ended = await Promise.all([one, other].map((each) => grade({ ...each, dir: calm.dir, cache })));
    expect(ended.map(({ status }) => status)).toEqual([0, 0]);
    const own = Object.fromEntries(Object.entries(expected).filter(([name]) => !name.startsWith('cache/')));
    for (const { out } of [one, other]) expect(resultsIn(out)).toEqual(own);
  }, 300_000);

  const whenMounting = canMount(join(folder, 'trial')) ? describe : describe.skip;
  whenMounting('on a full disk (needs a user who may mount: root)', () => {
    const disks: SmallDisk[] = [];
    afterAll(() => {
      for (const disk of disks) disk.remove();
    });
    const disk = (path: string, kilobytes: number): SmallDisk => {
      const made = makeDisk(path, kilobytes);
      disks.push(made);
      return made;
    };
    /** One message about a place below the folder, without a stack. */
    const about = (path: string): RegExp =>
      new RegExp(`(^|\\n)${path}\\S*: the disk is full\\n  expected: [^\\n]*\\n  hint: [^\\n]*\\n$`);

    test('the results: one message at every size, and the same end when there is room', async () => {
      const full = { ...places('full-out'), dir: calm.dir };
      const small = disk(full.out, 24);
      for (const kilobytes of [24, 200, 460]) {
        small.resize(kilobytes);
        const { status, stderr } = await grade(full);
        expect({ kilobytes, status }).toEqual({ kilobytes, status: 2 });
        expect(stderr).toMatch(about(full.out));
      }
      small.resize(16_384);
      expect((await grade(full)).status).toBe(0);
      expect(resultsIn(full.out)).toEqual(expected);
    }, 300_000);

    test.each([
      ['for anything', 40],
      ['for more than one stage', 1_300],
    ])(
      'the temporary files: no room %s',
      async (_, kilobytes) => {
        const full = { ...places(`full-tmp-${kilobytes}`), dir: calm.dir };
        const small = disk(full.tmp, 4_096);
        const { bavail, bsize } = statfsSync(full.tmp);
        const ballast = join(full.tmp, 'ballast');
        writeFileSync(ballast, new Uint8Array(bavail * bsize - kilobytes * 1024));
        const { status, stderr } = await grade(full);
        expect(status).toBe(2);
        expect(stderr).toMatch(about(full.tmp));
        expect(readdirSync(full.tmp)).toEqual(['ballast']);
        rmSync(ballast);
        small.resize(65_536);
        expect((await grade(full)).status).toBe(0);
        expect(resultsIn(full.out)).toEqual(expected);
      },
      300_000,
    );
  });
});
