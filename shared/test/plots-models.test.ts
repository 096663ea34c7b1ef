import { describe, expect, test } from '@jest/globals';
import { plotActivations, plotClassification2d, plotNodes } from '#plots';
import { F, nn, np, sk, type Tensor, torch } from '#torch';
import { elementsOf } from './xml-elements.ts';

/** What the script and the image have: the number of panels of a page, and the texts of an image. */
const panelsOf = (html: string): string[] =>
  [...html.matchAll(/data-panel="([^"]*)"( display="none")?/g)].map(
    ([, name, hidden]) => `${name}${hidden === undefined ? '' : ' hidden'}`,
  );
const textsOf = (svg: string): string[] =>
  elementsOf(svg)
    .filter(({ name }) => name === 'text')
    .map(({ text }) => text);

describe('plotNodes', () => {
  class Curve extends nn.Module {
    main: nn.Sequential;
    constructor(hidden: number, activation: nn.Module, bias = true) {
      super();
      this.main = new nn.Sequential(new nn.Linear(1, hidden), activation, new nn.Linear(hidden, 1, { bias }));
    }
    override forward(x: Tensor): Tensor {
      return this.main.call(x);
    }
  }
  const x = torch.tensor([[2], [-1], [0.5], [0]]);

  test.each([
    ['sigmoid', new Curve(3, new nn.Sigmoid())],
    ['another activation', new Curve(4, new nn.Tanh())],
    ['one node', new Curve(1, new nn.ReLU())],
    ['no output bias', new Curve(3, new nn.Sigmoid(), false)],
    ['a bare Sequential', new Curve(2, new nn.ReLU()).main],
    ['float64', new Curve(2, new nn.ReLU()).double()],
  ])('all nodes and the bias together are the prediction: %s', (what, model) => {
    const input = what === 'float64' ? x.double() : x;
    const { data } = plotNodes(input, model.call(input), model);
    expect(data.x).toEqual([-1, 0, 0.5, 2]);
    const sums = data.x.map((_, i) => data.nodes.reduce((sum, node) => sum + (node[i] as number), data.bias));
    for (const [i, sum] of sums.entries()) expect(sum).toBeCloseTo(data.prediction[i] as number, 5);
    expect(data.partialSums).toHaveLength(data.nodes.length + 1);
    expect(data.partialSums[0]).toEqual(data.nodes[0]?.map((value) => 0 + value));
    expect(data.partialSums.at(-1)?.[2]).toBeCloseTo(sums[2] as number, 12);
  });

  test('each node is its weight times its activation', () => {
    const model = new Curve(2, new nn.ReLU());
    model.loadStateDict({
      'main.0.weight': torch.tensor([[1], [-2]]),
      'main.0.bias': torch.tensor([0, 1]),
      'main.2.weight': torch.tensor([[10, 3]]),
      'main.2.bias': torch.tensor([-4]),
    });
    const { data } = plotNodes([-1, 0, 2], [5, -1, 16], model);
    expect(data.nodes).toEqual([
      [0, 0, 20],
      [9, 3, 0],
    ]);
    expect(data.bias).toBe(-4);
    expect(data.partialSums).toEqual([
      [0, 0, 20],
      [9, 3, 20],
      [5, -1, 16],
    ]);
  });

  test('the page has a step for each position of its slider, the image small pictures', () => {
    const model = new Curve(3, new nn.Sigmoid());
    const { svg, html } = plotNodes(x, model.call(x), model);
    expect(panelsOf(html)).toEqual(['sum-0', 'sum-1 hidden', 'sum-2 hidden', 'sum-3 hidden']);
    expect(html).toContain('type="range" min="0" max="3"');
    expect(panelsOf(svg)).toEqual([]);
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(['Node 1', 'Node 3', 'Output Bias', 'Prediction', 'node 1', 'nodes 1–3, bias']),
    );
  });

  test('of many nodes six steps are drawn, the first and the last among them', () => {
    const model = new Curve(12, new nn.Sigmoid());
    const { svg, html } = plotNodes(x, model.call(x), model);
    const steps = textsOf(svg).filter((text) => /^nodes? 1/.test(text));
    expect(steps).toHaveLength(6);
    expect([steps[0], steps.at(-1)]).toEqual(['node 1', 'nodes 1–12, bias']);
    expect(panelsOf(html)).toHaveLength(13);
  });

  test.each([
    ['a linear model', new nn.Linear(1, 1), 'the model is Linear(in_features=1'],
    ['two inputs', new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU(), new nn.Linear(3, 1)), 'Sequential'],
    ['no model', undefined, 'the model is undefined'],
  ])('refuses %s', (_, model, message) => {
    expect(() => plotNodes(x, x, model as nn.Module)).toThrow(message);
  });

  test('refuses what cannot be told apart', () => {
    const model = new Curve(31, new nn.ReLU());
    expect(() => plotNodes(x, model.call(x), model)).toThrow('plotNodes: 31 hidden nodes');
  });
});

