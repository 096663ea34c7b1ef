import type { Engine } from '../engine/engine.ts';
import type { Kit } from '../kit.ts';
import type { Forbids, Isolation, Limits, Stage } from '../sandbox/types.ts';

/** The parts that start processes; a test puts others in their place. */
export interface Tools {
  probeIsolation(kit: Kit): Promise<Isolation>;
  /** Opens what plan and run share. Its processes start when they are first needed. */
  openWorkshop(kit: Kit, isolation: Isolation): Workshop;
}

/** One transpiler, as many engines as are asked for, and a place for stages. */
export interface Workshop {
  startEngine(): Engine;
  /** Stages one submission to an assignment: its file, transpiled, beside the assignment's probes. */
  stage(source: string, assignment: StagedAssignment): Promise<Stage | CompileError>;
  unstage(stage: Stage): Promise<void>;
  /** Ends all but the engines, which are closed before. */
  close(): Promise<void>;
}

/** What a stage needs to know of an assignment. */
export interface StagedAssignment {
  readonly slug: string;
  readonly file: string;
  readonly forbids: Forbids;
  readonly limits: Pick<Limits, 'heapMb'>;
}

export interface CompileError {
  readonly errors: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}
