import { nearestWithGaps } from './nearest-with-gaps.ts';

/** The size of what stands at a node, in pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** An edge between boxes by their numbers. */
export interface Edge {
  readonly from: number;
  readonly to: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout extends Box {
  /** The centre of each box. */
  readonly places: readonly Point[];
  /** The way of each edge, downwards: straight between points of one x, a curve between others. */
  readonly routes: readonly (readonly Point[])[];
}

const marginSize = 16;
const gapBetweenBoxes = 24;
const gapBetweenLayers = 36;
/** The room of an edge that passes a layer. */
const wireWidth = 6;
const sweeps = 12;
/** Long edges pull harder than short ones, so that they run straight. */
const wireWeight = 4;

/** A box, or the place where an edge passes a layer; `above` and `below` are its neighbours in the next layers. */
interface Item extends Box {
  readonly isWire: boolean;
  readonly layer: number;
  readonly above: Item[];
  readonly below: Item[];
  /** Its number in its layer, from the left. */
  position: number;
  x: number;
}

/**
 * Places boxes in layers, so that every edge leads down: each box stands in the lowest layer that is above all
 * boxes that it leads to. Within the layers boxes are ordered to cross few edges, and stand near their neighbours.
 * No two boxes overlap, and no edge runs through a box.
 *
 * @param edges each from a later box to an earlier one: box 0 leads nowhere.
 */
export function layeredLayout(boxes: readonly Box[], edges: readonly Edge[]): Layout {
  const layerOf = layersFromBelow(boxes.length, edges);
  const items = boxes.map((box, i) => newItem(box, layerOf[i] as number, false));
  const chains = edges.map(({ from, to }) => chainOf(items[from] as Item, items[to] as Item));
  const layers = layersOf([...items, ...chains.flatMap((chain) => chain.filter((item) => item.isWire))]);

  order(layers);
  align(layers);
  return measured(layers, items, chains);
}

/** 0 is the lowest layer. */
function layersFromBelow(count: number, edges: readonly Edge[]): number[] {
  const targets = Array.from({ length: count }, (): number[] => []);
  for (const { from, to } of edges) targets[from]?.push(to);
  const layerOf: number[] = [];
  for (const below of targets) {
    layerOf.push(below.reduce((layer, to) => Math.max(layer, (layerOf[to] as number) + 1), 0));
  }
  return layerOf;
}

function newItem({ width, height }: Box, layer: number, isWire: boolean): Item {
  return { width, height, isWire, layer, above: [], below: [], position: 0, x: 0 };
}

/** The items of an edge from the top: its boxes, and a wire in each layer between them. */
function chainOf(from: Item, to: Item): Item[] {
  const chain = [from];
  for (let layer = from.layer - 1; layer > to.layer; layer--) {
    chain.push(newItem({ width: wireWidth, height: 0 }, layer, true));
  }
  chain.push(to);
  for (let i = 1; i < chain.length; i++) {
    (chain[i - 1] as Item).below.push(chain[i] as Item);
    (chain[i] as Item).above.push(chain[i - 1] as Item);
  }
  return chain;
}

function layersOf(items: readonly Item[]): Item[][] {
  const layers: Item[][] = [];
  for (const item of items) {
    layers[item.layer] ??= [];
    layers[item.layer]?.push(item);
  }
  return layers;
}

/** Orders the layers by the mean place of the neighbours, up and down by turns, and keeps the order with the fewest crossings. */
function order(layers: Item[][]): void {
  number(layers);
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(layers);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const upwards = sweep % 2 === 0;
    for (const layer of upwards ? layers : layers.toReversed()) {
      const key = new Map(
        layer.map((item) => [item, mean(upwards ? item.below : item.above, 'position') ?? item.position]),
      );
      layer.sort((a, b) => (key.get(a) as number) - (key.get(b) as number));
      number([layer]);
    }
    const found = crossings(layers);
    if (found < fewest) [best, fewest] = [layers.map((layer) => [...layer]), found];
  }
  best.forEach((layer, i) => {
    layers[i] = layer;
  });
  number(layers);
}

function number(layers: readonly (readonly Item[])[]): void {
  for (const layer of layers) {
    layer.forEach((item, position) => {
      item.position = position;
    });
  }
}

/** How many pairs of edges between neighbouring layers cross: the inversions of their lower ends. */
function crossings(layers: readonly (readonly Item[])[]): number {
  let count = 0;
  for (const layer of layers) {
    const passed: number[] = [];
    for (const item of layer) {
      const ends = item.below.map(({ position }) => position).sort((a, b) => a - b);
      for (const end of ends) count += passed.length - countUpTo(passed, end);
      for (const end of ends) passed.splice(countUpTo(passed, end), 0, end);
    }
  }
  return count;
}

/** How many of the sorted numbers are `limit` at most. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Moves every item as near to the middle of its neighbours as the others of its layer allow. */
function align(layers: readonly (readonly Item[])[]): void {
  const place = (layer: readonly Item[], wanted: (item: Item) => number): void => {
    const xs = nearestWithGaps(
      layer.map((item) => ({
        wanted: wanted(item),
        weight: item.isWire ? wireWeight : 1,
        width: item.width,
      })),
      gapBetweenBoxes,
    );
    layer.forEach((item, i) => {
      item.x = xs[i] as number;
    });
  };
  for (const layer of layers) place(layer, () => 0);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const layer of layers) place(layer, (item) => mean(item.below, 'x') ?? item.x);
    for (const layer of layers.toReversed()) place(layer, (item) => mean(item.above, 'x') ?? item.x);
  }
  for (const layer of layers) place(layer, (item) => mean([...item.below, ...item.above], 'x') ?? item.x);
}

function mean(items: readonly Item[], of: 'x' | 'position'): number | undefined {
  return items.length === 0 ? undefined : items.reduce((sum, item) => sum + item[of], 0) / items.length;
}

function measured(
  layers: readonly (readonly Item[])[],
  items: readonly Item[],
  chains: readonly (readonly Item[])[],
): Layout {
  const all = layers.flat();
  const left = Math.min(...all.map((item) => item.x - item.width / 2)) - marginSize;
  const right = Math.max(...all.map((item) => item.x + item.width / 2)) + marginSize;
  const heights = layers.map((layer) => Math.max(...layer.map((item) => item.height)));
  const tops: number[] = [];
  let y = marginSize;
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    tops[layer] = y;
    y += (heights[layer] as number) + gapBetweenLayers;
  }
  const top = (item: Item): number => tops[item.layer] as number;
  const bottom = (item: Item): number => top(item) + (heights[item.layer] as number);
  const centre = (item: Item): Point => ({ x: item.x - left, y: (top(item) + bottom(item)) / 2 });

  // An edge bends between the layers only: within one it runs straight down, in a column of its own.
  const route = (chain: readonly Item[]): Point[] =>
    chain.flatMap((item, i) => {
      const { x, y: middle } = centre(item);
      const enter = i === 0 ? middle + item.height / 2 : top(item);
      const leave = i === chain.length - 1 ? middle - item.height / 2 : bottom(item);
      return enter === leave
        ? [{ x, y: enter }]
        : [
            { x, y: enter },
            { x, y: leave },
          ];
    });
  return {
    width: right - left,
    height: y - gapBetweenLayers + marginSize,
    places: items.map(centre),
    routes: chains.map(route),
  };
}