describe('plotClassification2d', () => {
  const X = torch.tensor([
    [-1, 0.5],
    [1, -0.5],
    [0, 1],
  ]);
  const column = (at: number) => (points: Tensor) => points.at(':', at);

  test('rows of the grid are y and columns x', () => {
    // p = σ(x + 10·y): it grows with both, and much faster upwards.
    const model = (points: Tensor) => column(0)(points).add(column(1)(points).mul(10));
    const { surface } = plotClassification2d(X, [0, 1, 1], model).data;
    expect(surface?.kind).toBe('probability of class 1');
    expect([surface?.x.length, surface?.y.length]).toEqual([25, 25]);
    expect([surface?.x[0], surface?.y[24]]).toEqual([-1.5, 1.5]);
    for (const [row, column] of [
      [12, 0],
      [12, 24],
      [13, 3],
    ] as const) {
      const logit = (surface?.x[column] as number) + 10 * (surface?.y[row] as number);
      expect(surface?.value[row]?.[column]).toBeCloseTo(1 / (1 + Math.exp(-logit)), 6);
    }
  });

  test('and so they are drawn: what is likely where y is large is red above', () => {
    const { svg } = plotClassification2d(X, [0, 1, 1], (points) => column(1)(points).mul(20));
    const contours = elementsOf(svg).filter(
      ({ name, attributes }) => name === 'path' && attributes.fill !== undefined,
    );
    const likeliest = contours.find(({ attributes }) => attributes.fill === '#D8695C');
    const heights = [...(likeliest?.attributes.d ?? '').matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y));
    expect(heights.length).toBeGreaterThan(3);
    // y counts downwards in an image; the frame's middle is at about 230.
    expect(Math.max(...heights)).toBeLessThan(230);
  });

  test('the class is that of the largest logit, place by place', () => {
    // The third logit is the largest above the diagonal, the first below; the second never.
    const model = (points: Tensor) =>
      torch.stack([column(0)(points), torch.full([625], -9), column(1)(points)], 1);
    const { surface } = plotClassification2d(X, [0, 1, 2], model, { transform: 'Softmax' }).data;
    expect(surface?.kind).toBe('class');
    expect(surface?.value[20]?.[3]).toBe(2);
    expect(surface?.value[3]?.[20]).toBe(0);
    expect(new Set(surface?.value.flat())).toEqual(new Set([0, 2]));
  });

  test('with many points of one class far away the others keep theirs', () => {
    // Softmax over the points instead of the classes would give most places to whichever class is confident somewhere.
    const model = (points: Tensor) =>
      torch.stack([column(0)(points).mul(0.01), column(0)(points).clampMin(1.4).sub(1.4).mul(1000)], 1);
    const { surface } = plotClassification2d(X, [0, 1, 1], model, { transform: 'Softmax' }).data;
    expect(surface?.value[5]?.[20]).toBe(0);
    expect(surface?.value[5]?.[24]).toBe(1);
  });

  test.each([
    ['arrays', X.tolist() as number[][], [0, 1, 1]],
    ['NumPy arrays', np.array(X.tolist() as number[][]), np.array([0, 1, 1])],
    [
      'integer tensors',
      torch.tensor([
        [0, 1],
        [1, 0],
        [1, 1],
      ]),
      torch.tensor([0, 1, 1]),
    ],
  ])('%s do for a model with parameters, of either precision', (_, points, y) => {
    for (const model of [new nn.Linear(2, 1), new nn.Linear(2, 1).double()]) {
      const before = [...model.parameters()].map((p) => p.grad);
      expect(plotClassification2d(points, y, model).data.surface?.value[24]).toHaveLength(25);
      expect([...model.parameters()].map((p) => p.grad)).toEqual(before);
    }
  });

  test('classes differ in shape as well as in colour, and keep theirs when others are missing', () => {
    const { svg } = plotClassification2d(
      [
        [0, 0],
        [1, 1],
      ],
      [0, 3],
      undefined,
      { title: 'Two of four' },
    );
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['Two of four', 'Class 0', 'Class 3']));
    const legend = elementsOf(svg).filter(({ attributes }) => attributes.fill === '#CC79A7');
    expect(legend.length).toBeGreaterThan(0);
  });

  test('a legend names the classes that only the model knows', () => {
    const { svg } = plotClassification2d(X, [0, 0, 0], new nn.Linear(2, 3), { transform: 'Softmax' });
    expect(textsOf(svg).filter((text) => text.startsWith('Class')).length).toBeGreaterThan(1);
  });

  test.each([
    [
      'classes for a sigmoid',
      new nn.Linear(2, 4),
      {},
      "gives 4 numbers for each point\n  expected: 'Sigmoid'",
    ],
    [
      'one logit for softmax',
      new nn.Linear(2, 1),
      { transform: 'Softmax' },
      "did you mean { transform: 'Sigmoid' }?",
    ],
    ['another transform', new nn.Linear(2, 1), { transform: 'softmax' }, "transform is 'softmax'"],
    ['NaN', (points: Tensor) => points.sum(1).mul(Number.NaN), {}, 'the model gives NaN'],
    ['one number for all', (points: Tensor) => points.sum(), {}, "the model's output is a single number"],
    ['no model', 'model', {}, "'model'"],
  ])('refuses %s', (_, model, options, message) => {
    expect(() => plotClassification2d(X, [0, 1, 1], model as nn.Module, options as object)).toThrow(message);
  });

  test.each([
    ['three columns', [[1, 2, 3]], [0], 'X has shape (1, 3)'],
    ['one row', [1, 2], [0], 'X has shape (2,)'],
    [
      'too few classes',
      [
        [1, 2],
        [3, 4],
      ],
      [0],
      'X has 2 numbers and y 1',
    ],
    ['probabilities for classes', [[1, 2]], [0.7], 'y holds 0.7'],
    ['a negative class', [[1, 2]], [-1], 'y holds -1'],
  ])('refuses %s', (_, points, y, message) => {
    expect(() => plotClassification2d(points, y)).toThrow(`plotClassification2d: ${message}`);
  });

  test('a function needs a tensor to be asked with', () => {
    expect(() => plotClassification2d([[1, 2]], [0], column(0))).toThrow('a model without parameters');
  });

  test('the circles of the chapter: class 1 is the inner ring', () => {
    const [points, y] = sk.makeCircles({ nSamples: 300, factor: 0.5, noise: 0.1, randomState: 2020 });
    const { data, svg } = plotClassification2d(points, y);
    expect(data.points).toHaveLength(300);
    expect(data.points[0]).toMatchObject({ label: 1 });
    expect(data.points[0]?.x).toBeCloseTo(-0.34758, 5);
    expect(textsOf(svg)).toContain('Binary Classification');
  });
});

