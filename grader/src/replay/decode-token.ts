import { inflateRawSync } from 'node:zlib';
import { BodyReader, ValueError } from '../sandbox/value-body.ts';
import { decodeValue } from '../sandbox/values.ts';
import { ID_PATTERN } from '../schema/fields.ts';
import { InputError } from '../schema/input-error.ts';
import {
  CHECKSUM_BYTES,
  checksum,
  isPlain,
  MAX_INFLATED_BYTES,
  MAX_TOKEN_LENGTH,
  NEWLINE,
  PREFIX,
  type ReplayedCall,
} from './token.ts';

const WHO = 'gradus replay';
const SLUG = new RegExp(ID_PATTERN);
const FUNCTION_NAME = /^[A-Za-z_$][\w$]{0,99}$/;
const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** The call in a token. Throws `InputError` on a word that is none, is damaged, or was made up. */
export function decodeToken(token: string): ReplayedCall {
  const deflated = unwrap(token);
  try {
    return readCall(inflateRawSync(deflated, { maxOutputLength: MAX_INFLATED_BYTES }));
  } catch (error) {
    throw new InputError({
      who: WHO,
      seen: `the token holds no input of a case: ${reasonOf(error)}`,
      hint: 'was it made by hand? Tokens come from the feedback on your submission',
    });
  }
}

/** Takes off the prefix and the checksum. */
function unwrap(token: string): Buffer {
  if (!token.startsWith(PREFIX)) {
    const other = /^gr(\d{1,6})\./.exec(token)?.[1];
    throw new InputError(
      other === undefined
        ? { who: WHO, seen: 'this is not a replay token', expected: `one word that begins with ${PREFIX}` }
        : {
            who: WHO,
            seen: `the token is of format ${other}, and this kit reads format 1`,
            hint: 'is your copy of the kit older than your feedback?',
          },
    );
  }
  if (token.length > MAX_TOKEN_LENGTH) {
    throw new InputError({
      who: WHO,
      seen: `the token has ${token.length} characters`,
      expected: `at most ${MAX_TOKEN_LENGTH}`,
      hint: 'was something else pasted with it?',
    });
  }
  const encoded = token.slice(PREFIX.length);
  const bytes = Buffer.from(BASE64URL.test(encoded) ? encoded : '', 'base64url');
  const deflated = bytes.subarray(CHECKSUM_BYTES);
  if (deflated.length === 0 || !checksum(deflated).equals(bytes.subarray(0, CHECKSUM_BYTES))) {
    throw new InputError({
      who: WHO,
      seen: `the token is damaged or incomplete: its checksum does not fit (${token.length} characters)`,
      hint: 'was all of it copied? It is one word, without spaces or line breaks',
    });
  }
  return deflated;
}

/** Throws SyntaxError or ValueError unless `content` is what `encodeToken` packs. */
function readCall(content: Buffer): ReplayedCall {
  const end = content.indexOf(NEWLINE);
  if (end < 0) throw new ValueError('it has no header');
  const header: unknown = JSON.parse(content.toString('utf8', 0, end));
  if (!Array.isArray(header) || header.length !== 4) throw new ValueError('its header is not a call');
  const [slug, on, name, args]: readonly unknown[] = header;
  if (typeof slug !== 'string' || !SLUG.test(slug)) throw new ValueError('it names no assignment');
  if (on !== 'submission' && on !== 'probes') throw new ValueError('it says not on what to call');
  if (typeof name !== 'string' || !FUNCTION_NAME.test(name)) throw new ValueError('it names no function');
  if (!Array.isArray(args)) throw new ValueError('it has no arguments');
  const body = new BodyReader(content.subarray(end + 1));
  const values = args.map((arg: unknown) => decodeValue(arg, body));
  body.finish();
  if (!values.every(isPlain)) throw new ValueError('an argument is an object of another process');
  return { slug, on, name, args: values };
}

function reasonOf(error: unknown): string {
  if (error instanceof ValueError) return error.message;
  if (error instanceof SyntaxError) return 'its header cannot be read';
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_BUFFER_TOO_LARGE') return `it unpacks to more than ${MAX_INFLATED_BYTES} bytes`;
  // Nothing else but a fault of ours is without a code of zlib's.
  if (code?.startsWith('Z_')) return 'it cannot be unpacked';
  throw error;
}
