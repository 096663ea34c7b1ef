/** The submission host and its sandbox, as the pipeline, the engine and the suites' client use it. */
export { type Guarantees, guaranteesOf, SUBJECTS } from './guarantees.ts';
export { HostFailure } from './host-failure.ts';
export { type HostSnapshot, makeHostSnapshot } from './host-snapshot.ts';
export { hostSnapshots } from './host-snapshots.ts';
export { bareIsolation, plainIsolation } from './isolation.ts';
export { type LaunchedHost, type LaunchOptions, launchHost, type SandboxPaths } from './launch.ts';
export { type Attempt, type Examination, examineIsolation, probeIsolation } from './probe-isolation.ts';
export { makeStage, removeStage, type StageRequest, stageGpu } from './stage.ts';
export { toValue } from './to-value.ts';
export { createTranspiler, type Transpiler } from './transpile.ts';
export type { CompileError, TranspileResult } from './transpile-module.ts';
export * from './types.ts';