describe('plotActivations', () => {
  const x = torch.linspace(-6, 6, 13);

  test('values and slopes, panel by panel', () => {
    const square = (values: Tensor) => values.square();
    const { data, svg } = plotActivations(x, [nn.Sigmoid, new nn.LeakyReLU(0.1), square], {
      derivatives: true,
    });
    expect(data.curves.map(({ name }) => name)).toEqual(['Sigmoid', 'LeakyReLU', 'square']);
    expect(data.curves[0]?.y[0]).toBeCloseTo(0.002473, 6);
    expect(data.curves[0]?.derivative[6]).toBeCloseTo(0.25, 6);
    expect(data.curves[1]?.derivative[0]).toBeCloseTo(0.1, 6);
    expect(data.curves[2]?.derivative).toEqual(data.x.map((value) => 2 * value));
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(['Sigmoid', 'LeakyReLU', 'square', "f'(x), its slope"]),
    );
    expect(x.grad).toBeNull();
  });

  test('the six of the chapter, without derivatives unless asked', () => {
    const six = [nn.Sigmoid, nn.Tanh, nn.Softplus, nn.ReLU, nn.LeakyReLU, nn.SELU];
    const { data, svg } = plotActivations(x, six);
    expect(data.curves.map(({ y }) => y.length)).toEqual([13, 13, 13, 13, 13, 13]);
    expect(data.curves.flatMap(({ derivative }) => derivative)).toEqual([]);
    expect(svg).toContain('width="800" height="500"');
    expect(elementsOf(svg).filter(({ attributes }) => attributes['aria-label'] === 'line')).toHaveLength(6);
  });

  test.each([
    [
      'more functions than panels',
      () => plotActivations(x, [nn.ReLU, nn.ReLU], { rows: 1, cols: 1 }),
      '2 functions',
    ],
    ['none', () => plotActivations(x, []), '0 functions'],
    ['no tensor', () => plotActivations([1, 2] as unknown as Tensor, [nn.ReLU]), 'x is an array of 2'],
    ['no function', () => plotActivations(x, ['relu' as unknown as nn.Module]), "'relu'"],
    ['another length', () => plotActivations(x, [(values) => F.relu(values).sum()]), 'f'],
    [
      'a constant',
      () => plotActivations(x, [() => torch.ones(13)], { derivatives: true }),
      'no gradient of f reaches x',
    ],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
