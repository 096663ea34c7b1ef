import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

const root = resolve(__dirname, '../..');

/** The runtime, left to right: each layer may import what stands left of it. */
const CHAIN = ['core', 'random', 'device', 'tensor', 'ops', 'autograd', 'nn', 'optim'];
const upTo = (layer: string) => CHAIN.slice(0, CHAIN.indexOf(layer) + 1);

/** Who may import whom beside itself. A layer that is not in the table may not exist. */
const RUNTIME: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(CHAIN.map((layer, i) => [layer, CHAIN.slice(0, i)])),
  numpy: ['core', 'random'],
  sk: ['core', 'random', 'numpy'],
  data: [...upTo('autograd'), 'numpy'],
  inspect: [...upTo('nn'), 'plots'],
  io: upTo('nn'),
  plots: ['core'],
  'index.ts': [...CHAIN, 'numpy', 'sk', 'data', 'inspect', 'io'],
  // The second entry; what it shares with the first it takes from there.
  'plots.ts': ['plots', 'inspect', 'index.ts', 'softmax-demo.ts'],
  'softmax-demo.ts': ['core', 'index.ts'],
};

/** The grader, from what knows least to what knows all. The boundary with student code knows nothing of the rest. */
const GRADER: Readonly<Record<string, readonly string[]>> = {
  'kit.ts': [],
  'messages.ts': [],
  sandbox: [],
  schema: ['messages.ts', 'sandbox'],
  diagnosis: ['sandbox', 'schema'],
  authoring: ['sandbox', 'schema', 'diagnosis'],
  // Tokens are made where inputs are drawn, and read where a student runs them.
  replay: ['kit.ts', 'sandbox', 'schema', 'diagnosis', 'authoring'],
  engine: ['sandbox', 'schema', 'diagnosis', 'authoring', 'replay'],
  scoring: ['schema'],
  exporters: ['schema'],
  pipeline: ['kit.ts', 'messages.ts', 'sandbox', 'schema', 'diagnosis', 'authoring', 'engine', 'scoring'],
  console: ['schema', 'scoring', 'pipeline'],
  check: [
    ...['kit.ts', 'sandbox', 'schema', 'diagnosis', 'authoring', 'engine', 'scoring', 'pipeline'],
    'console',
  ],
  // The autograder of another system: a class of one, graded and exported.
  gradescope: ['kit.ts', 'sandbox', 'schema', 'pipeline', 'exporters'],
  release: ['kit.ts', 'schema', 'authoring', 'engine', 'check'],
  verify: [
    ...['kit.ts', 'sandbox', 'schema', 'diagnosis', 'authoring', 'engine', 'pipeline', 'console', 'check'],
    'release',
  ],
  doctor: ['sandbox', 'console'],
  commands: [
    ...['kit.ts', 'messages.ts', 'sandbox', 'schema', 'authoring', 'engine', 'scoring', 'exporters'],
    ...['replay', 'pipeline', 'console', 'check', 'gradescope', 'release', 'verify', 'doctor'],
  ],
  'cli.ts': ['commands'],
  'student-cli.ts': ['commands'],
};

/** Folders whose files may import only what is named; `own` means files of the same assignment. */
const CLOSED: Readonly<Record<string, { files: RegExp; may: readonly string[]; own?: RegExp }>> = {
  assignments: {
    files: /\.test\.ts$/,
    may: ['#torch', '#grader/authoring', '@jest/globals'],
    own: /probes\.ts$/,
  },
  'grader/suites': {
    files: /\.test\.ts$/,
    may: ['#torch', '#grader/authoring', '@jest/globals'],
    own: /probes\.ts$/,
  },
  solutions: { files: /\.ts$/, may: ['#torch'], own: /\.ts$/ },
  starter: { files: /\.ts$/, may: ['#torch'] },
};

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name).split(sep).join('/'));
}

function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(join(root, file), 'utf8'))
    .importedFiles.map(({ fileName }) => fileName);
}

/** What is imported as values: types are gone when a program runs. */
function valuesOf(file: string): string[] {
  const { statements } = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
  );
  return statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .filter(({ importClause }) => importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
    .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text);
}

/** The layer a path inside `base` belongs to: its folder, or the file itself at the top. */
const layerOf = (base: string, path: string) => relative(base, path).split(/[\\/]/)[0] as string;

