import { describe, expect, test } from '@jest/globals';
import { nn, safetensors, type Tensor, torch } from '#torch';

/** A file made by hand: the length of the header, the header, the data. */
function file(header: string | object, data: readonly number[] = [], length?: bigint): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const one = (entry: object) => ({ w: { dtype: 'F32', shape: [1], data_offsets: [0, 4], ...entry } });
const fourBytes = [0, 0, 128, 63];

describe('the bytes', () => {
  test('are those of the specification', () => {
    const bytes = safetensors.serialize({ w: torch.tensor([1, -2], { dtype: torch.float32 }) });
    const header = '{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
    expect(header.length).toBe(54);
    expect([...bytes.subarray(0, 8)]).toEqual([56, 0, 0, 0, 0, 0, 0, 0]);
    expect(new TextDecoder().decode(bytes.subarray(8, 64))).toBe(`${header}  `);
    expect([...bytes.subarray(64)]).toEqual([0, 0, 128, 63, 0, 0, 0, 192]);
  });

  test('of a file made by hand are read', () => {
    const bytes = file(
      '{"b":{"data_offsets":[8,10],"shape":[2],"dtype":"BOOL"},' +
        '"__metadata__":{"format":"pt","by":"\\"hand\\"{"},' +
        '"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]},' +
        '"none":{"dtype":"F64","shape":[0,3],"data_offsets":[10,10]}}   ',
      [1, 0, 0, 0, 0, 0, 0, 128, 7, 0],
    );
    // A file read into the middle of a larger buffer, at an odd place.
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    for (const source of [bytes, bytes.buffer as ArrayBuffer, shifted.subarray(3), Buffer.from(bytes)]) {
      const dict = safetensors.parse(source);
      expect(Object.keys(dict)).toEqual(['b', 'n', 'none']);
      expect(String(dict.b)).toBe('tensor([ True, False])');
      expect(dict.n?.itemBigInt()).toBe(-(2n ** 63n) + 1n);
      expect(dict.none?.shape).toEqual(torch.zeros(0, 3).shape);
      expect(safetensors.metadata(source)).toEqual({ format: 'pt', by: '"hand"{' });
    }
  });

  test('begin every tensor at a multiple of its element size', () => {
    const bytes = safetensors.serialize({
      flag: torch.tensor([true]),
      wide: torch.tensor([1.5], { dtype: torch.float64 }),
      half: torch.tensor([1, 2, 3], { dtype: torch.int16 }),
    });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    expect((8 + length) % 8).toBe(0);
    expect(Object.keys(header)).toEqual(['flag', 'wide', 'half']);
    expect([header.wide, header.half, header.flag].map((entry) => entry.data_offsets)).toEqual([
      [0, 8],
      [8, 14],
      [14, 15],
    ]);
  });
});

describe('there and back', () => {
  test('every dtype, views, empty and 0-d tensors, any name', () => {
    const dict: Record<string, Tensor> = {
      'layer.0.weight': torch.randn(3, 2).t(),
      'é "quoted"\n': torch.tensor(2n ** 62n + 1n),
      slice: torch.arange(10).at('2:8:3'),
      empty: torch.zeros([2, 0], { dtype: torch.float64 }),
      special: torch.tensor([Number.NaN, -0, Number.POSITIVE_INFINITY], { dtype: torch.float64 }),
      graph: torch.tensor([1.5], { requiresGrad: true }).mul(2),
    };
    for (const dtype of ['bool', 'uint8', 'int8', 'int16', 'int32', 'int64', 'float32', 'float64'] as const) {
      dict[dtype] = torch.tensor([0, 1, 100], { dtype: torch[dtype] });
    }
    const back = safetensors.parse(safetensors.serialize(dict));
    expect(Object.keys(back)).toEqual(Object.keys(dict));
    for (const [name, x] of Object.entries(dict)) {
      expect([back[name]?.dtype, back[name]?.shape]).toEqual([x.dtype, x.shape]);
      expect(back[name]?.toTypedArray()).toEqual(x.toTypedArray());
      expect(back[name]?.requiresGrad).toBe(false);
    }
  });

  test('the tensors are copies', () => {
    const bytes = safetensors.serialize({ w: torch.ones(2) });
    const first = safetensors.parse(bytes).w as Tensor;
    first.fill_(7);
    expect(safetensors.parse(bytes).w?.tolist()).toEqual([1, 1]);
  });

  test('a model', () => {
    const make = () => new nn.Sequential(new nn.Linear(2, 3), new nn.BatchNorm1d(3), new nn.Linear(3, 1));
    const [model, other] = [make(), make()];
    other.loadStateDict(safetensors.parse(safetensors.serialize(model.stateDict())));
    expect(String(other.stateDict())).toBe(String(model.stateDict()));
  });

  test('nothing at all', () => {
    expect(safetensors.parse(safetensors.serialize({}))).toEqual({});
  });

  test('a byte that is neither 0 nor 1 is true', () => {
    const dict = safetensors.parse(file(one({ dtype: 'BOOL', shape: [4] }), [0, 1, 2, 255]));
    expect(dict.w?.sum().item()).toBe(3);
  });
});

