import type { Dtype } from '../core/dtype.ts';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { elementsOf } from '../tensor/elements.ts';
import { fromElements, Tensor } from '../tensor/tensor.ts';
import {
  dtypesByCode,
  isPrototypeName,
  lengthBytes,
  metadataName,
  readHeader,
} from './safetensors-header.ts';

/*
 * A file: 8 bytes with the length of the header (little-endian), the header as JSON padded with spaces, and the
 * elements of all tensors. JavaScript's typed arrays have the byte order of the machine, which is little-endian
 * wherever JavaScript runs in practice; the elements are copied as they are.
 */

export interface SerializeOptions {
  /** Texts to keep with the tensors, such as `{ format: 'pt' }`. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What `parse` takes: bytes as `fetch` or a file gives them. */
export type Bytes = Uint8Array | ArrayBuffer;

function serialize(dict: Readonly<Record<string, Tensor>>, options: SerializeOptions = {}): Uint8Array {
  checkOptions('safetensors.serialize', options, ['metadata']);
  const tensors = tensorsOf(dict);
  // The widest first, so that every tensor begins at a multiple of its element's size.
  const byWidth = tensors.toSorted(([, a], [, b]) => b.dtype.itemSize - a.dtype.itemSize);
  const begins = new Map<string, number>();
  let dataLength = 0;
  for (const [name, x] of byWidth) {
    begins.set(name, dataLength);
    dataLength += byteLength(x);
  }
  const entries = tensors.map(([name, x]) => {
    const begin = begins.get(name) as number;
    return [name, { dtype: codeOf(x.dtype), shape: x.sizes, data_offsets: [begin, begin + byteLength(x)] }];
  });
  const metadata = options.metadata === undefined ? [] : [[metadataName, checkMetadata(options.metadata)]];
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries([...metadata, ...entries])));
  const headerLength = Math.ceil(json.length / lengthBytes) * lengthBytes;
  const start = lengthBytes + headerLength;

  const bytes = new Uint8Array(start + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, lengthBytes, start);
  bytes.set(json, lengthBytes);
  for (const [name, x] of tensors) {
    const { buffer, byteOffset, byteLength: length } = elementsOf(x);
    bytes.set(new Uint8Array(buffer, byteOffset, length), start + (begins.get(name) as number));
  }
  return bytes;
}

function parse(bytes: Bytes): Record<string, Tensor> {
  const { entries, data } = readHeader(bytesOf(bytes));
  return Object.fromEntries(
    entries.map(({ name, dtype, sizes, begin, end }) => {
      const elements = dtype.allocate((end - begin) / dtype.itemSize);
      const target = new Uint8Array(elements.buffer);
      target.set(data.subarray(begin, end));
      // Other programs may write any byte for true.
      if (dtype.kind === 'bool') for (let i = 0; i < target.length; i++) target[i] = target[i] === 0 ? 0 : 1;
      return [name, fromElements(elements, dtype, sizes)];
    }),
  );
}

function metadata(bytes: Bytes): Readonly<Record<string, string>> {
  return readHeader(bytesOf(bytes)).metadata;
}

/**
 * Tensors in one file: the format in which PyTorch's models are exchanged, and which runs no code when it is
 * read. In Python `safetensors.torch.load(bytes)` gives the tensors back.
 *
 * ```ts
 * const model = new nn.Linear(2, 1);
 * const bytes = safetensors.serialize(model.stateDict());
 * model.loadStateDict(safetensors.parse(bytes)); // → <All keys matched successfully>
 * ```
 */
export const safetensors = {
  /**
   * The file of the tensors under their names, in their order. Graphs and gradients are left out; of a view only
   * what it shows is written.
   *
   * @throws TypeError for what is no tensor, ValueError for a name that a file cannot have.
   */
  serialize,
  /**
   * The tensors of a file by their names, in the order of its header.
   *
   * @throws ValueError for a file that breaks the format in any way, or has a dtype that is not known here.
   */
  parse,
  /** The texts that a file keeps with its tensors. @throws ValueError as `parse` does. */
  metadata,
};

function tensorsOf(dict: unknown): (readonly [string, Tensor])[] {
  const who = 'safetensors.serialize';
  if (typeof dict !== 'object' || dict === null || dict instanceof Tensor || Symbol.iterator in dict) {
    throw new ArgumentError({
      who,
      seen: describe(dict),
      expected: 'an object of tensors by name, such as model.stateDict()',
    });
  }
  return Object.entries(dict).map(([name, x]: [string, unknown]) => {
    if (name === metadataName || isPrototypeName(name)) {
      throw new ValueError({
        who,
        seen: `a tensor named '${name}'`,
        expected: 'a name that is not reserved',
      });
    }
    if (!(x instanceof Tensor)) {
      throw new ArgumentError({ who, seen: `${describe(x)} under '${name}'`, expected: 'a Tensor' });
    }
    return [name, x] as const;
  });
}

function checkMetadata(texts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text === 'string' && !isPrototypeName(name)) continue;
    throw new ArgumentError({
      who: 'safetensors.serialize',
      seen: `${describe(text)} under '${name}' in metadata`,
      expected: 'texts under names',
    });
  }
  return texts;
}

function bytesOf(bytes: unknown): Uint8Array {
  // Not instanceof: the bytes may come from another realm, as a file's do in a test.
  if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
  throw new ArgumentError({
    who: 'safetensors.parse',
    seen: describe(bytes),
    expected: 'the bytes of a file: a Uint8Array or an ArrayBuffer',
  });
}

function byteLength(x: Tensor): number {
  return x.numel() * x.dtype.itemSize;
}

function codeOf(dtype: Dtype): string {
  return Object.keys(dtypesByCode).find((code) => dtypesByCode[code] === dtype) as string;
}
