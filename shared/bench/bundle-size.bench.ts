import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { type Case, missing, type Question } from './question.ts';

const PEERS = 'shared/bench/peers';

/** KiB of everything a browser fetches, compressed as a server does: one minified module, and its WebAssembly. */
const bundled =
  (imports: readonly string[], resolveDir: string, wasm: readonly string[] = []) =>
  async () => {
    const contents = imports.map(
      (name, i) => `import * as m${i} from '${name}';\nglobalThis.m${i} = m${i};\n`,
    );
    const { outputFiles } = await build({
      stdin: { contents: contents.join(''), resolveDir },
      bundle: true,
      minify: true,
      write: false,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      legalComments: 'none',
      logLevel: 'error',
    });
    const files = [...outputFiles.map(({ contents }) => contents), ...wasm.map((path) => readFileSync(path))];
    return files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0) / 1024;
  };

const everything: Case = {
  size: 'everything, minified, gzip',
  figure: { unit: 'KiB', higherIsBetter: false, of: (kib) => kib },
  measure: 'result',
  targets: [{ reach: 150 }],
  ours: () => bundled(['./dist/torch.js'], '.'),
  tfjs: (tf) => {
    if (tf.getBackend() === 'cpu') return bundled(['@tensorflow/tfjs'], PEERS);
    const backend = '@tensorflow/tfjs-backend-wasm';
    const simd = join(PEERS, 'node_modules', backend, 'dist/tfjs-backend-wasm-simd.wasm');
    return bundled(['@tensorflow/tfjs', backend], PEERS, [simd]);
  },
  jaxJs: () => bundled(['@jax-js/jax'], PEERS),
  pytorch: missing('does not run in a browser'),
};

export const question: Question = {
  asks: 'how much does a browser fetch?',
  cases: [everything],
  trial: [everything],
};
