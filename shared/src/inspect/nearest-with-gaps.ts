/** Where something would like to stand, how much it matters, and how wide it is. */
export interface Wish {
  readonly wanted: number;
  readonly weight: number;
  readonly width: number;
}

/**
 * The centres, in this order and at least `gap` apart from edge to edge, that minimize Σ weight·(x − wanted)².
 *
 * Without its distance from the first, every item of a tight row wants the same: so neighbours that want to pass
 * each other are joined into blocks, which stand at the mean of their wishes (pool adjacent violators).
 */
export function nearestWithGaps(wishes: readonly Wish[], gap: number): number[] {
  const distances: number[] = [];
  const blocks: { at: number; weight: number; count: number }[] = [];
  wishes.forEach(({ wanted, weight, width }, i) => {
    const before = wishes[i - 1];
    const distance =
      before === undefined ? 0 : (distances[i - 1] as number) + (before.width + width) / 2 + gap;
    distances.push(distance);
    let block = { at: wanted - distance, weight, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.at > block.at; last = blocks.at(-1)) {
      blocks.pop();
      const total = last.weight + block.weight;
      const at = (last.at * last.weight + block.at * block.weight) / total;
      block = { at, weight: total, count: last.count + block.count };
    }
    blocks.push(block);
  });
  const starts = blocks.flatMap(({ at, count }) => new Array<number>(count).fill(at));
  return starts.map((start, i) => start + (distances[i] as number));
}
