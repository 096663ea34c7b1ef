import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { certificatePath } from '../../src/pipeline/certificate.ts';
import { sha256 } from '../../src/pipeline/digest.ts';
import { classroom, SLUG, writeTree } from './small-class.ts';

describe('the certificate of a suite', () => {
  test('that vouches for the files as they are stands in plan, report and gradebook', async () => {
    const room = classroom();
    const { notes } = await room.grade();
    const digest = sha256(readFileSync(certificatePath(room.kit, SLUG)));
    const certificate = {
      status: 'valid',
      sha256: digest,
      seeds: 50,
      verifiedAt: '2026-02-01T12:00:00.000Z',
    };
    expect(room.report('amara').certificate).toEqual(certificate);
    expect(room.gradebook().attempts.map(({ certificateSha256 }) => certificateSha256)).toEqual([
      digest,
      digest,
    ]);
    expect(notes).toEqual([]);
  });

  test.each([
    ['the hidden suite', `grader/suites/${SLUG}/hidden.test.ts`],
    ['the runtime', 'dist/torch.js'],
    ['the engine', 'dist/engine.js'],
  ])('is stale once %s has changed, and a note says how to renew it', async (_, path) => {
    const room = classroom();
    writeTree(room.kit.root, { [path]: '// changed' });
    const { notes } = await room.grade();
    expect(room.report('amara').certificate).toEqual({ status: 'stale' });
    expect(room.gradebook().attempts[0]).not.toHaveProperty('certificateSha256');
    expect(notes).toEqual([`the suite of ${SLUG} has changed since its certificate: gradus verify ${SLUG}`]);
  });

  test('may be missing: the grades are the same, and a note says so', async () => {
    const room = classroom();
    rmSync(certificatePath(room.kit, SLUG));
    const { notes } = await room.grade();
    expect(room.report('amara').certificate).toEqual({ status: 'none' });
    expect(room.report('amara').score).toBe(100);
    expect(notes).toEqual([`the suite of ${SLUG} has no certificate: gradus verify ${SLUG}`]);
  });

  test('that is no certificate is bad input, by its file and place', async () => {
    const room = classroom();
    writeTree(room.kit.root, { [`grader/certificates/${SLUG}.json`]: '{"schema":"certificate/v2"}' });
    await expect(room.grade()).rejects.toThrow(/grader\/certificates\/a03-softmax\.json/);
  });
});
