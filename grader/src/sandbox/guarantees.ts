import { LAYERS, type Layer } from './isolation.ts';
import type { Isolation } from './types.ts';

/** What a submission could harm. */
export const SUBJECTS = ['files', 'network', 'processes', 'memory', 'time'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What a submission can reach and what it cannot, in plain words. */
export type Guarantees = Readonly<Record<Subject, string>>;

interface Guarantee {
  readonly needs: readonly Layer[];
  readonly says: string;
}

const { limits, namespaces, seccomp, permission, otherUser } = LAYERS;

/** Strongest first: the first whose layers are all in force is what is promised; the last needs none. */
const BY_LAYERS: Readonly<Record<Subject, readonly Guarantee[]>> = {
  files: [
    {
      needs: [namespaces],
      says: 'it reads Node, the tensor runtime and its own files; nothing else of the machine is there, and nothing can be written',
    },
    {
      needs: [permission, otherUser],
      says: 'Node refuses every file but its own, and every write; behind that the kernel gives it no more than any user may read',
    },
    {
      needs: [permission],
      says: "Node refuses every file but its own, and every write; behind that nothing guards what the grader's user may touch",
    },
    { needs: [], says: "it reads and writes whatever the grader's user may" },
  ],
  network: [
    { needs: [namespaces, seccomp], says: 'it can open no socket, and its network is empty' },
    { needs: [namespaces], says: 'its network is empty: it reaches nothing, not even this machine' },
    { needs: [], says: 'it is open: whatever this machine can reach' },
  ],
  processes: [
    {
      needs: [namespaces, seccomp],
      says: 'it can start no program, sees no process of the machine and can send no signal',
    },
    {
      needs: [namespaces],
      says: 'it sees no process of the machine; what it might start ends with it',
    },
    {
      needs: [permission, otherUser],
      says: 'Node refuses programs and threads; signals reach no process of another user',
    },
    {
      needs: [permission],
      says: "Node refuses programs and threads; signals reach every process of the grader's user",
    },
    { needs: [], says: "it starts programs and signals every process of the grader's user" },
  ],
  memory: [
    {
      needs: [limits],
      says: 'the engine bounds its heap, and the kernel all private memory of a process',
    },
    { needs: [], says: 'the engine bounds its heap, and nothing bounds typed arrays' },
  ],
  time: [
    {
      needs: [namespaces],
      says: 'the grader ends it at its limits of time and output, and the kernel when the grader is gone',
    },
    {
      needs: [limits],
      says: 'the grader ends it at its limits of time and output; when the grader is gone, the kernel does once its CPU seconds are used',
    },
    {
      needs: [],
      says: 'the grader ends it at its limits of time and output; when the grader is gone, nothing ends a loop',
    },
  ],
};

/** What the layers in force promise about a submission: the only place that says so. */
export function guaranteesOf({ layers }: Pick<Isolation, 'layers'>): Guarantees {
  const of = (subject: Subject): string =>
    BY_LAYERS[subject].find(({ needs }) => needs.every((layer) => layers.includes(layer)))?.says ?? '';
  return {
    files: of('files'),
    network: of('network'),
    processes: of('processes'),
    memory: of('memory'),
    time: of('time'),
  };
}
