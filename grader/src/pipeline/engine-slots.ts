import type { Engine } from '../engine/engine.ts';

/** Live engines by the worker that uses them: each is started at the first use, and again after it was discarded. */
export interface EngineSlots {
  at(slot: number): Engine;
  /** Forgets an engine that died or hangs. */
  discard(slot: number): void;
  close(): Promise<void>;
}

export function engineSlots(start: () => Engine): EngineSlots {
  const engines = new Map<number, Engine>();
  return {
    at: (slot) => {
      const engine = engines.get(slot) ?? start();
      engines.set(slot, engine);
      return engine;
    },
    discard: (slot) => {
      // Not awaited: an engine that hangs is ended by its signal, and nothing waits for its farewell.
      void engines.get(slot)?.close();
      engines.delete(slot);
    },
    close: async () => {
      await Promise.all([...engines.values()].map((engine) => engine.close()));
    },
  };
}
