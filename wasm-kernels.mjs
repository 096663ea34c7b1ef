// Compiles the SIMD kernels of the CPU device (AssemblyScript) into a module that holds them as text: no file has to be
// found at run time, in a bundle or a browser. The module is checked in, so that tests and types need no build first.
//
//   node wasm-kernels.mjs --check     fails when the module in the sources is not what they compile to
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const folder = 'shared/src/device/cpu/wasm';
const target = join(root, folder, 'module-text.ts');

// The memory comes from outside, shared or not (kernels.ts): several threads can have an instance each on the same one.
const memory = '--importMemory --noExportMemory --sharedMemory --initialMemory 16 --maximumMemory 4096';
const options = `--runtime stub --noAssert -O3 --converge --enable simd --enable threads ${memory}`.split(
  ' ',
);

/** Compiles the kernels if they, or the compiler, have changed since the module was written. */
export async function compileKernels() {
  const digest = await digestOfSources();
  const written = await readFile(target, 'utf8').catch(() => '');
  if (!written.includes(digest)) await writeFile(target, await moduleText(digest));
}

/** What makes the module what it is: sources, options, compiler. */
async function digestOfSources() {
  const hash = createHash('sha256');
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  hash.update(JSON.stringify([options, manifest.devDependencies.assemblyscript]));
  const sources = (await readdir(join(root, folder, 'assembly'))).filter((file) => file.endsWith('.ts'));
  for (const file of sources.sort()) {
    hash.update(`${file}\n`);
    hash.update(await readFile(join(root, folder, 'assembly', file)));
  }
  return hash.digest('hex');
}

async function moduleText(digest) {
  // The compiler is large: it is loaded only when there is something to compile.
  const { default: asc } = await import('assemblyscript/asc');
  let wasm;
  const { error, stderr } = await asc.main(
    [`${folder}/assembly/index.ts`, '--baseDir', root, '--outFile', 'kernels.wasm', ...options],
    {
      writeFile: (_name, contents) => {
        wasm = contents;
      },
    },
  );
  if (error) throw new Error(`${stderr.toString()}${error.message}`);
  // The import of the memory: its name, 2 for a memory, 3 for one that is shared and has a maximum.
  const sharedAt = Buffer.from(wasm).indexOf('memory\x02\x03') + 'memory\x02'.length;
  return `// Generated from assembly/ by \`npm run build\`. Do not edit.
// Made of sources with the digest ${digest}

/** The kernels as a WebAssembly module, as text that \`moduleBytes\` (module-bytes.ts) reads. */
export const moduleText =
  // biome-ignore format: one string
  "${textOf(wasm)}";

/** Which of its bytes says whether the memory is shared (3) or not (1). */
export const sharedAt = ${sharedAt};
`;
}

/*
 * A character stands for one byte, so that repeated bytes look alike to gzip: of hexadecimal digits or base64 it makes
 * more. The bytes from 253 on and those up to 84 are nine of ten, and have a character each; the others have two. The
 * characters are those of ASCII from # to ~, without the backslash.
 */
const SINGLE = 88;
const ALL = 91;

function textOf(bytes) {
  const values = Array.from(bytes, (byte) => (byte + 3) % 256);
  return values.map((value) => (value < SINGLE ? character(value) : pair(value - SINGLE))).join('');
}

function pair(rest) {
  return character(SINGLE + Math.floor(rest / ALL)) + character(rest % ALL);
}

function character(value) {
  const code = value + 35;
  return String.fromCharCode(code < 92 ? code : code + 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--check')) {
  const fresh = await moduleText(await digestOfSources());
  if (fresh !== (await readFile(target, 'utf8'))) {
    process.stderr.write(`${folder}/module-text.ts is stale: run npm run build\n`);
    process.exitCode = 1;
  }
}
