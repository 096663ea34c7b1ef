import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { openGpu } from '../../../shared/test/gpu/open-gpu.ts';
import { CERTIFICATE, said, toyKit, verify } from './toy-kit.ts';

/*
 * `gradus verify --device gpu`, on this machine's GPU or a driver in software.
 */

const repository = resolve(__dirname, '../../..');
const PATIENCE_MS = 300_000;

/** The cells of the table's row of an assignment. */
const row = (stdout: string, slug: string): string[] =>
  (stdout.split('\n').find((line) => line.startsWith(slug)) ?? '').split(/ {2,}/).slice(1);

if (openGpu() !== null) {
  test(
    'a whole assignment ends on the GPU as on the CPU',
    async () => {
      const { status, stdout } = await verify(repository, 'a03', '--device', 'gpu');
      const [submissions, cases, agree, , differ] = row(stdout, 'a03-softmax').map(Number);
      expect(submissions).toBeGreaterThan(40);
      expect(cases).toBeGreaterThan(40 * 100);
      expect(agree).toBeGreaterThan(0.9 * (cases ?? 0));
      expect(differ).toBe(0);
      expect(status).toBe(0);
    },
    PATIENCE_MS,
  );

  test(
    'what differs is told, and what a GPU cannot do is explained; the certificate stays as it was',
    async () => {
      const root = toyKit({
        solution: (source) =>
          `import { torch } from '#torch';\n${source
            .replace('x + x', "torch.tensor([x]).mul(torch.getDefaultDevice().type === 'cpu' ? 2 : 3).item()")
            .replace('0 - x', 'torch.tensor([x]).double().neg().item()')}`,
      });
      const certificate = join(root, CERTIFICATE);
      await mkdir(dirname(certificate), { recursive: true });
      writeFileSync(certificate, 'as it was');
      const { status, stdout } = await verify(root, 'a90', '--device', 'gpu');
      // Of each task four cases; a mistake in one task has the solution of the other.
      expect(row(stdout, 'a90-double')).toEqual(['4', '32', '16', '8', '8']);
      const lines = said(stdout);
      expect(
        lines.filter((line) => line.startsWith('differs: solutions/a90-double/double.ts: seed 1: ')),
      ).toHaveLength(4);
      expect(
        lines.filter(
          (line) => line.startsWith('differs: ') && line.includes('on the CPU passes; on the GPU double'),
        ),
      ).toHaveLength(8);
      expect(
        lines.filter((line) =>
          /^explained: solutions\S+ and 1 more: seed 1: .*: a GPU has no float64$/.test(line),
        ),
      ).toHaveLength(4);
      expect(lines.at(-1)).toBe('a90-double ends otherwise on the GPU');
      expect(status).toBe(1);
      expect(readFileSync(certificate, 'utf8')).toBe('as it was');
    },
    PATIENCE_MS,
  );
}
