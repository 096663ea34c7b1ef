import type { CaseFact } from '../schema/kinds.ts';
import { DEVICE_DEVIATIONS } from './device-deviations.ts';
import { seenIn } from './judges.ts';

/** A case whose verdict is another on the GPU. */
export interface Difference {
  readonly id: string;
  /** What came of it on each device, in one line. */
  readonly cpu: string;
  readonly gpu: string;
  /** Why it may be so; undefined where nothing explains it. */
  readonly because: string | undefined;
}

/** The cases that end otherwise on the GPU. Two failures are one verdict, whatever they say. */
export function differencesOf(cpu: readonly CaseFact[], gpu: readonly CaseFact[]): Difference[] {
  const onGpu = new Map(gpu.map((fact) => [fact.id, fact]));
  return cpu.flatMap((here) => {
    const there = onGpu.get(here.id);
    if (verdictOf(here) === verdictOf(there)) return [];
    return [{ id: here.id, cpu: wordsFor(here), gpu: wordsFor(there), because: explanationOf(there) }];
  });
}

/** A case that is absent was not run. */
function verdictOf(fact: CaseFact | undefined): 'passed' | 'failed' | 'not run' {
  if (fact === undefined || fact.failure?.kind === 'not-run') return 'not run';
  return fact.status === 'pass' ? 'passed' : 'failed';
}

function wordsFor(fact: CaseFact | undefined): string {
  if (fact === undefined) return 'is absent';
  return fact.status === 'pass' ? 'passes' : seenIn(fact);
}

function explanationOf(there: CaseFact | undefined): string | undefined {
  const quote = there?.failure?.quote ?? '';
  return DEVICE_DEVIATIONS.find(({ complaint }) => complaint.test(quote))?.because;
}
