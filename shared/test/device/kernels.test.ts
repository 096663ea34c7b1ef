import { afterEach, expect, jest, test } from '@jest/globals';

/*
 * Where there are no kernels to be had, the loops in TypeScript do everything, without a word.
 */

const real: unknown = Reflect.get(globalThis, 'WebAssembly');

afterEach(() => {
  Reflect.set(globalThis, 'WebAssembly', real);
});

type Path = typeof import('../../src/device/cpu/path.ts');
type Torch = typeof import('#torch');

/** A runtime that finds this WebAssembly when it first has enough to do, and how it multiplies. */
async function productWith(wasm: unknown): Promise<{ hasKernels: boolean; elements: unknown }> {
  jest.resetModules();
  const { torch }: Torch = await import('#torch');
  const { kernelsForElements }: Path = await import('../../src/device/cpu/path.ts');
  Reflect.set(globalThis, 'WebAssembly', wasm);
  torch.manualSeed(1);
  const x = torch.randn(40, 40);
  const y = x.matmul(x).add(x.exp()).add(x.sum());
  return { hasKernels: kernelsForElements(1e6) !== null, elements: y.gt(0).tolist() };
}

function deny(): never {
  throw new Error('Refused to compile');
}

test.each<[string, unknown]>([
  ['no WebAssembly', undefined],
  ['a module that the engine refuses, as one without SIMD does', { Module: deny, Instance: deny }],
  ['no memory', { Module: Object, Instance: deny }],
])('%s', async (_, wasm) => {
  const without = await productWith(wasm);
  const withKernels = await productWith(real);
  expect(without.hasKernels).toBe(false);
  expect(withKernels.hasKernels).toBe(true);
  expect(without.elements).toEqual(withKernels.elements);
});
