import { describe, expect, test } from '@jest/globals';
import {
  drawGraph,
  drawNetwork,
  type Figure,
  plotActivations,
  plotClassification2d,
  plotLoss,
  plotNodes,
  plotRegression,
  probabilityBars,
} from '#plots';
import * as runtime from '#torch';
import { nn, np, torch } from '#torch';
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
  torch.manualSeed(0);
  const model = new nn.Linear(2, 1);
  const curve = new nn.Sequential(new nn.Linear(1, 2), new nn.ReLU(), new nn.Linear(2, 1));
  const figures: Record<string, (title: string) => Figure<unknown>> = {
    plotRegression: (title) => plotRegression([0, 1], [5, 90], [0, 200], { title }),
    plotLoss: (title) => plotLoss([2, 1], [3, 2], [0.1, 0.5], undefined, { title }),
    plotClassification2d: (title) => plotClassification2d([[0, 1]], [1], model, { title }),
    plotNodes: (title) => plotNodes([0, 1], [0, 1], curve, { title }),
    plotActivations: (title) => plotActivations(torch.arange(3).float(), [nn.ReLU], { title }),
    probabilityBars: (title) => probabilityBars([0.2, 0.8], { title }),
    drawNetwork: (title) => drawNetwork([1, 9, 2], { title }),
  };

  describe.each(Object.entries(figures))('%s', (_, make) => {
    test('is a well-formed image and a page with it', () => {
      const { svg, html } = make('Title');
      const [root, title, ...rest] = elementsOf(svg);
      expect(root?.attributes).toMatchObject({ xmlns: 'http://www.w3.org/2000/svg', role: 'img' });
      expect(title).toMatchObject({ name: 'title', text: 'Title' });
      expect(rest.map(({ name }) => name)).not.toContain('style');
      expect(html).toMatch(/^<!doctype html>\n/);
      // The page of some figures has more to it than the image.
      const [inPage = ''] = /<svg [\s\S]*<\/svg>/.exec(html) ?? [];
      expect(elementsOf(inPage)[0]?.attributes).toEqual(root?.attributes);
      expect(elementsOf(inPage)[1]).toEqual(title);
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
  });
});

test('an option that is not there is refused, and the one that was meant is named', () => {
  expect(() => plotRegression([1], [1], [1], { xrange: [0, 1] } as object)).toThrow('did you mean xRange?');
  expect(() => plotLoss([1], [1], [1], [1], { titles: '' } as object)).toThrow('did you mean title?');
  expect(() => plotActivations(torch.ones(2), [nn.ReLU], { derivative: true } as object)).toThrow(
    'did you mean derivatives?',
  );
  expect(() => plotClassification2d([[0, 0]], [0], undefined, { cmap: '' } as object)).toThrow(
    'the option cmap',
  );
  expect(() => plotNodes([0], [0], new nn.Linear(1, 1), { nodes: 3 } as object)).toThrow('the option nodes');
  expect(() => probabilityBars([1], { labels: [] } as object)).toThrow('the option labels');
  expect(() => drawNetwork([1, 1], { bias: true } as object)).toThrow('the option bias');
});

test("'#plots' has the runtime's own drawGraph, which knows the tensors of a program", () => {
  expect(drawGraph).toBe(runtime.drawGraph);
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
      'Of 3 points 1 lies outside the axes and 1 is not finite',
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

describe('probabilityBars', () => {
  test('from the first at the top, with four decimals, the correct class marked', () => {
    const figure = probabilityBars(torch.tensor([0.2595, 0.7054, 0.0351]), {
      names: ['low', '<mid> & co', 'high'],
      correct: 1,
    });
    expect(figure.data[1]).toMatchObject({ name: '<mid> & co', isCorrect: true });
    const texts = textsOf(figure);
    expect(texts.slice(texts.indexOf('0.2595'))).toEqual(['0.2595', '0.7054', '0.0351']);
    expect(texts).toEqual(
      expect.arrayContaining(['low', '&lt;mid&gt; &amp; co (correct)', 'high', 'probability']),
    );
    const bars = elementsOf(figure.svg).filter(
      ({ name, attributes }) => name === 'rect' && attributes.y !== undefined,
    );
    expect(bars.map(({ attributes }) => attributes.fill)).toEqual(['#0072B2', '#D62728', '#0072B2']);
    const [first = 0, second = 0] = bars.map(({ attributes }) => Number(attributes.width));
    expect(second / first).toBeCloseTo(0.7054 / 0.2595, 2);
    expect(Number(bars[0]?.attributes.y)).toBeLessThan(Number(bars[1]?.attributes.y));
  });

  test('what softmax makes of large scores without the subtraction', () => {
    expect(textsOf(probabilityBars([0, Number.NaN, Infinity]))).toEqual(
      expect.arrayContaining(['0.0000', 'nan', 'inf']),
    );
  });

  test.each([
    [{ names: ['one'] }, '1 names for 2 probabilities'],
    [{ names: [1, 2] as unknown as string[] }, 'names is an array of 2'],
    [{ correct: 2 }, 'correct is 2 for 2 classes'],
    [{ correct: -1 }, 'correct is -1 for 2 classes'],
  ])('refuses %j', (options, message) => {
    expect(() => probabilityBars([0.5, 0.5], options)).toThrow(`probabilityBars: ${message}`);
  });
});

describe('drawNetwork', () => {
  test('a circle for each number, an arrow for each weight', () => {
    const figure = drawNetwork([1, 5, 3, 1]);
    expect(figure.data.layers.map(({ name }) => name)).toEqual(['input', 'hidden 1', 'hidden 2', 'output']);
    const elements = elementsOf(figure.svg);
    expect(elements.filter(({ name }) => name === 'circle')).toHaveLength(10);
    expect(elements.filter(({ name }) => name === 'path')).toHaveLength(5 + 15 + 3);
    expect(textsOf(figure)).toEqual(expect.arrayContaining(['input', 'hidden 1', '5']));
  });

  test.each([
    [[1, 1], 2],
    [[3, 1], 4],
    [[1, 3, 1], 10],
    [[784, 128, 10], 101770],
  ])('%j has %i parameters', (sizes, parameters) => {
    expect(drawNetwork(sizes).data.parameters).toBe(parameters);
    const layers = sizes.slice(1).map((outputs, i) => new nn.Linear(sizes[i] as number, outputs));
    expect(new nn.Sequential(...layers).parameters().reduce((sum, p) => sum + p.numel(), 0)).toBe(parameters);
  });

  test('of a large layer some circles stand for all', () => {
    const { svg } = drawNetwork([1000, 1]);
    expect(elementsOf(svg).filter(({ name }) => name === 'circle')).toHaveLength(8);
    expect(svg).toContain('⋮');
  });

  test.each([
    [[3], '1 layer'],
    [[], '0 layers'],
    [Array.from({ length: 13 }, () => 1), '13 layers'],
    [[1, 0], 'a layer of size 0'],
    [[1, 2.5], 'a layer of size 2.5'],
    [[1, 1e300], 'a layer of size 1e+300'],
    ['1-3-1' as unknown as number[], "'1-3-1'"],
  ])('refuses %j', (sizes, message) => {
    expect(() => drawNetwork(sizes)).toThrow(`drawNetwork: ${message}`);
  });
});
