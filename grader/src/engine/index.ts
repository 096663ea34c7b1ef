export {
  type Bank,
  type BankingEngine,
  type Engine,
  EngineDied,
  type EnginePlaces,
  startEngine,
} from './engine.ts';
export type { RunRequest, RunResult, SuiteCase, Visibility } from './protocol.ts';
