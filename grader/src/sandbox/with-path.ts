import { types } from 'node:util';

/** An error of the file system as one about `path`: where a write fails, as on a full disk, Node names no file at all. */
export const withPath = (error: unknown, path: string): unknown =>
  types.isNativeError(error) ? Object.assign(error, { path }) : error;
