/*
 * Windows of float32 planes as matrices with a row for every tap of every plane, and a column for every window. `places`
 * says where in a plane each tap of each window stands, in rows of `width` windows, a multiple of eight; −1 is beyond the
 * edge, and so is what fills a row up.
 */

/**
 * Moves elements between `planes` planes, `plane` bytes each, and their windows, of which that of tap t and window l stands
 * `l / 8 · panel + t · row + l % 8 · 4` bytes after `to`, those of the next plane behind all taps of this one.
 * Forward a window gets its elements, backward they are added up where they came from.
 *
 * A place is the same in all planes: what stands there, four elements side by side or not, is found out once for all.
 */
export function moveWindows(
  isBack: bool, x: usize, plane: usize, planes: i32, places: usize, taps: i32, width: i32, to: usize, panel: usize, row: usize,
): void {
  const step = <usize>taps * row;
  for (let tap = 0; tap < taps; tap++, to += row) {
    for (let l = 0; l < width; l += 4) {
      let target = to + <usize>(l >> 3) * panel + <usize>(l & 4) * 4;
      const last = target + <usize>planes * step;
      const first = load<i32>(places);
      const run = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
      if (first >= 0 && i32x4.all_true(i32x4.eq(v128.load(places), run))) {
        let at = x + (<usize>first << 2);
        if (isBack) {
          for (; target < last; target += step, at += plane) {
            v128.store(at, f32x4.add(v128.load(at), v128.load(target)));
          }
        } else for (; target < last; target += step, at += plane) v128.store(target, v128.load(at));
        places += 16;
        continue;
      }
      for (const end = places + 16; places < end; places += 4, target += 4) {
        const place = load<i32>(places);
        let at = x + (<usize>place << 2);
        let each = target;
        if (place < 0) {
          if (!isBack) for (; each < last; each += step) store<f32>(each, 0);
        } else if (isBack) {
          for (; each < last; each += step, at += plane) store<f32>(at, load<f32>(at) + load<f32>(each));
        } else for (; each < last; each += step, at += plane) store<f32>(each, load<f32>(at));
      }
    }
  }
}

/**
 * Where the largest element of every of the `to` windows of a plane stands, plane by plane, counted from the first
 * element of the first plane: the first of equals, the last NaN if there is one, and one before the plane
 * where the window is beyond the edge. Up to three windows behind the last one are written.
 */
export function largestInWindows(
  x: usize, from: i32, places: usize, taps: i32, width: i32, to: i32, y: usize, end: usize,
): void {
  for (let position = 0; y < end; x += <usize>from * 4, y += <usize>to * 4, position += from) {
    for (let l: usize = 0; l < <usize>to * 4; l += 16) {
      let best = i32x4.splat(-1);
      let value = f32x4.splat(0);
      for (let at = places + l, tap = 0; tap < taps; tap++, at += <usize>width * 4) {
        // Beyond the edge that is what stands before the plane, and does not count.
        let candidate = v128.load_splat<f32>(x + (<usize>load<i32>(at) << 2));
        candidate = v128.load_lane<f32>(x + (<usize>load<i32>(at, 4) << 2), candidate, 1);
        candidate = v128.load_lane<f32>(x + (<usize>load<i32>(at, 8) << 2), candidate, 2);
        candidate = v128.load_lane<f32>(x + (<usize>load<i32>(at, 12) << 2), candidate, 3);
        const place = v128.load(at);
        const isLarger = v128.or(f32x4.gt(candidate, value), f32x4.ne(candidate, candidate));
        const isBetter = v128.andnot(v128.or(isLarger, i32x4.lt_s(best, i32x4.splat(0))), i32x4.lt_s(place, i32x4.splat(0)));
        value = v128.bitselect(candidate, value, isBetter);
        best = v128.bitselect(place, best, isBetter);
      }
      v128.store(y + l, i32x4.add(best, i32x4.splat(position)));
    }
  }
}
