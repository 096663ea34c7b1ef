/** Parts of Node are asked for by name: this code must not make a browser's bundle look for them. */
export const builtin = process.getBuiltinModule;

/** The globals of the program itself: where code runs in a realm of its own, as under Jest, that has others. */
export function mainRealm(): { setImmediate: unknown; readonly process: NodeJS.Process } {
  return builtin('vm').runInThisContext('globalThis');
}
