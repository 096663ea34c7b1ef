import type * as kernels from '../../kernels/convolution.ts';
import { areFloats, type CodeOf } from './code.ts';
import { call, type Shader } from './shader-call.ts';
import { arrivals, forEachArrival } from './window.ts';

/*
 * Convolution: device/kernels/convolution.ts. A thread computes one element of the result, but of the gradient by w, which
 * has few elements with a long sum each: there a workgroup does.
 */

const wholes = ['groups', 'inside', 'outside', 'planeX', 'planeY', 'taps'];

function sizesOf({ groups, inside, outside, windows }: kernels.ConvolutionShape): number[] {
  return [groups, inside, outside, windows.from, windows.to, windows.taps];
}

const convolution: Shader = {
  name: 'convolve',
  reads: { x: 'f32', w: 'f32', places: 'i32' },
  writes: 'f32',
  wholes,
  body: `
    let channel = i / planeY;
    let image = channel / outside;
    let o = (image % groups) * outside + channel % outside;
    var sum = 0.0;
    for (var c = 0u; c < inside; c++) {
      let row = (o * inside + c) * taps;
      let first = (image * inside + c) * planeX;
      for (var tap = 0u; tap < taps; tap++) {
        let place = places(tap * planeY + i % planeY);
        if (place >= 0) { sum += w(row + tap) * x(first + u32(place)); }
      }
    }
    y[at(i)] = sum;`,
};

export const convolve: CodeOf<typeof kernels.convolve> = {
  fits: areFloats,
  overwrites: true,
  run: ({ gpu, upload }, [x, w], [y], shape) => {
    call(gpu, convolution, [y], [x, w, upload(shape.windows.places)], { wholes: sizesOf(shape) });
  },
};

const back: Shader = {
  name: 'convolveBack',
  reads: { g: 'f32', w: 'f32', starts: 'i32', entries: 'i32' },
  writes: 'f32',
  wholes,
  body: `
    let place = i % planeX;
    let channel = i / planeX;
    let image = channel / inside;
    let row = (image % groups) * outside * inside + channel % inside;
    var sum = 0.0;
    ${forEachArrival(`let tap = entry / planeY;
      for (var o = 0u; o < outside; o++) {
        sum += w((row + o * inside) * taps + tap) * g((image * outside + o) * planeY + entry % planeY);
      }`)}
    y[at(i)] = sum;`,
};

export const convolveBack: CodeOf<typeof kernels.convolveBack> = {
  fits: areFloats,
  overwrites: true,
  run: (bench, [y, w], [x], shape) => {
    const { starts, entries } = arrivals(bench, shape.windows);
    call(bench.gpu, back, [x], [y, w, starts, entries], { wholes: sizesOf(shape) });
  },
};

const byWeight: Shader = {
  name: 'convolveWeight',
  reads: { x: 'f32', g: 'f32', places: 'i32' },
  writes: 'f32',
  wholes: [...wholes, 'batch'],
  isTogether: true,
  body: `
    let tap = i % taps;
    let c = (i / taps) % inside;
    let o = i / (taps * inside);
    var sum = 0.0;
    for (var j = thread; j < batch * planeY; j += THREADS) {
      let image = (j / planeY) * groups + o / outside;
      let l = j % planeY;
      let place = places(tap * planeY + l);
      if (place >= 0) {
        sum += g((image * outside + o % outside) * planeY + l) * x((image * inside + c) * planeX + u32(place));
      }
    }
    let whole = total(sum, thread);
    if (thread == 0u) { y[at(i)] = whole; }`,
};

export const convolveWeight: CodeOf<typeof kernels.convolveWeight> = {
  fits: areFloats,
  overwrites: true,
  run: ({ gpu, upload }, [x, y], [w], shape) => {
    const told = { wholes: [...sizesOf(shape), shape.batch] };
    call(gpu, byWeight, [w], [x, y, upload(shape.windows.places)], told);
  },
};
