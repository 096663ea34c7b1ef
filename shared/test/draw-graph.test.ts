import { describe, expect, test } from '@jest/globals';
import { drawGraph, F, nn, type Tensor, torch } from '#torch';
import { type Box, type Edge, type Layout, layeredLayout } from '../src/inspect/layered-layout.ts';
import { nearestWithGaps } from '../src/inspect/nearest-with-gaps.ts';

const leaf = (values: number[]): Tensor => torch.tensor(values, { dtype: torch.float32, requiresGrad: true });

/** What stands in the boxes, from the image. */
const textsOf = (svg: string): string[][] =>
  [...svg.matchAll(/<g>(.*?)<\/g>/g)].map(([, group = '']) =>
    [...group.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text),
  );

describe('the graph', () => {
  test('has operations by their names, leaves by name and shape, and the output', () => {
    const w = leaf([0.5, 2]);
    const b = leaf([1]);
    const hidden = w.mul(w);
    const loss = hidden
      .add(b)
      .mul(torch.tensor([1, 2]))
      .sum();
    const { dot, svg } = drawGraph(loss, { names: { w, hidden, loss } });
    expect(textsOf(svg)).toEqual([
      ['loss', '() float32'],
      ['SumBackward0'],
      ['MulBackward0'],
      ['AddBackward0'],
      ['MulBackward0', 'hidden'],
      ['(1,) float32'],
      ['w', '(2,) float32'],
    ]);
    expect(dot.match(/n\d+ -> n\d+.*/g)).toEqual([
      'n1 -> n0;',
      'n2 -> n1;',
      'n3 -> n2;',
      'n4 -> n3;',
      'n5 -> n3;',
      'n6 -> n4 [label="×2"];',
    ]);
    expect(svg).toContain('>×2</text>');
    expect(svg.match(/<path d="M[^"]*"\/>/g)?.length).toBe(6);
  });

  test('takes the names of a model, and is the same after backward', () => {
    const model = new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU(), new nn.Linear(3, 1));
    const loss = F.mseLoss(model.call(torch.ones(4, 2)), torch.zeros(4, 1));
    const names = model.namedParameters();
    const before = drawGraph(loss, { names });
    loss.backward();
    expect(drawGraph(loss, { names })).toEqual(before);
    expect(textsOf(before.svg).flat()).toEqual(
      expect.arrayContaining(['0.weight', '0.bias', '2.weight', '2.bias', '(3, 2) float32']),
    );
  });

  test('of a leaf is the leaf', () => {
    const x = leaf([1]);
    expect(textsOf(drawGraph(x, { names: { x } }).svg)).toEqual([
      ['x', '(1,) float32'],
      ['x', '(1,) float32'],
    ]);
  });
});

describe('hostile names', () => {
  const x = leaf([1]);
  const name = '</text><script>alert("1")</script>&amp;\u0000\ud800 \\ \' \n"; n0 -> n9';
  const { dot, svg } = drawGraph(x.mul(2), { names: [[name, x]] });

  test('stay text in the image', () => {
    expect(svg).not.toContain('<script');
    expect(svg).toContain(
      '&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;\ufffd\ufffd',
    );
    // No half of a surrogate pair is left, which no file could hold.
    expect(() => encodeURIComponent(svg)).not.toThrow();
  });

  test('stay one string in Graphviz', () => {
    const line = dot.split('\n').find((text) => text.includes('script')) ?? '';
    expect(line).toMatch(/^ {2}n2 \[label="(?:[^"\\]|\\.)*", shape=box, [^\n]*\];$/s);
    expect(dot.split('\n').filter((text) => /^ {2}n0 -> n9/.test(text))).toEqual([]);
  });
});

describe('refuses', () => {
  const x = leaf([1]);
  test('what has no graph', () => {
    expect(() => drawGraph(torch.ones(2))).toThrow('does not require grad');
    expect(() => drawGraph(torch.noGrad(() => x.mul(2)))).toThrow('does not require grad');
    expect(() => drawGraph(3 as never)).toThrow('a Tensor, such as a loss');
  });

  test('names that name no tensors', () => {
    expect(() => drawGraph(x, { names: { x: 1 } as never })).toThrow('among the names');
    expect(() => drawGraph(x, { names: x as never })).toThrow('among the names');
    expect(() => drawGraph(x, { names: [x] as never })).toThrow('among the names');
    expect(() => drawGraph(x, { name: {} } as object)).toThrow('did you mean names?');
  });

  test('a graph that nobody could read', () => {
    let y = x;
    for (let i = 0; i < 100_000; i++) y = y.add(1);
    expect(() => drawGraph(y)).toThrow('a graph of more than 2000 nodes');
  });
});

