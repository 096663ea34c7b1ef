// Builds dist/: the runtime, the grader's processes and the command, each one self-contained file.
// Run by `npm ci` (prepare), by `npm run build`, and once before every Jest run (globalSetup).
import { spawnSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { thirdPartyNotices } from './third-party-notices.mjs';
import { compileKernels } from './wasm-kernels.mjs';

const root = dirname(fileURLToPath(import.meta.url));

/** What CommonJS packages need to live inside an ES module. */
const requireBanner = `import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));`;

const node = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  absWorkingDir: root,
  logLevel: 'warning',
  legalComments: 'eof',
  banner: { js: requireBanner },
};

/** A command: its entry hands `main` the world, so that sources never ask for `import.meta`. */
const program = (source, outfile) => ({
  ...node,
  stdin: {
    contents: `import { fileURLToPath } from 'node:url';
import { main } from './${source}';
process.exitCode = await main({
  root: fileURLToPath(new URL('..', import.meta.url)),
  argv: process.argv.slice(2),
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
});
`,
    resolveDir: root,
    sourcefile: `${source}.entry.js`,
    loader: 'js',
  },
  outfile,
  banner: { js: `#!/usr/bin/env node\n${requireBanner}` },
});

/** jest-circus as a library: no snapshots (they drag Babel in), no look-up of its own files on disk. */
const circusAlone = {
  name: 'jest-circus alone',
  setup(plugins) {
    plugins.onResolve({ filter: /^@jest\/expect$/ }, () => ({
      path: resolve(root, 'grader/src/engine/jest-expect.ts'),
    }));
    plugins.onLoad({ filter: /jest-circus[\\/]build[\\/]index\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const lookup = "require.resolve('jest-each')";
      if (!source.includes(lookup))
        throw new Error(`${path} no longer contains ${lookup}: revisit build.mjs`);
      return { contents: source.replace(lookup, "'jest-each'"), loader: 'js' };
    });
  },
};

/** The points at which tests try an operation stand in its file; what students and browsers load is without them. */
const withoutSamples = {
  name: 'without samples',
  setup(plugins) {
    plugins.onLoad(
      { filter: /shared[\\/]src[\\/]ops[\\/](functional[\\/])?[^\\/]+\.ts$/ },
      async ({ path }) => {
        const source = await readFile(path, 'utf8');
        // One line, or several up to the bracket that closes at the same indent.
        const contents = source.replace(/^( *)samples: \[(.*\],|\n[\s\S]*?^\1\],)\n/gm, '');
        if (contents.includes('samples: ['))
          throw new Error(`${path} lays out its samples in another way: revisit build.mjs`);
        return { contents, loader: 'ts' };
      },
    );
  },
};

/** The runtime, for Node and for browsers: less to parse at every start, and less to fetch. */
const compact = {
  // Names stay, because messages show them; so do lines, because Node shows the one that threw an error nobody caught.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
  // A field that its constructor assigns is not defined once more before.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  plugins: [withoutSamples],
};

/** Code that runs in browsers as well. */
const anywhere = {
  bundle: true,
  platform: 'neutral',
  mainFields: ['module', 'main'],
  format: 'esm',
  target: 'es2022',
  absWorkingDir: root,
  logLevel: 'warning',
};

/** Figures take tensors of the one runtime that a program has: a second copy would not know them. */
const runtimeBeside = {
  name: 'the runtime beside',
  setup(plugins) {
    plugins.onResolve({ filter: /^\.\/index\.ts$/ }, ({ importer }) =>
      dirname(importer) === resolve(root, 'shared/src') ? { path: './torch.js', external: true } : undefined,
    );
  },
};

/** Gives a module other contents. */
const instead = (file, contents) => ({
  name: `another ${file}`,
  setup(plugins) {
    plugins.onLoad({ filter: new RegExp(`${file}$`) }, () => ({ contents, loader: 'js' }));
  },
});

/**
 * The GPU's code is loaded at its first use, in the middle of a call that cannot wait. In Node `require` does that with a
 * CommonJS file. It lies beside torch.js and must know the same classes, so it exports a function that is handed them.
 */
const gpuBeside = instead(
  'gpu-code.ts',
  `import * as parts from './gpu-parts.ts';
let code;
export function gpuCode() {
  const { getBuiltinModule } = globalThis.process ?? {};
  if (getBuiltinModule === undefined) throw new Error('in a browser torch.cuda.connect opens the GPU');
  return (code ??= getBuiltinModule('module').createRequire(import.meta.url)('./gpu.cjs')(parts));
}
export async function ringCode() {
  // Not a name that bundlers look for: who bundles torch.js may have no use for it.
  const { default: code } = await import(new URL('./gpu-browser.js', import.meta.url).href);
  return code(parts);
}
`,
);
/** What has the GPU for another thread goes without the runtime, of which it needs the word for an error. */
const withoutRuntime = instead('gpu-parts.ts', "export { RuntimeError } from '../core/errors.ts';");
const noGpu = instead(
  'gpu-code.ts',
  `export function gpuCode() {
  throw new Error('this program goes without it');
}
export async function ringCode() {
  gpuCode();
}
`,
);

/** In Node the GPU may be a thread's of its own, which is started from text: a bundle by itself. */
const threadInside = {
  name: 'the thread inside',
  setup(plugins) {
    plugins.onLoad({ filter: /thread-script\.ts$/ }, async () => {
      const { outputFiles } = await build({
        ...node,
        entryPoints: ['shared/src/device/gpu/ring/thread.ts'],
        format: 'cjs',
        minify: true,
        banner: {},
        plugins: [withoutRuntime],
        write: false,
      });
      const [{ text }] = outputFiles;
      return { contents: `export const threadScript = () => ${JSON.stringify(text)};`, loader: 'js' };
    });
  },
};

