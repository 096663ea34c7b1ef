/* Elements of planes gathered by place. */

/** y[i] = x[places[i]], or 0 where the place is negative: all places for one plane of x, of `plane` bytes, after the other. */
export function gatherPlanes(x: usize, plane: usize, places: usize, count: i32, y: usize, end: usize): void {
  const last = places + <usize>count * 4;
  for (; y < end; x += plane) {
    for (let at = places; at < last; at += 4, y += 4) {
      const place = load<i32>(at);
      store<f32>(y, place < 0 ? 0 : load<f32>(x + (<usize>place << 2)));
    }
  }
}
