import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

/* Arrays that are still to be written: from Node's allocator where there is one, of zeros elsewhere. */

const found = Reflect.get(globalThis, 'Buffer');

type Allocate = typeof import('../src/core/unset-array.ts').unsetFloat32Array;

/** The function as a program finds it that has this as its `Buffer`. */
function withBuffer(Buffer: unknown): Allocate {
  Reflect.set(globalThis, 'Buffer', Buffer);
  let allocate: Allocate | undefined;
  jest.isolateModules(() => {
    allocate = jest.requireActual<{ unsetFloat32Array: Allocate }>(
      '../src/core/unset-array.ts',
    ).unsetFloat32Array;
  });
  return allocate as Allocate;
}

describe('arrays still to be written', () => {
  let asked: number[];
  beforeEach(() => {
    asked = [];
  });
  afterEach(() => {
    Reflect.set(globalThis, 'Buffer', found);
  });
  const node = {
    allocUnsafeSlow: (bytes: number) => {
      asked.push(bytes);
      return { buffer: new ArrayBuffer(bytes) };
    },
  };

  test('large ones come from the allocator, each with a memory of its own', () => {
    const allocate = withBuffer(node);
    const [a, b] = [allocate(20_000), allocate(20_000)];
    expect(asked.slice(-2)).toEqual([80_000, 80_000]);
    expect(a).toBeInstanceOf(Float32Array);
    expect(a).toHaveLength(20_000);
    expect(a.buffer).not.toBe(b.buffer);
  });

  test('small ones and none do not', () => {
    const allocate = withBuffer(node);
    expect(Array.from(allocate(3))).toEqual([0, 0, 0]);
    expect(allocate(0)).toHaveLength(0);
    expect(asked).toEqual([]);
  });

  test.each([
    ['no Buffer', undefined],
    ['another Buffer', { from: () => null }],
    [
      'no memory of that size left',
      {
        allocUnsafeSlow: () => {
          throw new RangeError('Array buffer allocation failed');
        },
      },
    ],
  ])('%s: zeros', (_, Buffer) => {
    expect(withBuffer(Buffer)(20_000)).toEqual(new Float32Array(20_000));
  });
});