const gpu = {
  ...node,
  entryPoints: ['shared/src/device/gpu/index.ts'],
  outfile: 'dist/gpu.cjs',
  format: 'cjs',
  banner: { js: 'module.exports = (parts) => {\nconst module = {};\nconst require = () => parts;' },
  footer: { js: 'return module.exports;\n};' },
  external: ['*/gpu-parts.ts'],
  plugins: [threadInside],
};

/** The same for browsers, where an import can be waited for. */
const gpuInBrowser = {
  ...gpu,
  platform: 'neutral',
  target: 'es2022',
  entryPoints: ['shared/src/device/gpu/ring/index.ts'],
  outfile: 'dist/gpu-browser.js',
  banner: { js: gpu.banner.js.replace('module.exports =', 'export default') },
};

/** One script for a page, which takes `startGpu` from it, and for the worker that this starts. */
const gpuWorker = {
  ...anywhere,
  stdin: {
    contents: `import { ownGpu } from './shared/src/device/gpu/ring/owner.ts';
import { GPU_WORKER, startGpu as start } from './shared/src/device/gpu/ring/start-gpu.ts';
if (globalThis.name === GPU_WORKER) {
  onmessage = ({ data }) => ownGpu(data, navigator.gpu).then(close);
}
export const startGpu = () => start(import.meta.url);
`,
    resolveDir: root,
    sourcefile: 'gpu-worker.entry.js',
    loader: 'js',
  },
  outfile: 'dist/gpu-worker.js',
  plugins: [withoutRuntime],
};

/**
 * Declarations beside the files that pages import by their paths; programs in Node import '#torch', whose declarations
 * package.json names.
 */
const declarations = {
  'dist/torch.d.ts': `export * from './types/shared/src/index.ts';\n`,
  'dist/gpu-worker.d.ts': `/**
 * For a page: starts a worker that has the GPU, and gives the memory that a second worker, which computes, is to share with
 * it: \`torch.cuda.connect(memory)\` there. One such memory serves one worker.
 *
 * @throws RuntimeError where the page has no memory to share.
 */
export declare function startGpu(): SharedArrayBuffer;
`,
};

const outputs = [
  {
    ...anywhere,
    ...compact,
    entryPoints: ['shared/src/index.ts'],
    outfile: 'dist/torch.js',
    // It comes first: anywhere else it would stand between code and the like of it, further apart than gzip looks back.
    inject: ['shared/src/device/cpu/wasm/module-text.ts'],
    plugins: [withoutSamples, gpuBeside],
  },
  gpu,
  gpuInBrowser,
  gpuWorker,
  {
    ...anywhere,
    entryPoints: ['shared/src/plots.ts'],
    outfile: 'dist/plots.js',
    minify: true,
    legalComments: 'eof',
    // Plot shifts everything by half a pixel on coarse screens: a figure is to have the same bytes everywhere.
    define: { 'window.devicePixelRatio': '2' },
    plugins: [runtimeBeside],
  },
  { ...node, entryPoints: ['grader/src/sandbox/host.ts'], outfile: 'dist/host.js', banner: {} },
  {
    ...node,
    // The grader's sources never import the runtime: the two meet here.
    stdin: {
      contents: `import * as runtime from './shared/src/index.ts';
import { keepHost } from './grader/src/sandbox/host-in-snapshot.ts';
keepHost(runtime);
`,
      resolveDir: root,
      sourcefile: 'host-in-snapshot.entry.js',
    },
    outfile: 'dist/host-in-snapshot.cjs',
    format: 'cjs',
    banner: {},
    // The source is part of the snapshot, and read at every start.
    ...compact,
    plugins: [withoutSamples, noGpu],
  },
  {
    ...node,
    entryPoints: ['grader/src/sandbox/transpile-worker.ts'],
    outfile: 'dist/transpile.js',
    minify: true,
  },
  {
    ...node,
    entryPoints: ['grader/src/engine/worker.ts'],
    outfile: 'dist/engine.js',
    plugins: [circusAlone],
  },
  {
    ...node,
    entryPoints: ['grader/src/verify/mutate-worker.ts'],
    outfile: 'dist/mutate.js',
    // Runs in the repository alone; Babel finds its plugins by where their packages lie.
    packages: 'external',
  },
  program('grader/src/cli.ts', 'dist/gradus.js'),
  program('grader/src/student-cli.ts', 'dist/student.js'),
];

export default async function buildAll() {
  await compileKernels();
  const built = await Promise.all(outputs.map((options) => build({ ...options, metafile: true })));
  // npm makes a command executable when it links its folder, but not when the folder has been cloned or built anew since.
  await chmod(resolve(root, 'dist/gradus.js'), 0o755);
  const notices = await thirdPartyNotices(
    root,
    built.map(({ metafile }) => metafile),
  );
  await writeFile(resolve(root, 'dist/third-party-notices.txt'), notices);
  // What each output was made of, for the test of who may import whom.
  const inputs = built.flatMap(({ metafile }) =>
    Object.keys(metafile.outputs).map((output) => [output, Object.keys(metafile.inputs)]),
  );
  await writeFile(resolve(root, 'dist/inputs.json'), `${JSON.stringify(Object.fromEntries(inputs))}\n`);
  for (const [file, text] of Object.entries(declarations)) await writeFile(resolve(root, file), text);
  // Declarations for the students' editors. Type errors are the test command's business, not the build's.
  const tsc = resolve(root, 'node_modules/typescript/bin/tsc');
  spawnSync(process.execPath, [tsc, '-p', resolve(root, 'tsconfig.types.json')]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
