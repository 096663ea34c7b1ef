/** The combinations of layers that a machine may give, for tests that hold at each of them. */
import { findTool, LAYERS, type Layer } from '../../src/sandbox/isolation.ts';
import type { Isolation } from '../../src/sandbox/types.ts';

const { limits, namespaces, seccomp, descriptors, permission, otherUser } = LAYERS;
const withTools = (...names: string[]): boolean =>
  process.platform === 'linux' && names.every((name) => findTool(name) !== undefined);

export interface Level {
  readonly name: string;
  readonly isolation: Isolation;
  /** Whether this machine can put these layers on. */
  readonly available: boolean;
}

const level = (
  name: string,
  number: Isolation['level'],
  layers: readonly Layer[],
  available: boolean,
): Level => ({ name, isolation: { level: number, layers, missing: [] }, available });

export const LEVELS: readonly Level[] = [
  level('level 3', 3, [limits, namespaces, seccomp, descriptors, permission], withTools('prlimit', 'bwrap')),
  level(
    'level 2, namespaces without a system call filter',
    2,
    [limits, namespaces, descriptors, permission],
    withTools('prlimit', 'bwrap'),
  ),
  level(
    'level 2, another user',
    2,
    [limits, otherUser, descriptors, permission],
    withTools('prlimit', 'setpriv') && process.getuid?.() === 0,
  ),
  level('level 1', 1, [limits, descriptors, permission], withTools('prlimit')),
  level('level 0', 0, [limits], withTools('prlimit')),
];