function violations(base: string, table: Readonly<Record<string, readonly string[]>>): string[] {
  return filesUnder(base).flatMap((file) => {
    const own = layerOf(base, file);
    if (!Object.hasOwn(table, own))
      return [`${file}: '${own}' is not a layer of ${base}; add it to the table with a reason`];
    const may = table[own] as readonly string[];
    return importsOf(file)
      .filter((name) => name.startsWith('.') || name.startsWith('#'))
      .flatMap((name) => {
        const target = name.startsWith('.') ? join(dirname(file), name).split(sep).join('/') : name;
        if (!target.startsWith(`${base}/`)) return [`${file} imports '${name}', which lies outside ${base}`];
        const layer = layerOf(base, target);
        if (layer === own || may.includes(layer)) return [];
        return [
          `${file} imports '${name}': layer '${own}' may import ${may.join(', ') || 'nothing'}, not '${layer}'`,
        ];
      });
  });
}

describe('who may import whom', () => {
  test('the runtime', () => {
    expect(violations('shared/src', RUNTIME)).toEqual([]);
  });

  test('the loops of the CPU are reached through the device interface alone', () => {
    const loops = 'shared/src/device/cpu/';
    const bad = filesUnder('shared/src')
      .filter((file) => !file.startsWith('shared/src/device/'))
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => name.startsWith('.'))
          .map((name) => join(dirname(file), name).split(sep).join('/'))
          .filter((target) => target.startsWith(loops))
          .map(
            (target) =>
              `${file} imports ${target}: only the device layer may; an operation hands its formula or kernel to x.device`,
          ),
      );
    expect(bad).toEqual([]);
  });

  test("the GPU's code is loaded by one module, and takes values from the runtime through one other", () => {
    const code = 'shared/src/device/gpu/';
    const bad = filesUnder('shared/src').flatMap((file) => {
      const isInside = file.startsWith(code);
      return valuesOf(file)
        .map((name) => join(dirname(file), name).split(sep).join('/'))
        .filter(
          (target) => target.startsWith(code) !== isInside && target !== 'shared/src/device/gpu-parts.ts',
        )
        .map((target) => `${file} imports ${target}`);
    });
    expect(bad).toEqual([]);
    const inputs: Readonly<Record<string, readonly string[]>> = JSON.parse(
      readFileSync(join(root, 'dist/inputs.json'), 'utf8'),
    );
    expect(inputs['dist/torch.js']?.filter((file) => file.startsWith(code))).toEqual([]);
    for (const built of ['dist/gpu.cjs', 'dist/gpu-browser.js']) {
      expect(inputs[built]?.filter((file) => !file.startsWith(code))).toEqual([]);
    }
  });

  test('the grader, which never imports the runtime', () => {
    expect(violations('grader/src', GRADER)).toEqual([]);
  });

  test.each(Object.entries(CLOSED))('%s', (folder, { files, may, own }) => {
    /** The assignment that a path belongs to, whichever of the four folders it is in. */
    const slugOf = (path: string) =>
      /^(?:assignments|grader\/suites|solutions|starter)\/([^/]+)\//.exec(path)?.[1];
    const isOwn = (file: string, name: string) =>
      name.startsWith('.') && own?.test(name) === true && slugOf(join(dirname(file), name)) === slugOf(file);
    const bad = filesUnder(folder)
      .filter((file) => files.test(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => !may.includes(name) && !isOwn(file, name))
          .map((name) => `${file} imports '${name}'; it may import only ${may.join(', ')}`),
      );
    expect(bad).toEqual([]);
  });

  test('the runtime needs nothing of Node and no package: it runs in browsers. Figures are drawn by two', () => {
    const packages = (file: string): readonly string[] =>
      file.startsWith('shared/src/plots/') ? ['@observablehq/plot', 'linkedom'] : [];
    const bad = filesUnder('shared/src').flatMap((file) =>
      importsOf(file)
        .filter((name) => !/^[.#]/.test(name) && !packages(file).includes(name))
        .map((name) => `${file} imports '${name}'`),
    );
    expect(bad).toEqual([]);
  });

  // A submission is run with '#torch' alone, and starts with every case.
  test('the built runtime has nothing of the figures, and the built figures nothing of the runtime', () => {
    const inputs: Readonly<Record<string, readonly string[]>> = JSON.parse(
      readFileSync(join(root, 'dist/inputs.json'), 'utf8'),
    );
    const layersOf = (output: string) =>
      new Set(
        inputs[output]?.map((file) =>
          file.startsWith('shared/src/') ? layerOf('shared/src', file) : 'packages',
        ),
      );
    const torch = layersOf('dist/torch.js');
    expect(torch).toContain('tensor');
    expect(['plots', 'plots.ts', 'packages'].filter((layer) => torch.has(layer))).toEqual([]);
    expect([...layersOf('dist/plots.js')].sort()).toEqual([
      'core',
      'inspect',
      'packages',
      'plots',
      'plots.ts',
      'softmax-demo.ts',
    ]);
  });
});