describe('refuses to read', () => {
  test.each<readonly [string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'a file of 0 bytes'],
    ['less than a length', new Uint8Array(7), 'a file of 7 bytes'],
    ['a header beyond the file', file({}, [], 3n), 'a header of 3 bytes in a file that has 2 more'],
    ['a length that no file has', file({}, [], 2n ** 64n - 1n), 'a header of 18446744073709551615 bytes'],
    ['no header', file('', fourBytes), "begins with ''"],
    ['a list', file('[]'), "begins with '['"],
    ['a byte order mark', file('\uFEFF{}'), 'begins with'],
    ['broken JSON', file('{"w":'), 'no JSON'],
    ['text behind the JSON', file('{} x'), 'no JSON'],
    ['no UTF-8', new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xff]), 'no UTF-8'],
    ['a name twice', file('{"a":{},"\\u0061":{}}'), "'a' stands twice"],
    [
      'a field twice',
      file('{"w":{"dtype":"F32","dtype":"F32","shape":[],"data_offsets":[0,4]}}', fourBytes),
      "'dtype' stands twice",
    ],
    [
      '__proto__',
      file('{"__proto__":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}', fourBytes),
      '__proto__',
    ],
    ['constructor', file('{"constructor":{}}'), "'constructor'"],
    ['no fields', file({ w: null }), "tensor 'w' is null"],
    ['a missing field', file({ w: { dtype: 'F32', shape: [1] } }, fourBytes), 'has data_offsets undefined'],
    ['another field', file(one({ device: 'cpu' }), fourBytes), "has a field 'device'"],
    ['an unknown dtype', file(one({ dtype: 'BF16' }), fourBytes), "has dtype 'BF16'"],
    ['a dtype of the prototype', file(one({ dtype: 'toString' }), fourBytes), "has dtype 'toString'"],
    ['a dtype that is no text', file(one({ dtype: ['F32'] }), fourBytes), 'has dtype an array of 1'],
    ['a negative size', file(one({ shape: [-1] }), fourBytes), 'has shape [-1]'],
    ['a fraction of a size', file(one({ shape: [0.5] }), fourBytes), 'has shape [0.5]'],
    ['sizes beyond all memory', file(one({ shape: [2 ** 52, 2 ** 52] }), fourBytes), 'has 4 bytes'],
    ['a wrong size', file(one({ shape: [2] }), fourBytes), 'expected: 8, for shape (2,) of dtype F32'],
    ['offsets that are no pair', file(one({ data_offsets: [0] }), fourBytes), 'has data_offsets [0]'],
    ['offsets beyond the data', file(one({ data_offsets: [0, 8] }), fourBytes), 'lies at [0, 8]'],
    ['offsets in reverse', file(one({ data_offsets: [4, 0] }), fourBytes), 'lies at [4, 0]'],
    [
      'overlapping tensors',
      file({ ...one({}), v: { dtype: 'U8', shape: [2], data_offsets: [3, 5] } }, [...fourBytes, 0]),
      "'w' and 'v' overlap at byte 3",
    ],
    [
      'a hole',
      file({ ...one({}), v: { dtype: 'U8', shape: [1], data_offsets: [5, 6] } }, [...fourBytes, 0, 0]),
      'bytes 4 to 5',
    ],
    ['data left over', file(one({}), [...fourBytes, 9]), 'bytes 4 to 5'],
    ['metadata that are no texts', file({ __metadata__: { epoch: 3 } }), '__metadata__ has 3'],
    ['metadata that are no object', file({ __metadata__: ['pt'] }), '__metadata__ is an array'],
  ])('%s', (_, bytes, message) => {
    expect(() => safetensors.parse(bytes)).toThrow(message);
    expect(() => safetensors.parse(bytes)).toThrow(expect.objectContaining({ name: 'ValueError' }));
  });

  test('what is no file', () => {
    expect(() => safetensors.parse('model.safetensors' as never)).toThrow('the bytes of a file');
  });
});

describe('refuses to write', () => {
  const x = torch.ones(1);
  test.each<readonly [string, unknown, string]>([
    ['a tensor', x, 'an object of tensors by name'],
    ['a list', [x], 'an object of tensors by name'],
    ['what is no tensor', { w: [1] }, "an array of 1 under 'w'"],
    ['a reserved name', { __metadata__: x }, '__metadata__'],
    ['a name of the prototype', Object.fromEntries([['__proto__', x]]), '__proto__'],
  ])('%s', (_, dict, message) => {
    expect(() => safetensors.serialize(dict as Record<string, Tensor>)).toThrow(message);
  });

  test('metadata that are no texts', () => {
    const metadata = { epoch: 3 } as never;
    expect(() => safetensors.serialize({}, { metadata })).toThrow("3 under 'epoch'");
    expect(() => safetensors.serialize({}, { meta: {} } as object)).toThrow('the option meta');
  });
});
