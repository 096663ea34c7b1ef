import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { refusedCalls, seccompFilter } from '../../src/sandbox/seccomp.ts';

const X64 = 0xc000_003e;
const ARM64 = 0xc000_00b7;
const ALLOW = 'allow';
const KILL = 'kill';

/** Runs a filter as the kernel does, for one system call. */
function decide(filter: Uint8Array, audit: number, call: number, firstArgument = 0): string {
  const view = new DataView(filter.buffer, filter.byteOffset, filter.byteLength);
  const data: Record<number, number> = { 0: call, 4: audit, 16: firstArgument };
  let accumulator = 0;
  for (let at = 0; at < filter.length; ) {
    const code = view.getUint16(at, true);
    const constant = view.getUint32(at + 4, true);
    const jump = (so: boolean) => 8 * (1 + view.getUint8(at + (so ? 2 : 3)));
    if (code === 0x20) {
      accumulator = data[constant] as number;
      at += 8;
    } else if (code === 0x15) at += jump(accumulator === constant);
    else if (code === 0x25) at += jump(accumulator > constant);
    else if (code === 0x35) at += jump(accumulator >= constant);
    else if (code === 0x45) at += jump((accumulator & constant) !== 0);
    else if (code === 0x06) {
      if (constant === 0x7fff_0000) return ALLOW;
      if (constant === 0x8000_0000) return KILL;
      return `errno ${constant & 0xffff}`;
    } else throw new Error(`not an instruction of this filter: ${code}`);
  }
  throw new Error('the filter ends without a verdict');
}

const filterFor = (architecture: NodeJS.Architecture): Uint8Array => {
  const filter = seccompFilter(architecture);
  if (filter === undefined) throw new Error(`no filter for ${architecture}`);
  return filter;
};

describe.each([
  { architecture: 'x64', audit: X64, clone: 56, clone3: 435, read: 0, execve: 59, futex: 202, newest: 451 },
  {
    architecture: 'arm64',
    audit: ARM64,
    clone: 220,
    clone3: 435,
    read: 63,
    execve: 221,
    futex: 98,
    newest: 451,
  },
] as const)(
  'the filter for $architecture',
  ({ architecture, audit, clone, clone3, read, execve, futex, newest }) => {
    const filter = filterFor(architecture);

    test('refuses every call of the table and lets ordinary ones through', () => {
      for (const [name, call] of refusedCalls(architecture))
        expect([name, decide(filter, audit, call)]).toEqual([name, 'errno 1']);
      for (const call of [read, execve, futex]) expect(decide(filter, audit, call)).toBe(ALLOW);
    });

    test('clone makes threads and nothing else; clone3 is not there', () => {
      // The flags of pthread_create, of fork, and of fork with a namespace.
      expect(decide(filter, audit, clone, 0x003d_0f00)).toBe(ALLOW);
      expect(decide(filter, audit, clone, 0x0120_0011)).toBe('errno 1');
      expect(decide(filter, audit, clone, 0x1000_0011)).toBe('errno 1');
      expect(decide(filter, audit, clone3)).toBe('errno 38');
    });

    test('a call that is newer than the table is not there', () => {
      expect(decide(filter, audit, newest)).toBe(ALLOW);
      expect(decide(filter, audit, newest + 1)).toBe('errno 38');
    });

    test('a call by the numbers of another architecture ends the process', () => {
      for (const other of [X64, ARM64, 0x4000_0003]) {
        if (other !== audit) expect(decide(filter, other, read)).toBe(KILL);
      }
    });
  },
);

test('on x86-64 the x32 numbers of the same calls end the process', () => {
  expect(decide(filterFor('x64'), X64, 0x4000_0000 + 41)).toBe(KILL);
});

test('there is none for an architecture whose numbers are not in the table', () => {
  expect(seccompFilter('s390x')).toBeUndefined();
});

test('the kernel takes at most 4096 instructions', () => {
  for (const architecture of ['x64', 'arm64'] as const)
    expect(filterFor(architecture).length / 8).toBeLessThan(4096);
});

const HEADERS = {
  x64: '/usr/include/x86_64-linux-gnu/asm/unistd_64.h',
  arm64: '/usr/include/asm-generic/unistd.h',
};

describe.each(['x64', 'arm64'] as const)('the numbers for %s', (architecture) => {
  const header = HEADERS[architecture];
  const withHeader = existsSync(header) ? test : test.skip;

  withHeader(`are those of the kernel (needs ${header})`, () => {
    const define = /^#define __NR(?:3264)?_(\w+)\s+(\d+)/gm;
    const known = new Map(
      [...readFileSync(header, 'utf8').matchAll(define)].map(([, name, call]) => [name, Number(call)]),
    );
    for (const [name, call] of refusedCalls(architecture))
      expect([name, call]).toEqual([name, known.get(name) ?? call]);
    expect([...refusedCalls(architecture).keys()].filter((name) => known.has(name)).length).toBeGreaterThan(
      80,
    );
  });
});
