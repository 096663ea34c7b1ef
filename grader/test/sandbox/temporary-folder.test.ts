import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { isAbandoned, OWNER } from '../../src/sandbox/owner.ts';
import { sweepTemporaryFolders, temporaryFolder } from '../../src/sandbox/temporary-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gradus-sweep-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const [machine = '', , start = ''] = OWNER.split('-');
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;
const ownedBy = (owner: string): string => join(scratch, `gradus-grade-${owner}-Ab3dE9`);

test('a folder names its owner', async () => {
  const path = await temporaryFolder('grade');
  rmSync(path, { recursive: true });
  expect(basename(path)).toMatch(new RegExp(`^gradus-grade-[0-9a-f]{8}-${process.pid}-\\d+-\\w{6}$`));
});

test.each<[string, () => string, boolean]>([
  ['of this process', () => OWNER, false],
  ['of another that runs', () => `${machine}-${process.ppid}-0`, false],
  ['of one that has ended', () => `${machine}-${deadPid()}-0`, true],
  ['of one whose number was given out again', () => `${machine}-${process.pid}-${Number(start) - 1}`, true],
  ['of another machine', () => `00000000-${deadPid()}-0`, false],
])('%s', async (_, owner, isSwept) => {
  const path = ownedBy(owner());
  mkdirSync(join(path, 'stage-1'), { recursive: true });
  writeFileSync(join(path, 'stage-1', 'softmax.js'), '');
  await sweepTemporaryFolders(scratch);
  expect(existsSync(path)).toBe(!isSwept);
});

test('what is not a folder of ours by its name stays', async () => {
  const dead = `${machine}-${deadPid()}-0-Ab3dE9`;
  const target = join(scratch, 'elsewhere');
  mkdirSync(target);
  const [other, link, file] = [join(scratch, `other-${dead}`), ownedBy('x'), ownedBy('y')];
  mkdirSync(other);
  symlinkSync(target, link.replace(/-x-Ab3dE9$/, `-${dead}`));
  writeFileSync(file, '');
  await sweepTemporaryFolders(scratch);
  expect([other, target, file].map(existsSync)).toEqual([true, true, true]);
});

test.each(['', 'gradus-', 'gradus-grade-Ab3dE9', '12345678-1-1-', `${machine}-99999999-0-../x`])(
  'the name %p is nobody’s',
  (name) => {
    expect(isAbandoned(name)).toBe(false);
  },
);
