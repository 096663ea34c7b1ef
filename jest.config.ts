/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

type ProjectConfig = NonNullable<Config['projects']>[number];

export const shared = {
  testMatch: ['**/*.test.ts', '!**/*.slow.test.ts'],
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.jest.json', diagnostics: false }],
    // Some packages are ES modules only, and Jest's CommonJS cannot load those untranslated.
    // Observable Plot draws half a pixel aside where a test runner's `it` is there: tests see what everyone sees.
    '^.+\\.m?js$': ['<rootDir>/jest.esm-transform.cjs', { define: { it: 'undefined' } }],
  },
  transformIgnorePatterns: [],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/out', '<rootDir>/grader/test/zoo/'],
} satisfies ProjectConfig;

// Recorded cases and notebooks are what they are without a GPU. The tests of that device take the mask off.
process.env.GRADUS_GPU ??= 'off';

// Submissions (examples, zoo) and output folders never stand under a root: Jest must not load them.
const config: Config = {
  globalSetup: '<rootDir>/build.mjs',
  // Jest leaves one core to itself, which on two cores is half of the machine; but here it only waits.
  maxWorkers: '100%',
  // Many tests start processes. A slow or busy machine must not fail them; what hangs is ended all the same.
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'kit', roots: ['<rootDir>/shared/test', '<rootDir>/grader/test'] },
    {
      ...shared,
      displayName: 'suites',
      roots: ['<rootDir>/assignments', '<rootDir>/grader/suites'],
      setupFilesAfterEnv: ['<rootDir>/jest.suites-setup.ts'],
    },
  ],
};

export default config;
