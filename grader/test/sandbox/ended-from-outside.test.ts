import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { endedFromOutside } from '../../src/sandbox/ended-from-outside.ts';

const endOf = (script: string, ...argv: string[]) => {
  const { status, signal } = spawnSync('sh', ['-c', script, 'sh', ...argv]);
  return endedFromOutside(status, signal);
};

test.each(['KILL', 'TERM', 'INT', 'HUP'])(
  'SIG%s is sent, also where a shell or bwrap passes it on',
  (name) => {
    expect(endOf(`kill -${name} $$`)).toBe(true);
    expect(endOf(`sh -c 'kill -${name} $$'; exit $?`)).toBe(true);
  },
);

test.each(['ABRT', 'SEGV', 'BUS', 'ILL', 'TRAP', 'FPE', 'XCPU', 'XFSZ', 'SYS'])(
  'SIG%s is a limit or a fault of its own',
  (name) => {
    expect(endOf(`ulimit -c 0; kill -${name} $$`)).toBe(false);
    expect(endOf(`ulimit -c 0; sh -c 'kill -${name} $$'; exit $?`)).toBe(false);
  },
);

test('an exit is none, nor is running', () => {
  expect([0, 1, 2, 127, 128, 255].map((code) => endedFromOutside(code, null))).not.toContain(true);
  expect(endedFromOutside(null, null)).toBe(false);
});
