/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import { shared } from './jest.config.ts';

/** What takes minutes: attacks, interruptions, whole proofs, other programs, a GPU. `npm run test:slow`. */
const config: Config = {
  ...shared,
  globalSetup: '<rootDir>/build.mjs',
  roots: ['<rootDir>/shared/test', '<rootDir>/grader/test'],
  testMatch: ['**/*.slow.test.ts'],
  // Below what any process holds: each file has a process of its own. A GPU's driver leaves descriptors open, which what the next
  // file starts would inherit.
  workerIdleMemoryLimit: '1MB',
  maxWorkers: '100%',
  testTimeout: 60_000,
};

export default config;
