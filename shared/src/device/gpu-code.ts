/**
 * The code of the GPU's device, which is loaded at the first use of one: most programs do without. In the sources it is a
 * module like any other. The build puts another module in the place of this one, which loads the file dist/gpu.cjs, or says
 * that there is none (see build.mjs).
 */
export function gpuCode(): typeof import('./gpu/index.ts') {
  return require('./gpu/index.ts');
}

/** The code for browsers, where the GPU is at the far end of a ring; built, it is the file dist/gpu-browser.js. */
export async function ringCode(): Promise<typeof import('./gpu/ring/index.ts')> {
  return require('./gpu/ring/index.ts');
}
