import { describe, expect, test } from '@jest/globals';
import { gradus, program, repository } from '../student/student-kit.ts';

// The runtime is loaded by its URL, which only the built program can do.
const demo = (...argv: string[]) =>
  program(repository, process.execPath, ['dist/gradus.js', 'demo', 'softmax', ...argv]);

describe('gradus demo softmax', () => {
  test('shows the figures of the course, negative scores included [S1-06]', async () => {
    const { status, stdout, stderr } = await demo('1', '2', '-1', '--correct', '1');
    expect([status, stderr]).toEqual([0, '']);
    const columns = stdout.split('\n').map((line) => line.split(/\s{2,}/));
    expect(columns.slice(1, 4).map((line) => [line[3], line.at(-1)])).toEqual([
      ['0.2595', '0.2595'],
      ['0.7054', '-0.2946'],
      ['0.0351', '0.0351'],
    ]);
    expect(stdout).toContain('= 0.3490 nats');
  });

  test('without arguments shows an example, without a loss', async () => {
    const { stdout } = await demo();
    expect(stdout).toContain('0.7054');
    expect(stdout).not.toContain('Cross-entropy');
  });

  test.each([
    [['1', 'two'], "a score is 'two'"],
    [['1', ''], "a score is ''"],
    [['1', 'Infinity'], "a score is 'Infinity'"],
    [['1'], '1 score\n  expected: two to twelve'],
    [['1', '2', '--correct', '2'], '--correct is 2\n  expected: a class, 0 … 1'],
    [['1', '2', '--correct', '-1'], '--correct is -1'],
  ])('refuses %j', async (argv, message) => {
    const { status, stdout, stderr } = await gradus(['demo', 'softmax', ...argv]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`gradus demo softmax: ${message}`);
  });
});
