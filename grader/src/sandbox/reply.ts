/** Reads the host's replies: a stranger's word, checked field by field. */
import { type Frame, FrameError } from './frames.ts';
import { isRefusalReason, knownErrorName } from './host-failure.ts';
import type { CallReply, Value } from './types.ts';
import { BodyReader } from './value-body.ts';
import { decodeValue } from './values.ts';
import type { RefusalReason, ThrownError } from './wire.ts';

const MAX_MESSAGE = 2_000;
const MAX_PLACE = 1_000_000;
/** What no terminal should meet (Unicode's category Other, but for the newline), and separators of lines. */
const UNPRINTABLE = /[^\P{C}\n]|[\u2028\u2029]/gu;

type Fields = Readonly<Record<string, unknown>>;

function isFields(x: unknown): x is Fields {
  return typeof x === 'object' && x !== null && !Array.isArray(x);
}

function isPlace(x: unknown): x is number {
  return typeof x === 'number' && Number.isInteger(x) && x > 0 && x <= MAX_PLACE;
}

export interface Refusal {
  readonly error: ThrownError;
  readonly reason: RefusalReason | undefined;
}

/** The header's fields, or the refusal they state. Throws FrameError unless it answers request `id`. */
export function readReply({ header }: Frame, id: string): { fields: Fields } | { refusal: Refusal } {
  if (!isFields(header) || header.id !== id) throw new FrameError('a reply to nothing that was asked');
  if (!Object.hasOwn(header, 'error')) return { fields: header };
  const { error, reason } = header;
  if (!isFields(error) || typeof error.name !== 'string' || typeof error.message !== 'string') {
    throw new FrameError('an error without name and message');
  }
  const { line, column } = error;
  const place = isPlace(line) && isPlace(column) && { line, column };
  return {
    refusal: {
      error: {
        name: knownErrorName(error.name),
        message: error.message.replace(UNPRINTABLE, '').slice(0, MAX_MESSAGE),
        ...place,
      },
      reason: isRefusalReason(reason) ? reason : undefined,
    },
  };
}

/** Throws ValueError or FrameError when the reply is not one to `get`. */
export function readValue(fields: Fields, body: Uint8Array): Value {
  const reader = new BodyReader(body);
  const value = decodeValue(fields.value, reader);
  reader.finish();
  return value;
}

/** Throws ValueError or FrameError when the reply is not one to a call with so many arguments. */
export function readCallReply(
  fields: Fields,
  body: Uint8Array,
  count: number,
  withAfter: boolean,
): CallReply {
  const reader = new BodyReader(body);
  const value = decodeValue(fields.value, reader);
  const argumentsUnchanged = list(fields.unchanged, count).map((unchanged) => unchanged === true);
  const argumentsAfter = list(fields.after, withAfter ? count : 0).map((now) => decodeValue(now, reader));
  reader.finish();
  return { value, argumentsUnchanged, ...(withAfter && { argumentsAfter }) };
}

function list(x: unknown, length: number): readonly unknown[] {
  if (!Array.isArray(x) || x.length !== length) throw new FrameError(`a list of ${length} expected`);
  return x;
}
