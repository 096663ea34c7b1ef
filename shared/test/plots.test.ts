import { describe, expect, test } from '@jest/globals';
import { type Figure, plotLoss, plotRegression } from '#plots';
import { np, torch } from '#torch';
import { elementsOf } from './xml-elements.ts';

const hostile = '</text><script>alert("1")</script>&amp;\u0000\ud800 \' ]]>';
const shown =
  '&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;\ufffd\ufffd &#39; ]]&gt;';

const textsOf = ({ svg }: Figure<unknown>): string[] =>
  elementsOf(svg)
    .filter(({ name }) => name === 'text')
    .map(({ text }) => text);

/** Elements whose label for screen readers is the name of that mark: 'dot', 'line'. */
const marksOf = ({ svg }: Figure<unknown>, mark: string): number =>
  elementsOf(svg).filter(({ attributes }) => attributes['aria-label'] === mark).length;

describe('every figure', () => {
  const figures: Record<string, (title: string) => Figure<unknown>> = {
    plotRegression: (title) => plotRegression([0, 1], [5, 90], [0, 200], { title }),
    plotLoss: (title) => plotLoss([2, 1], [3, 2], [0.1, 0.5], undefined, { title }),
  };

  describe.each(Object.entries(figures))('%s', (_, make) => {
    test('is a well-formed image and a page with it', () => {
      const { svg, html } = make('Title');
      const [root, title, ...rest] = elementsOf(svg);
      expect(root?.attributes).toMatchObject({ xmlns: 'http://www.w3.org/2000/svg', role: 'img' });
      expect(title).toMatchObject({ name: 'title', text: 'Title' });
      expect(rest.map(({ name }) => name)).not.toContain('style');
      expect(html).toMatch(/^<!doctype html>\n/);
      expect(html).toContain(svg);
      expect(`${svg}${html}`).not.toMatch(/NaN|undefined|\[object|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    });

    test('has ids of its own, and the same bytes again', () => {
      const [first, second] = [make('One'), make('Two')];
      const ids = (figure: Figure<unknown>) =>
        elementsOf(figure.svg).flatMap(({ attributes }) => attributes.id ?? []);
      expect(ids(first).filter((id) => ids(second).includes(id))).toEqual([]);
      for (const [, id] of first.svg.matchAll(/url\(#([^)]*)\)/g)) expect(ids(first)).toContain(id);
      expect(make('One')).toEqual(first);
    });

    test('a hostile title stays text', () => {
      const { svg, html } = make(hostile);
      expect(elementsOf(svg).find(({ name }) => name === 'title')?.text).toBe(shown);
      expect(html).not.toContain('<script>alert');
      expect(() => encodeURIComponent(html)).not.toThrow();
    });

    test('refuses an option that is not there', () => {
      expect(() => plotLoss([1], undefined, undefined, undefined, { titel: '' } as object)).toThrow(
        'plotLoss: the option titel',
      );
    });
  });
});

describe('what may be drawn', () => {
  const data = [
    { x: 1, y: 4 },
    { x: 2, y: 5 },
  ];
  test.each([
    ['arrays', [1, 2], [4, 5]],
    ['columns', [[1], [2]], [[4], [5]]],
    ['typed arrays', new Float32Array([1, 2]), new BigInt64Array([4n, 5n])],
    ['tensors', torch.tensor([[1], [2]]), torch.tensor([4, 5], { dtype: torch.float64, requiresGrad: true })],
    ['NumPy arrays', np.array([1, 2]), np.array([[4], [5]])],
  ])('%s', (_, x, y) => {
    expect(plotRegression(x, y).data.points).toEqual(data);
  });

  test.each([
    [
      'a table',
      [
        [1, 2],
        [3, 4],
      ],
      'x has shape (2, 2)',
    ],
    ['a text', ['one'], "x holds 'one'"],
    ['ragged rows', [[1], [2, 3]], 'x has rows of 1 and of 2'],
    ['a number among rows', [[1], 2], 'x has rows and single numbers side by side'],
    ['a row among numbers', [1, [2]], 'x has rows and single numbers side by side'],
    ['too few', [1], 'x has 1 numbers and y 2'],
  ])('not %s', (_, x, message) => {
    expect(() => plotRegression(x as number[], [4, 5])).toThrow(`plotRegression: ${message}`);
  });

  test('not what is no array at all', () => {
    expect(() => plotRegression(undefined as unknown as number[], [1, 2])).toThrow(
      'plotRegression: x is undefined',
    );
  });
});

describe('plotRegression', () => {
  test('draws the line in the given order, or sorted', () => {
    const [x, y, yHat] = [
      [2, 0, 1],
      [0, 0, 0],
      [4, 0, 1],
    ];
    expect(plotRegression(x, y, yHat).data.line.map((point) => point.x)).toEqual([2, 0, 1]);
    expect(plotRegression(x, y, yHat, { sort: true }).data.line).toEqual([
      { x: 0, y: 0 },
      { x: 1, y: 1 },
      { x: 2, y: 4 },
    ]);
  });

  test('has its axes, and a legend where there is a fit', () => {
    const alone = plotRegression([0], [0]);
    expect(alone.svg).toContain('width="500" height="500"');
    expect(textsOf(alone).slice(-9)).toEqual(['y', '\u22123', '\u22122', '\u22121', '0', '1', '2', '3', 'x']);
    expect(marksOf(alone, 'line')).toBe(0);
    const fitted = plotRegression([0, 1], [0, 1], [0, 1], { xRange: [-5, 5], yRange: [0, 1], dy: 0.2 });
    expect(fitted.svg).toContain('width="550" height="500"');
    expect(textsOf(fitted)).toEqual(expect.arrayContaining(['data', 'fitted line', '0.6', '5', 'x', 'y']));
    expect(marksOf(fitted, 'line')).toBe(1);
  });

  test('says what it cannot show', () => {
    expect(textsOf(plotRegression([0, 9, NaN], [0, 0, 0]))).toContain(
      '2 of 3 points lie outside the axes, or nowhere (NaN).',
    );
  });

  test('a single y stands at the first x, as in the picture of a function alone', () => {
    expect(plotRegression([-1, 0, 1], [0], [1, 2, 3]).data.points).toEqual([{ x: -1, y: 0 }]);
  });

  test.each([
    [{ xRange: [3, -3] as const }, 'xRange goes from 3 to -3'],
    [{ yRange: [0, Infinity] as const }, 'yRange goes from 0 to Infinity'],
    [{ dx: 0 }, 'dx is 0'],
    [{ dy: 1e-9 }, 'dy is 1e-9'],
    [{ dx: NaN }, 'dx is NaN'],
  ])('refuses %j', (options, message) => {
    expect(() => plotRegression([0], [0], undefined, options)).toThrow(`plotRegression: ${message}`);
  });
});

describe('plotLoss', () => {
  test('is one panel of losses, and a second one for accuracies', () => {
    const one = plotLoss([3, 2, 1], torch.tensor([3, 2.5, 2]));
    expect(one.data).toEqual({
      train: [3, 2, 1],
      valid: [3, 2.5, 2],
      trainAccuracy: [],
      validAccuracy: [],
    });
    expect(one.svg).toContain('width="400"');
    expect(marksOf(one, 'line')).toBe(2);
    const two = plotLoss([3, 2, 1], undefined, [0.2, 0.3, 0.9]);
    expect(two.svg).toContain('width="800"');
    expect(textsOf(two)).toEqual(expect.arrayContaining(['loss', 'accuracy', 'epochs', 'training']));
    expect(textsOf(two)).not.toContain('validation');
  });

  test('counts epochs in whole numbers from 1', () => {
    const ticks = (epochs: number) =>
      textsOf(plotLoss(Array.from({ length: epochs }, () => 1))).filter((text) => /^\d+$/.test(text));
    expect(ticks(3)).toEqual(expect.arrayContaining(['1', '2', '3']));
    expect(ticks(3).concat(ticks(1))).not.toContain('4');
  });

  test('losses that grew beyond all bounds leave a gap', () => {
    const { svg, data } = plotLoss([1, 10, Infinity, NaN]);
    expect(data.train).toEqual([1, 10, Infinity, NaN]);
    expect(() => elementsOf(svg)).not.toThrow();
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  test('refuses losses of different lengths', () => {
    expect(() => plotLoss([1, 2], [1])).toThrow('plotLoss: train has 2 numbers and valid 1');
  });
});
