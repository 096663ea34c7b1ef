import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

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