describe('the layout', () => {
  /** Numbers from 0 to 1 that are the same in every run. */
  function stream(seed: number): () => number {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
  }

  function randomGraph(seed: number, count: number): { boxes: Box[]; edges: Edge[] } {
    const random = stream(seed);
    const boxes = Array.from({ length: count }, () => ({
      width: 20 + Math.floor(random() * 150),
      height: 20 + Math.floor(random() * 40),
    }));
    const edges: Edge[] = [];
    for (let from = 1; from < count; from++) {
      for (let copies = random() < 0.4 ? 2 : 1; copies > 0; copies--) {
        edges.push({ from, to: Math.floor(random() * from) });
      }
    }
    return { boxes, edges };
  }

  const sides = ({ places }: Layout, boxes: readonly Box[], i: number) => {
    const { x, y } = places[i] ?? { x: Number.NaN, y: Number.NaN };
    const { width, height } = boxes[i] as Box;
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  };

  test.each([1, 2, 3, 4, 5, 6].map((seed) => [seed, seed * 40]))(
    'of random graph %i of %i boxes: none overlap, edges lead down and through no box',
    (seed, count) => {
      const { boxes, edges } = randomGraph(seed, count);
      const layout = layeredLayout(boxes, edges);
      const all = boxes.map((_, i) => sides(layout, boxes, i));
      const overlapping: string[] = [];
      all.forEach((a, i) => {
        expect(a.left >= 0 && a.top >= 0 && a.right <= layout.width && a.bottom <= layout.height).toBe(true);
        all.slice(i + 1).forEach((b, j) => {
          if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) {
            overlapping.push(`${i} and ${i + 1 + j}`);
          }
        });
      });
      expect(overlapping).toEqual([]);

      const crossed: string[] = [];
      layout.routes.forEach((route, at) => {
        const { from, to } = edges[at] as Edge;
        expect(route[0]?.y).toBe(all[from]?.bottom);
        expect(route.at(-1)?.y).toBe(all[to]?.top);
        route.slice(1).forEach((end, i) => {
          const start = route[i] ?? end;
          expect(end.y).toBeGreaterThanOrEqual(start.y);
          // A curve stays in the box that its ends span; a straight piece is that box.
          const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
          all.forEach((box, i) => {
            if (left < box.right && right > box.left && start.y < box.bottom && end.y > box.top) {
              crossed.push(`edge ${at} and box ${i}`);
            }
          });
        });
      });
      expect(crossed).toEqual([]);
    },
  );

  test('a chain is a straight column', () => {
    const boxes = Array.from({ length: 300 }, (_, i) => ({ width: 40 + (i % 3) * 20, height: 20 }));
    const edges = boxes.slice(1).map((_, i) => ({ from: i + 1, to: i }));
    const { places } = layeredLayout(boxes, edges);
    expect(new Set(places.map(({ x }) => x)).size).toBe(1);
  });

  test('two chains side by side do not cross', () => {
    // 0 ← 1, 2; the chains above them are handed over crosswise.
    const boxes = Array.from({ length: 7 }, () => ({ width: 40, height: 20 }));
    const edges = [
      [1, 0],
      [2, 0],
      [3, 2],
      [4, 1],
      [5, 4],
      [6, 3],
    ].map(([from = 0, to = 0]) => ({ from, to }));
    const { places } = layeredLayout(boxes, edges);
    const left = (a: number, b: number): number => Math.sign((places[a]?.x ?? 0) - (places[b]?.x ?? 0));
    expect(left(3, 4)).toBe(left(2, 1));
    expect(left(6, 5)).toBe(left(2, 1));
  });

  test('items stand where they want to, or as near as their neighbours let them', () => {
    const wishes = (...wanted: number[]) => wanted.map((at) => ({ wanted: at, weight: 1, width: 10 }));
    expect(nearestWithGaps(wishes(0, 50), 5)).toEqual([0, 50]);
    expect(nearestWithGaps(wishes(0, 0), 5)).toEqual([-7.5, 7.5]);
    expect(nearestWithGaps(wishes(0, 100, 90), 5)).toEqual([0, 87.5, 102.5]);
    expect(nearestWithGaps(wishes(30, 15, 0), 5)).toEqual([0, 15, 30]);
    expect(
      nearestWithGaps(
        [
          { wanted: 0, weight: 3, width: 10 },
          { wanted: 0, weight: 1, width: 10 },
        ],
        10,
      ),
    ).toEqual([-5, 15]);
    expect(nearestWithGaps([], 5)).toEqual([]);
  });
});
