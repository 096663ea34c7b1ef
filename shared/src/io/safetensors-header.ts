import { bool, type Dtype, float32, float64, int8, int16, int32, int64, uint8 } from '../core/dtype.ts';
import { describe, ValueError } from '../core/errors.ts';
import { product, shapeText } from '../core/shape.ts';

/** The dtypes by the names that the format has for them. */
export const dtypesByCode: Readonly<Record<string, Dtype>> = {
  BOOL: bool,
  U8: uint8,
  I8: int8,
  I16: int16,
  I32: int32,
  I64: int64,
  F32: float32,
  F64: float64,
};

/** Where the header has what belongs to no tensor. */
export const metadataName = '__metadata__';

/** The length of the header stands in so many bytes before it, and so many bytes it is padded to. */
export const lengthBytes = 8;

/** The format's own limit, which keeps a broken length from asking for all memory. */
const longestHeader = 100_000_000;

/** One tensor of a file: bytes `begin` to `end` of the data, row-major and little-endian. */
export interface Entry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly sizes: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface Header {
  /** In the order of the header. */
  readonly entries: readonly Entry[];
  readonly metadata: Readonly<Record<string, string>>;
  /** What stands behind the header. */
  readonly data: Uint8Array;
}

/** Why the file is refused. */
export function malformed(seen: string, expected?: string): ValueError {
  return new ValueError({
    who: 'safetensors.parse',
    seen,
    expected,
    hint: 'is this a whole .safetensors file? One that was cut short or is of another format cannot be read',
    see: 'the format page of the safetensors project',
  });
}

/**
 * The header of a file, with every claim in it checked: nothing of a malformed file is used.
 *
 * @throws ValueError saying what is wrong.
 */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < lengthBytes) {
    throw malformed(`a file of ${bytes.length} bytes`, `${lengthBytes} bytes with the length of the header`);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  const rest = bytes.length - lengthBytes;
  if (length > BigInt(rest)) {
    throw malformed(`a header of ${length} bytes in a file that has ${rest} more`);
  }
  if (length > BigInt(longestHeader)) {
    throw malformed(`a header of ${length} bytes`, `${longestHeader} bytes at most`);
  }
  const data = bytes.subarray(lengthBytes + Number(length));
  const fields = readFields(bytes.subarray(lengthBytes, lengthBytes + Number(length)));
  const metadata = readMetadata(fields.get(metadataName));
  const entries = [...fields]
    .filter(([name]) => name !== metadataName)
    .map(([name, value]) => readEntry(name, value, data.length));
  requireCover(entries, data.length);
  return { entries, metadata, data };
}

/** Whether a name would reach into the prototype of the object that is to hold the tensors. */
export function isPrototypeName(name: string): boolean {
  return name in Object.prototype;
}

function readFields(header: Uint8Array): ReadonlyMap<string, unknown> {
  let text: string;
  let parsed: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header);
  } catch {
    throw malformed('a header that is no UTF-8 text');
  }
  if (!text.startsWith('{')) throw malformed(`a header that begins with ${describe(text.slice(0, 1))}`, '{');
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw malformed(`a header that is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const twice = repeatedKey(text);
  if (twice !== undefined) throw malformed(`the name ${describe(twice)} stands twice in one object`);
  const fields = new Map(Object.entries(Object(parsed)));
  for (const name of fields.keys()) {
    if (isPrototypeName(name))
      throw malformed(
        `a tensor named '${name}'`,
        'no name of Object.prototype, which loading could overwrite',
      );
  }
  return fields;
}

/** A key that one object of a JSON text has twice: `JSON.parse` would keep the last without a word. */
function repeatedKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, key] of json.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (key !== undefined) {
      const name = String(JSON.parse(key));
      const keys = open.at(-1);
      if (keys?.has(name) === true) return name;
      keys?.add(name);
    }
  }
  return undefined;
}

function readMetadata(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (!isObject(value)) throw malformed(`${metadataName} is ${describe(value)}`, 'an object of texts');
  const metadata: Record<string, string> = {};
  for (const [name, text] of Object.entries(value)) {
    if (isPrototypeName(name) || typeof text !== 'string') {
      throw malformed(`${metadataName} has ${describe(text)} under '${name}'`, 'texts under names');
    }
    metadata[name] = text;
  }
  return metadata;
}

function readEntry(name: string, value: unknown, dataLength: number): Entry {
  const of = `tensor '${name}'`;
  if (!isObject(value)) throw malformed(`${of} is ${describe(value)}`, 'dtype, shape and data_offsets');
  const extra = Object.keys(value).find((key) => !['dtype', 'shape', 'data_offsets'].includes(key));
  if (extra !== undefined) throw malformed(`${of} has a field '${extra}'`, 'dtype, shape and data_offsets');
  const { dtype: code, shape: sizes, data_offsets: offsets } = value;
  const dtype =
    typeof code === 'string' && Object.hasOwn(dtypesByCode, code) ? dtypesByCode[code] : undefined;
  if (dtype === undefined) {
    throw malformed(`${of} has dtype ${describe(code)}`, `one of ${Object.keys(dtypesByCode).join(', ')}`);
  }
  if (!isCounts(sizes))
    throw malformed(`${of} has shape ${JSON.stringify(sizes)}`, 'whole numbers from 0 on');
  if (!isCounts(offsets) || offsets.length !== 2) {
    throw malformed(`${of} has data_offsets ${JSON.stringify(offsets)}`, '[begin, end]');
  }
  const [begin, end] = offsets as [number, number];
  if (begin > end || end > dataLength) {
    throw malformed(`${of} lies at [${begin}, ${end}]`, `a place within the ${dataLength} bytes of data`);
  }
  const needed = product(sizes) * dtype.itemSize;
  if (needed !== end - begin) {
    throw malformed(
      `${of} has ${end - begin} bytes`,
      `${needed}, for shape ${shapeText(sizes)} of dtype ${String(code)}`,
    );
  }
  return { name, dtype, sizes, begin, end };
}

/** Every byte of the data belongs to one tensor: none to two, and none to nobody. */
function requireCover(entries: readonly Entry[], dataLength: number): void {
  let covered = 0;
  let last: Entry | undefined;
  for (const entry of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (entry.begin < covered) {
      throw malformed(`the tensors '${last?.name}' and '${entry.name}' overlap at byte ${entry.begin}`);
    }
    if (entry.begin > covered) {
      throw malformed(`bytes ${covered} to ${entry.begin} of the data belong to no tensor`);
    }
    covered = entry.end;
    last = entry;
  }
  if (covered < dataLength) {
    throw malformed(`bytes ${covered} to ${dataLength} of the data belong to no tensor`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);
}
