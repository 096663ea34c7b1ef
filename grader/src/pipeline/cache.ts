import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Static, TSchema } from '@sinclair/typebox';
import { InputError } from '../schema/input-error.ts';
import { parseDocument } from '../schema/validate.ts';
import { keyedDigest } from './digest.ts';
import { writeDurably } from './durable-write.ts';

/** What has been found out, by a key made of everything that decides it. Several processes may share one. */
export interface Cache {
  /** What stands under the key; undefined where nothing does, or nothing that can be trusted. */
  read<T extends TSchema>(key: string, schema: T): Static<T> | undefined;
  write(key: string, value: object): Promise<void>;
}

/**
 * A cache in a folder. An entry is a line with its seal, an HMAC of key and value under `secret`, and the value: one
 * that was cut off, edited or put under another key is as good as none, and so is one of somebody without the secret.
 */
export function openCache(folder: string, secret: string): Cache {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key);
  const sealOf = (key: string, json: string) => keyedDigest(secret, [key, json]);
  return {
    read: (key, schema) => {
      try {
        const entry = readFileSync(pathOf(key), 'utf8');
        const end = entry.indexOf('\n');
        const json = entry.slice(end + 1);
        return entry.slice(0, end) === sealOf(key, json) ? parseDocument(json, schema, key) : undefined;
      } catch (error) {
        // None there, or of a release whose values had another shape. What cannot be read is written anew, or says why not.
        if (error instanceof InputError || isFileError(error)) return undefined;
        throw error;
      }
    },
    write: async (key, value) => {
      const json = JSON.stringify(value);
      await writeDurably(pathOf(key), `${sealOf(key, json)}\n${json}`);
    },
  };
}

const isFileError = (error: unknown): boolean => (error as NodeJS.ErrnoException).syscall !== undefined;
