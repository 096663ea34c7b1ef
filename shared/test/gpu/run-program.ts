import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { environment } from './open-gpu.ts';

const bundle = join(__dirname, '../../../dist/torch.js');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with the built runtime in a process of its own, which has the GPU that `openGpu` has chosen. */
export function runProgram(
  script: string,
  more: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Ran {
  const text = `import { torch, nn, optim, F } from ${JSON.stringify(bundle)};\n${script}`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, '--input-type=module', '--eval', text],
    {
      encoding: 'utf8',
      env: { ...environment, ...more },
    },
  );
  return { status, stdout, stderr };
}
