import type * as kernels from '../../kernels/window.ts';
import { areFloats, type Bench, type CodeOf } from './code.ts';
import { call, type Place, type Shader } from './shader-call.ts';

/*
 * Windows over planes: device/kernels/window.ts. A thread computes one element of the result, also where elements spread
 * over the windows: it goes through all that comes to its place.
 */

/** Which entries of the list of places name each place: those of place p are entries[starts[p]] … entries[starts[p + 1]]. */
interface Arrivals {
  readonly starts: Place;
  readonly entries: Place;
}

/** The list of places the other way round. */
export function arrivals(bench: Bench, { places, from }: kernels.Windows): Arrivals {
  const starts = new Int32Array(from + 1);
  for (const place of places) if (place >= 0) starts[place + 1] = (starts[place + 1] as number) + 1;
  for (let place = 0; place < from; place++) {
    starts[place + 1] = (starts[place + 1] as number) + (starts[place] as number);
  }
  const entries = new Int32Array(starts[from] as number);
  const next = starts.slice();
  places.forEach((place, entry) => {
    if (place < 0) return;
    const at = next[place] as number;
    entries[at] = entry;
    next[place] = at + 1;
  });
  return { starts: bench.upload(starts), entries: bench.upload(entries) };
}

/** Statements for every entry that arrives at `place`. */
export function forEachArrival(body: string): string {
  return `for (var a = starts(place); a < starts(place + 1u); a++) {
      let entry = u32(entries(u32(a)));
      ${body}
    }`;
}

const wholes = ['planeX', 'planeY', 'taps'];

const sizesOf = ({ from, to, taps }: kernels.Windows): number[] => [from, to, taps];

const gather = (factor: string): string => `
    let first = (i / planeY) * planeX;
    let l = i % planeY;
    var sum = 0.0;
    for (var tap = 0u; tap < taps; tap++) {
      let entry = tap * planeY + l;
      let place = places(entry);
      if (place >= 0) { sum += ${factor}x(first + u32(place)); }
    }
    y[at(i)] = sum;`;

const gathered: Shader = {
  name: 'gatherWindows',
  reads: { x: 'f32', places: 'i32' },
  writes: 'f32',
  wholes,
  body: gather(''),
};

const gatheredByWeight: Shader = {
  ...gathered,
  reads: { ...gathered.reads, weights: 'f32' },
  body: gather('weights(entry) * '),
};

export const gatherWindows: CodeOf<typeof kernels.gatherWindows> = {
  fits: areFloats,
  overwrites: true,
  run: (bench, [x], [y], windows) => {
    const { places, weights } = windows;
    const inputs = [x, bench.upload(places)];
    if (weights !== null) inputs.push(bench.upload(weights));
    const shader = weights === null ? gathered : gatheredByWeight;
    call(bench.gpu, shader, [y], inputs, { wholes: sizesOf(windows) });
  },
};

const scatter = (factor: string): string => `
    let first = (i / planeX) * planeY;
    let place = i % planeX;
    var sum = 0.0;
    ${forEachArrival(`sum += ${factor}x(first + entry % planeY);`)}
    y[at(i)] = sum;`;

const scattered: Shader = {
  name: 'scatterWindows',
  reads: { x: 'f32', starts: 'i32', entries: 'i32' },
  writes: 'f32',
  wholes,
  body: scatter(''),
};

const scatteredByWeight: Shader = {
  ...scattered,
  reads: { ...scattered.reads, weights: 'f32' },
  body: scatter('weights(entry) * '),
};

export const scatterWindows: CodeOf<typeof kernels.scatterWindows> = {
  fits: areFloats,
  overwrites: true,
  run: (bench, [y], [x], windows) => {
    const { starts, entries } = arrivals(bench, windows);
    const { weights } = windows;
    const inputs = [y, starts, entries];
    if (weights !== null) inputs.push(bench.upload(weights));
    const shader = weights === null ? scattered : scatteredByWeight;
    call(bench.gpu, shader, [x], inputs, { wholes: sizesOf(windows) });
  },
};

/** The position of the largest; one before the first of the plane where the window is beyond the edge. */
const largest: Shader = {
  name: 'largestInWindows',
  reads: { x: 'f32', places: 'i32' },
  writes: 'i32',
  wholes,
  body: `
    let first = (i / planeY) * planeX;
    var best = -1;
    var value = 0.0;
    for (var tap = 0u; tap < taps; tap++) {
      let place = places(tap * planeY + i % planeY);
      if (place < 0) { continue; }
      let candidate = x(first + u32(place));
      if (best < 0 || isNaN(candidate) || greater(candidate, value)) { best = place; value = candidate; }
    }
    y[at(i)] = i32(first) + best;`,
};

const placeInPlane: Shader = {
  name: 'placesInPlanes',
  reads: { positions: 'i32' },
  writes: 'vec2<u32>',
  wholes,
  body: `
    let place = positions(i) - i32((i / planeY) * planeX);
    y[at(i)] = vec2(bitcast<u32>(place), bitcast<u32>(place >> 31u));`,
};

export const largestInWindows: CodeOf<typeof kernels.largestInWindows> = {
  fits: areFloats,
  overwrites: true,
  run: ({ gpu, upload }, [x], [positions], windows) => {
    call(gpu, largest, [positions], [x, upload(windows.places)], { wholes: sizesOf(windows) });
  },
};

export const placesInPlanes: CodeOf<typeof kernels.placesInPlanes> = {
  fits: () => true,
  overwrites: true,
  run: ({ gpu }, [positions], [places], windows) => {
    call(gpu, placeInPlane, [places], [positions], { wholes: sizesOf(windows) });
  },
};
