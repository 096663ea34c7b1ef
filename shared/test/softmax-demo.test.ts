import { describe, expect, test } from '@jest/globals';
import { softmaxDemo } from '#plots';

describe('softmaxDemo', () => {
  test('every step from scores to probabilities, the loss and its gradient [S1-06]', () => {
    expect(softmaxDemo([1, 2, -1], 1)).toBe(`\
class        score z  exp(z - 2)  probability                                  gradient p - y
0                  1      0.3679       0.2595  ███████▊                                0.2595
1 (correct)        2      1.0000       0.7054  █████████████████████▏                 -0.2946
2                 -1      0.0498       0.0351  █                                       0.0351
sum                       1.4177       1.0000

Cross-entropy of class 1: -ln 0.7054 = 0.3490 nats; whoever knows nothing has ln 3 = 1.0986.
`);
  });

  /** The column of probabilities. */
  const probabilities = (...scores: number[]): string[] =>
    softmaxDemo(scores)
      .split('\n')
      .slice(1, scores.length + 1)
      .map((line) => line.split(/ {2,}/)[3] as string);

  test.each([
    ['all equal: their value does not matter', [0, 0, 0], ['0.3333', '0.3333', '0.3333']],
    ['all equal: their value does not matter', [-7.5, -7.5, -7.5], ['0.3333', '0.3333', '0.3333']],
    ['one much bigger', [2, -2, -2], ['0.9647', '0.0177', '0.0177']],
    ['one much smaller', [-2, 2, 2], ['0.0091', '0.4955', '0.4955']],
    ['one to be 1, as far as scores reach', [-2, 2, -2], ['0.0177', '0.9647', '0.0177']],
    ['only differences matter', [1001, 1002, 999], ['0.2595', '0.7054', '0.0351']],
  ])('the questions of the course: %s [S1-06]', (_, scores, expected) => {
    expect(probabilities(...scores)).toEqual(expected);
  });

  test('says what large scores become without the subtraction, and only then', () => {
    expect(softmaxDemo([1000, -1000, 0], 1)).toMatch(
      /= 2000\.0000 nats; .*\nWithout subtracting the largest score: \[nan, 0\.0000, 0\.0000\]\.\n$/,
    );
    expect(softmaxDemo([80, 1])).not.toContain('Without');
  });

  test('columns stand under one another for scores of any width', () => {
    const lines = softmaxDemo([-1234.5, 0.1, 7], 0).split('\n').slice(0, 5);
    expect(lines[0]).toContain('exp(z - 7)');
    expect(new Set(lines.slice(0, 4).map((line) => line.length)).size).toBe(1);
    expect(softmaxDemo([-3, -2]).split('\n')[0]).toContain('exp(z + 2)');
  });

  test.each([
    [[1], undefined, '1 scores'],
    [[1, Number.NaN], undefined, 'NaN'],
    [[1, 2], 2, 'the correct class is 2'],
    [[1, 2], 0.5, 'the correct class is 0.5'],
  ])('refuses %j, %p', (scores, correct, message) => {
    expect(() => softmaxDemo(scores, correct)).toThrow(`softmaxDemo: ${message}`);
  });
});
