import seedrandom from 'seedrandom';

/** The command itself, the process that runs suites, one of a submission's, or whatever the command has started. */
export const VICTIMS = ['orchestrator', 'engine', 'host', 'any'] as const;
export type Victim = (typeof VICTIMS)[number];

/** When somebody is killed: so long after the command was started, or after so many submissions were graded. */
export interface Moment {
  readonly victim: Victim;
  readonly after: 'start' | number;
  readonly pauseMs: number;
  /** Chooses among several processes. */
  readonly pick: number;
}

const STARTING = 3;
/** The longest that a start takes on a machine that does nothing else. */
const START_MS = 1_500;
const PAUSE_MS = 150;

/**
 * Moments in the order in which they come: victims take turns over the whole class, the command is killed again while
 * it starts anew, then something that it starts with, and once more the command when every submission is graded.
 */
export function drawMoments(seed: string, count: number, submissions: number): Moment[] {
  const random = seedrandom(seed);
  const turns = count - 2 * STARTING - 1;
  const moments: Moment[] = [];
  let starting = STARTING;
  for (let turn = 0; turn < turns; turn += 1) {
    const victim = VICTIMS[turn % VICTIMS.length] ?? 'host';
    const after = Math.floor(((turn + random()) / turns) * submissions);
    moments.push({ victim, after, pauseMs: random() * PAUSE_MS, pick: random() });
    if (victim !== 'orchestrator' || starting === 0) continue;
    starting -= 1;
    for (const early of ['orchestrator', 'any'] as const)
      moments.push({ victim: early, after: 'start', pauseMs: random() * START_MS, pick: random() });
  }
  return [...moments, { victim: 'orchestrator', after: submissions, pauseMs: random() * PAUSE_MS, pick: 0 }];
}
