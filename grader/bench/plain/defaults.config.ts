/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

/** ts-jest as its documentation sets it up: every file is type-checked. */
const config: Config = {
  rootDir: '../../..',
  testMatch: ['**/visible.test.ts', '**/hidden.test.ts'],
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/grader/bench/plain/tsconfig.json' }],
    '/dist/torch\\.js$': '<rootDir>/jest.esm-transform.cjs',
  },
  moduleNameMapper: {
    '^#torch$': '<rootDir>/dist/torch.js',
    '^#grader/authoring$': '<rootDir>/grader/bench/plain/authoring.ts',
  },
};

export default config;
