import type * as kernels from '../../kernels/positions.ts';
import type { CodeOf } from './code.ts';
import { bitsOf, call, type Shader } from './shader-call.ts';

/*
 * Reading and writing single elements: device/kernels/positions.ts.
 */

const place = 'at(u32(positions(i)))';

export const take: CodeOf<typeof kernels.take> = {
  fits: ([x], [y]) => x.kind === y.kind,
  overwrites: true,
  run: ({ gpu }, [x, positions], [y]) => {
    const bits = bitsOf(x.kind);
    const shader: Shader = {
      name: 'take',
      reads: { x: bits, positions: 'i32' },
      writes: bits,
      body: 'y[at(i)] = x(u32(positions(i)));',
    };
    call(gpu, shader, [y], [x, positions], { count: positions.count });
  },
};

/** Which element comes last at each place: its number, from 1. */
const last: Shader = {
  name: 'put: last',
  reads: { positions: 'i32' },
  writes: 'atomic<u32>',
  body: `atomicMax(&y[${place}], i + 1u);`,
};

export const put: CodeOf<typeof kernels.put> = {
  fits: ([x], [y]) => x.kind === y.kind,
  overwrites: false,
  run: ({ gpu, zeros }, [x, positions], [y]) => {
    const winners = zeros(y.count);
    const { count } = positions;
    call(gpu, last, [winners], [positions], { count });
    const bits = bitsOf(x.kind);
    const shader: Shader = {
      name: 'put',
      reads: { x: bits, positions: 'i32', winners: 'u32' },
      writes: bits,
      body: `if (winners(u32(positions(i))) == i + 1u) { y[${place}] = x(i); }`,
    };
    call(gpu, shader, [y], [x, positions, winners], { count });
  },
};

export const fillAt: CodeOf<typeof kernels.fillAt> = {
  fits: ([x], [y]) => x.kind === y.kind,
  overwrites: false,
  run: ({ gpu }, [x, positions], [y]) => {
    const bits = bitsOf(x.kind);
    const shader: Shader = {
      name: 'fillAt',
      reads: { x: bits, positions: 'i32' },
      writes: bits,
      body: `y[${place}] = x(0u);`,
    };
    call(gpu, shader, [y], [x, positions], { count: positions.count });
  },
};

/** WGSL adds no floats atomically: a sum is put in the place of the element that it was made of, or made anew. */
const addFloats: Shader = {
  name: 'addAt',
  reads: { x: 'f32', positions: 'i32' },
  writes: 'atomic<u32>',
  body: `let place = ${place};
    let term = x(i);
    var old = atomicLoad(&y[place]);
    loop {
      let sum = bitcast<u32>(bitcast<f32>(old) + term);
      let attempt = atomicCompareExchangeWeak(&y[place], old, sum);
      if (attempt.exchanged) { break; }
      old = attempt.old_value;
    }`,
};

const addWhole: Shader = {
  name: 'addAt',
  reads: { x: 'u32', positions: 'i32' },
  writes: 'atomic<u32>',
  body: `atomicAdd(&y[${place}], x(i));`,
};

const addTruths: Shader = {
  ...addWhole,
  name: 'addAt: truths',
  body: `if (x(i) != 0u) { atomicStore(&y[${place}], 1u); }`,
};

export const addAt: CodeOf<typeof kernels.addAt> = {
  // Sums of narrower integers wrap around earlier, and those of int64 have two words.
  fits: ([x], [y]) => x.dtype === y.dtype && ['float32', 'int32', 'bool'].includes(y.dtype?.name ?? ''),
  overwrites: false,
  run: ({ gpu }, [x, positions], [y], { truth }) => {
    const whole = truth ? addTruths : addWhole;
    call(gpu, x.kind === 'f32' ? addFloats : whole, [y], [x, positions], { count: positions.count });
  },
};
