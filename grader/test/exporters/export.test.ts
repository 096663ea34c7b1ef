import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Command, CommanderError } from 'commander';
import { exportGrades } from '../../src/commands/export.ts';
import { EXPORTERS } from '../../src/exporters/index.ts';
import { kitAt } from '../../src/kit.ts';
import type { Gradebook } from '../../src/schema/gradebook.ts';
import { newFolder } from '../pipeline/small-class.ts';
import { exampleClass, type GradedClass, SLUG, withGrade } from './example-class.ts';

let graded: GradedClass;
let to: string;

beforeEach(async () => {
  graded = await exampleClass();
  to = newFolder();
});

async function gradus(...argv: string[]): Promise<string> {
  let text = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const signal = new AbortController().signal;
  const kit = kitAt(join(__dirname, '../../..'));
  const program = new Command()
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: (out) => (text += out) });
  exportGrades(program, { kit, stdout, stderr: stdout, env: {}, signal, status: 0 });
  await program.parseAsync(argv, { from: 'user' }).catch((error: unknown) => {
    // `--help` ends by an exception too.
    if (!(error instanceof CommanderError && error.exitCode === 0)) throw error;
  });
  return text;
}

const exportTo = (format: string, path: string, ...rest: string[]) =>
  gradus('export', format, '--from', graded.out, '--to', path, ...rest);

const rewrite = (gradebook: Gradebook) => writeFileSync(graded.paths.gradebook, JSON.stringify(gradebook));

describe('where files go', () => {
  test('a folder, or the file itself where the format has one', async () => {
    await exportTo('canvas', to);
    await exportTo('canvas', join(to, 'deep', 'grades.csv'));
    expect(readFileSync(join(to, 'canvas.csv'))).toEqual(readFileSync(join(to, 'deep', 'grades.csv')));
  });

  test('a folder per learner and assignment for results, whatever the folder is called', async () => {
    const said = await exportTo('gradescope', join(to, 'results.json'));
    expect(readdirSync(join(to, 'results.json')).sort()).toEqual([
      'amara',
      'bjorn',
      'chloe',
      'dmitri',
      'eve',
      'zoe',
    ]);
    expect(existsSync(join(to, 'results.json', 'bjorn', SLUG, 'results.json'))).toBe(true);
    expect(said).toContain('6 written, 0 unchanged');
  });

  test('nothing but the export is left behind', async () => {
    await exportTo('canvas', to);
    expect(readdirSync(to)).toEqual(['canvas.csv']);
  });
});

describe('what is there already', () => {
  test('the same export again changes nothing', async () => {
    await exportTo('gradescope', to);
    expect(await exportTo('gradescope', to)).toContain('0 written, 6 unchanged');
  });

  test('another file is refused, and nothing else is written', async () => {
    const taken = join(to, 'zoe', SLUG);
    mkdirSync(taken, { recursive: true });
    writeFileSync(join(taken, 'results.json'), 'mine');
    await expect(exportTo('gradescope', to)).rejects.toThrow(/is there already and differs[\s\S]*--force/);
    expect(readdirSync(to)).toEqual(['zoe']);
    expect(readFileSync(join(taken, 'results.json'), 'utf8')).toBe('mine');
  });

  test('--force replaces it', async () => {
    writeFileSync(join(to, 'canvas.csv'), 'mine');
    expect(await exportTo('canvas', to, '--force')).toContain('1 written');
    expect(readFileSync(join(to, 'canvas.csv'), 'utf8')).toMatch(/^Student,/);
  });

  test('a folder in the place of the file, or a file in that of a folder, also with --force', async () => {
    mkdirSync(join(to, 'grades.csv'));
    await expect(exportTo('canvas', join(to, 'grades.csv'), '--force')).rejects.toThrow(/is a folder/);
    writeFileSync(join(to, 'file'), '');
    await expect(exportTo('canvas', join(to, 'file'), '--force')).rejects.toThrow(
      /one of its folders is a file/,
    );
  });
});

describe('what is read', () => {
  test('the gradebook alone where a format needs no more', async () => {
    rmSync(graded.paths.feedbacks, { recursive: true });
    await expect(exportTo('canvas', to)).resolves.toContain('1 written');
    await expect(exportTo('gradescope', to)).rejects.toThrow(/there is no feedback for amara/);
  });

  test('a gradebook that is none, or none at all', async () => {
    writeFileSync(graded.paths.gradebook, '{"schema": "gradebook/v2"}');
    await expect(exportTo('canvas', to)).rejects.toThrow(/gradebook\.json:1: /);
    rmSync(graded.paths.gradebook);
    await expect(exportTo('canvas', to)).rejects.toThrow(/there is no such file/);
  });

  test('one assignment, and an unknown one by its likely name', async () => {
    const [first] = graded.gradebook.assignments;
    if (first === undefined) throw new Error('no assignment');
    const second = { ...first, id: 'a04-mlp', title: 'Final Grade', external: {} };
    rewrite({ ...graded.gradebook, assignments: [first, second] });
    await expect(exportTo('canvas', to)).rejects.toThrow(/“Final Grade”/);
    await expect(exportTo('canvas', to, '--assignment', SLUG)).resolves.toContain('1 written');
    await expect(exportTo('canvas', to, '--assignment', 'a03-sofmax')).rejects.toThrow(
      /no assignment "a03-sofmax"[\s\S]*did you mean "a03-softmax"/,
    );
  });

  test('an id that would leave the folder', async () => {
    for (const id of ['../../escaped', '..', 'a/b', '/etc']) {
      rewrite(withGrade(graded.gradebook, 'amara', { learnerId: id }));
      await expect(exportTo('gradescope', to)).rejects.toThrow(/cannot name a folder/);
      rewrite(withGrade(graded.gradebook, 'amara', { assignmentId: id }));
      await expect(exportTo('gradescope', to)).rejects.toThrow(/cannot name a folder/);
    }
    expect(readdirSync(to)).toEqual([]);
  });

  test('grades of a run that does not count', async () => {
    const attempts = graded.gradebook.attempts.map((attempt) => ({ ...attempt, credit: false }));
    rewrite({ ...graded.gradebook, attempts });
    await expect(exportTo('canvas', to)).rejects.toThrow(/6 grades do not count/);
  });
});

test('every format stands in --help with what it is, and no other is taken', async () => {
  const help = await gradus('export', '--help');
  for (const { name, describes } of EXPORTERS)
    expect(help).toMatch(new RegExp(`^  ${name} +${describes}$`, 'm'));
  await expect(exportTo('moodle', to)).rejects.toThrow(/Allowed choices are canvas, gradescope/);
});
