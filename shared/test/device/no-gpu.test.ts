import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/*
 * What a program is told that asks for a GPU where there is none: the built runtime, in a process of its own.
 */

const torch = join(__dirname, '../../../dist/torch.js');

function messageOf(name: string, env: Readonly<Record<string, string>>): unknown {
  const script = `import { torch } from ${JSON.stringify(torch)};
    let error;
    try { torch.device('${name}'); } catch (thrown) { error = thrown; }
    console.log(JSON.stringify([torch.cuda.isAvailable(), error.name, error.message]));`;
  const { PATH = '' } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: { PATH, ...env },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('without the package: how to get it', () => {
  expect(messageOf('gpu', { GRADUS_WEBGPU: '/nowhere' })).toEqual([
    false,
    'RuntimeError',
    'device \'gpu\': needs the optional package "webgpu"\n' +
      "  hint: npm install webgpu@0.6 (about 130 MB). Everything also runs on 'cpu'.",
  ]);
});

describe('with a package that cannot be used', () => {
  /** What is said where there is a package of that version, with those binaries. */
  function messageWith(version: string, binaries: readonly string[]): unknown {
    const folder = mkdtempSync(join(tmpdir(), 'gradus-webgpu-'));
    const place = join(folder, 'node_modules/webgpu');
    for (const binary of binaries) {
      mkdirSync(join(place, 'dist', binary), { recursive: true });
      writeFileSync(join(place, 'dist', binary, 'dawn.node'), 'no binary at all');
    }
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'webgpu', version }));
    try {
      return messageOf('gpu', { GRADUS_WEBGPU: folder });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  const here = `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`;

  test('one of another version', () => {
    expect(messageWith('0.7.1', [here])).toEqual([
      false,
      'RuntimeError',
      'device \'gpu\': the package "webgpu" is 0.7.1, not 0.6\n' +
        "  hint: npm install webgpu@0.6. Everything also runs on 'cpu'.",
    ]);
  });

  test('one with nothing for this machine', () => {
    expect(messageWith('0.6.2', ['plan9-pdp11'])).toEqual([
      false,
      'RuntimeError',
      `device 'gpu': the package "webgpu" has nothing for ${process.platform} on ${process.arch}\n` +
        "  hint: Is there another computer? Everything also runs on 'cpu'.",
    ]);
  });

  test('one that the system cannot load', () => {
    expect(messageWith('0.6.2', [here])).toEqual([
      false,
      'RuntimeError',
      expect.stringMatching(
        /^device 'gpu': the package "webgpu" cannot be loaded: .*\n {2}hint: npm install webgpu@0\.6, on this very system\? Everything also runs on 'cpu'\.$/,
      ),
    ]);
  });
});

test("masked: 'gpu' says so, and 'cuda' what PyTorch says", () => {
  const env = { GRADUS_GPU: 'off' };
  expect(messageOf('gpu', env)).toEqual([
    false,
    'RuntimeError',
    "device 'gpu': masked by the environment variable GRADUS_GPU=off\n" +
      "  hint: Start without that variable to use it. Everything also runs on 'cpu'.",
  ]);
  expect(messageOf('cuda', env)).toEqual([
    false,
    'AssertionError',
    "device: no device 'cuda' here: Torch not compiled with CUDA enabled\n" +
      "  expected: 'cpu'\n" +
      "  hint: device 'gpu' masked by the environment variable GRADUS_GPU=off",
  ]);
});
