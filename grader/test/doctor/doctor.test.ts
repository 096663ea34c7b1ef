import { describe, expect, test } from '@jest/globals';
import type { Style } from '../../src/console/paint.ts';
import { adviceFor } from '../../src/doctor/advice.ts';
import { renderDoctor } from '../../src/doctor/render-doctor.ts';
import { guaranteesOf } from '../../src/sandbox/guarantees.ts';
import type { Attempt, Examination } from '../../src/sandbox/index.ts';
import { describeLayers, FULL_LAYERS, LAYERS } from '../../src/sandbox/isolation.ts';

const plain = (_style: Style, text: string): string => text;
const { limits, namespaces, seccomp, descriptors, permission } = LAYERS;

const full: Examination = { isolation: describeLayers(3, FULL_LAYERS), open: [], better: [] };
/** Level 3 was tried first and came to nothing. */
const lacking = (attempt: Partial<Attempt>): Examination => ({
  isolation: describeLayers(1, [limits, descriptors, permission]),
  open: ['connect', 'open a socket'],
  better: [{ isolation: full.isolation, absent: [], managed: [], ...attempt }],
});
const machine = (files: Record<string, string>, platform: NodeJS.Platform = 'linux') => ({
  platform,
  read: (path: string) => files[path],
});

describe('advice', () => {
  test('none where nothing is missing', () => {
    expect(adviceFor(full, machine({}))).toEqual([]);
  });

  test.each([
    ['ID=debian\n', 'sudo apt-get install bubblewrap'],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', 'sudo apt-get install bubblewrap'],
    ['ID=fedora\n', 'sudo dnf install bubblewrap'],
    ['ID=alpine\n', 'apk add bubblewrap'],
    ['ID=plan9\n', 'install the package bubblewrap'],
  ])('on %j names the command that installs what is absent', (release, command) => {
    const examination = lacking({ absent: [namespaces] });
    expect(adviceFor(examination, machine({ '/etc/os-release': release }))).toEqual([command]);
  });

  test('names every package that is absent', () => {
    const examination = lacking({ absent: [limits, namespaces] });
    expect(adviceFor(examination, machine({ '/etc/os-release': 'ID=debian\n' }))).toEqual([
      'sudo apt-get install util-linux',
      'sudo apt-get install bubblewrap',
    ]);
  });

  const refused = lacking({ error: 'bwrap: setting up uid map: Permission denied' });

  test.each<[string, Record<string, string>, RegExp]>([
    ['a container', { '/.dockerenv': '' }, /--security-opt seccomp=unconfined/],
    [
      'Ubuntu 24.04',
      { '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1\n' },
      /apparmor_parser -r/,
    ],
    ['an old Debian', { '/proc/sys/kernel/unprivileged_userns_clone': '0\n' }, /unprivileged_userns_clone=1/],
    ['a hardened kernel', { '/proc/sys/user/max_user_namespaces': '0\n' }, /max_user_namespaces=15000/],
    ['anything else', {}, /does not come up here: bwrap: setting up uid map: Permission denied/],
  ])('bubblewrap is there and may not work: %s', (_where, files, expected) => {
    expect(adviceFor(refused, machine(files)).join('\n')).toMatch(expected);
  });

  test('without Linux it says what else there is', () => {
    expect(adviceFor(refused, machine({}, 'darwin'))).toEqual([
      expect.stringMatching(/darwin: grade inside a Linux container/),
    ]);
  });
});

describe('what is printed', () => {
  test('everything holds', () => {
    const text = renderDoctor(full, [], plain);
    for (const layer of FULL_LAYERS) expect(text).toContain(`✓ ${layer}`);
    expect(text).toMatch(/^Isolation level 3 of 3\n[\s\S]*managed none of it\.\n$/);
  });

  test.each([full, lacking({ absent: [namespaces] })])('the promises that reports carry', (examination) => {
    const text = renderDoctor(examination, [], plain).replace(/\s+/g, ' ');
    for (const [subject, says] of Object.entries(guaranteesOf(examination.isolation)))
      expect(text).toContain(`${subject} ${says}`);
  });

  test('something is missing: what, why, what it means and what to do', () => {
    const text = renderDoctor(lacking({ absent: [namespaces] }), ['sudo apt-get install bubblewrap'], plain);
    expect(text).toContain(`✗ ${namespaces}`);
    expect(text).toContain(`✗ ${seccomp}`);
    expect(text).toContain('A submission on this machine could: connect, open a socket.');
    expect(text).toContain('Level 3 does not hold: this machine has no namespaces (bubblewrap)');
    expect(text).toMatch(/To get more:\n {2}sudo apt-get install bubblewrap\n$/);
  });

  test('the canary escaped: which way', () => {
    const text = renderDoctor(lacking({ managed: ['signal'] }), [], plain);
    expect(text).toContain('Level 3 does not hold: inside it a program could still: signal');
  });
});
