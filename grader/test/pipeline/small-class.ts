import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';
import { type Engine, EngineDied } from '../../src/engine/engine.ts';
import type { RunRequest, RunResult, SuiteCase } from '../../src/engine/protocol.ts';
import { type Kit, kitAt } from '../../src/kit.ts';
import { type GradeRequest, gradeClass } from '../../src/pipeline/grade-class.ts';
import { outPaths } from '../../src/pipeline/out-paths.ts';
import { assignmentDigests } from '../../src/pipeline/plan.ts';
import type { Tools } from '../../src/pipeline/tools.ts';
import type { Isolation } from '../../src/sandbox/types.ts';
import type { Certificate } from '../../src/schema/certificate.ts';
import { gradebookSchema } from '../../src/schema/gradebook.ts';
import type { Failure } from '../../src/schema/kinds.ts';
import type { Manifest } from '../../src/schema/manifest.ts';
import { outcomeSchema } from '../../src/schema/outcome.ts';
import { reportSchema } from '../../src/schema/report.ts';
import { readDocument } from '../../src/schema/validate.ts';

/* A kit, a class and an engine made for tests: no process is started, sources say what their verdict is. */

export const SLUG = 'a03-softmax';
export const SECRET = 'a secret for tests';

export const MANIFEST: Manifest = {
  schema: 'manifest/v1',
  slug: SLUG,
  code: 'A03',
  title: 'Softmax by hand',
  file: 'softmax.ts',
  tasks: [
    {
      id: 'A03.1',
      name: 'softmaxNaive',
      points: 40,
      groups: [
        { id: 'values', points: 30 },
        { id: 'shape', points: 10 },
      ],
    },
    {
      id: 'A03.2',
      name: 'softmaxStable',
      points: 60,
      groups: [
        { id: 'values', points: 20 },
        { id: 'stability', points: 40 },
      ],
    },
  ],
  forbids: { names: ['softmax'], because: 'A03 asks you to build softmax from exp and sum' },
};

const suiteCase = (
  task: string,
  group: string,
  title: string,
  visibility: SuiteCase['visibility'],
): SuiteCase => ({
  id: `${task}-${group}-${title}`.replaceAll(' ', '-'),
  title,
  task,
  group,
  visibility,
});

export const CASES: readonly SuiteCase[] = [
  suiteCase('A03.1', 'values', 'three scores', 'visible'),
  suiteCase('A03.2', 'values', 'three scores', 'visible'),
  suiteCase('A03.1', 'shape', 'a vector', 'hidden'),
  suiteCase('A03.1', 'values', 'many scores', 'hidden'),
  suiteCase('A03.1', 'values', 'one score', 'hidden'),
  suiteCase('A03.2', 'values', 'many scores', 'hidden'),
  suiteCase('A03.2', 'stability', 'scores of a thousand', 'hidden'),
];

/** Writes files under a folder; folders are made as needed. */
export function writeTree(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A fresh folder, gone when the test file ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradus-test-'));
  folders.push(folder);
  return folder;
}

export function smallKit(manifest: unknown = MANIFEST): Kit {
  const root = newFolder();
  writeTree(root, {
    'package.json': '{ "version": "0.0.1" }',
    'dist/torch.js': '// runtime',
    'dist/host.js': '// host',
    'dist/transpile.js': '// transpiler',
    'dist/engine.js': '// engine',
    [`assignments/${SLUG}/manifest.json`]: JSON.stringify(manifest),
    [`assignments/${SLUG}/visible.test.ts`]: '// visible',
    [`grader/suites/${SLUG}/hidden.test.ts`]: '// hidden',
  });
  const kit = kitAt(root);
  certify(kit);
  return kit;
}

/** Vouches for the kit's files as they are now. */
export function certify(kit: Kit): void {
  const at = '2026-02-01T12:00:00.000Z';
  const certificate: Certificate = {
    schema: 'certificate/v1',
    assignment: SLUG,
    digests: assignmentDigests(kit, SLUG),
    prover: '0'.repeat(64),
    seeds: { reference: 50, others: 10 },
    proofs: [],
    satisfied: [],
    mutants: { tried: 0, killed: 0, survivors: [] },
    versions: { ...kit.versions },
    measured: { startedAt: at, finishedAt: at, wallMs: 0 },
  };
  writeTree(kit.root, { [`grader/certificates/${SLUG}.json`]: JSON.stringify(certificate) });
}

export const COURSE = {
  schema: 'course/v1',
  id: 'dl-1',
  title: 'Deep learning',
  seed: 7,
  minIsolation: 1,
  assignments: [{ slug: SLUG, dueAt: '2026-03-01T12:00:00Z', lateDueAt: '2026-03-08T12:00:00Z' }],
  late: { graceSeconds: 600, perDay: 0.1, cap: 0.5 },
};

export const ROSTER = [
  'id,givenName,familyName,email,section,status,canvasId',
  'amara,Amara,Okafor,amara@example.edu,A,active,9001',
  'bjorn,Björn,Sørensen,,B,,',
  'zoe,,李,,B,dropped,',
].join('\n');

/** A class folder: amara right, bjorn wrong in stability, zoe nothing. */
export function smallClass(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const dir = newFolder();
  writeTree(dir, {
    'course.json': JSON.stringify(COURSE),
    'roster.csv': ROSTER,
    'submissions.csv': `learner,assignment,attempt,submittedAt\namara,${SLUG},1,2026-03-01T10:00:00Z\nbjorn,${SLUG},1,2026-03-01T11:00:00Z\n`,
    [`submissions/amara/${SLUG}/softmax.ts`]: 'right',
    [`submissions/bjorn/${SLUG}/softmax.ts`]: 'wrong in stability',
    ...files,
  });
  return dir;
}

const WRONG: Failure = {
  kind: 'wrong',
  who: 'softmaxStable',
  what: 'the values differ',
  detail: 'input [1000, 1001], expected [0.27, 0.73], got [NaN, NaN]',
  hint: 'subtract the largest score first',
  misconception: 'M-OVERFLOW',
};

/** What the engine says when somebody ends the submission's process in its first case. */
function killed(): RunResult {
  const { cases, measured } = verdict('right');
  const failure: Failure = { kind: 'memory', who: 'softmaxNaive', what: 'used more memory than allowed' };
  const hit = { id: CASES[0]?.id ?? '', status: 'fail' as const, failure, wallMs: 1.25 };
  return { cases: [hit, ...cases.slice(1)], measured: { ...measured, killed: 1 } };
}

/** What the engine says of a source: `right`, or `wrong in GROUP`, or one of the ways to fail. */
function verdict(source: string): RunResult {
  const [, group] = /wrong in ([a-z]+)/.exec(source) ?? [];
  const cases = CASES.map((one) => {
    const base = { id: one.id, wallMs: 1.25 };
    if (source.includes('fault') && one.group === 'shape') {
      const failure: Failure = {
        kind: 'grader-error',
        who: 'the suite',
        what: 'failed in itself',
        quote: 'TypeError',
      };
      return { ...base, status: 'fail' as const, failure };
    }
    if (one.group === group) return { ...base, status: 'fail' as const, failure: WRONG };
    return { ...base, status: 'pass' as const, margin: source.includes('thin') ? 0.9 : 0.1 };
  });
  const measured = { cpuMs: 12, wallMs: 34, outputBytes: 0, restarts: 0, killed: 0 };
  if (source.includes('loses a case')) return { cases: cases.slice(1), measured };
  if (source.includes('doubles a case')) return { cases: [...cases, ...cases.slice(0, 1)], measured };
  return { cases, measured };
}

export interface FakeTools extends Tools {
  /** Learners in the order in which the engine was asked to run them, retries included. */
  readonly ran: string[];
  readonly engines: { started: number; closed: number };
  /** How often an engine was asked for a suite's cases, and the workshop for a stage. */
  readonly asked: { cases: number; stages: number };
}

export function fakeTools(
  isolation: Isolation = { level: 2, layers: ['bwrap'], missing: ['seccomp filter'] },
): FakeTools {
  const ran: string[] = [];
  const engines = { started: 0, closed: 0 };
  const asked = { cases: 0, stages: 0 };
  const deaths = new Map<string, number>();
  const run = async ({ learner, stage }: RunRequest, signal?: AbortSignal): Promise<RunResult> => {
    ran.push(learner);
    const source = stage.dir;
    const [, mortal] = /dies (\d)/.exec(source) ?? [];
    const died = deaths.get(learner) ?? 0;
    deaths.set(learner, died + 1);
    if (mortal !== undefined && died < Number(mortal)) throw new EngineDied('exit status 9');
    const [, hits = '0'] = /killed (\d)/.exec(source) ?? [];
    if (died < Number(hits)) return killed();
    if (source.includes('hangs')) {
      await new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(new EngineDied('SIGTERM'))),
      );
    }
    return verdict(source);
  };
  return {
    ran,
    engines,
    asked,
    probeIsolation: async () => isolation,
    openWorkshop: () => ({
      startEngine: (): Engine => {
        engines.started += 1;
        return {
          collect: async () => {
            asked.cases += 1;
            return [...CASES];
          },
          run,
          close: async () => {
            engines.closed += 1;
          },
        };
      },
      stage: async (source, { forbids }) => {
        asked.stages += 1;
        return source.includes('SYNTAX')
          ? { errors: [{ line: 3, column: 5, message: "';' expected" }] }
          : { dir: source, entry: 'softmax.js', forbids };
      },
      unstage: async () => {},
      close: async () => {},
    }),
  };
}

/** Grades with fakes; a test overrides what it is about. */
export function gradeSmall(overrides: Partial<GradeRequest> = {}) {
  return gradeClass({
    kit: smallKit(),
    tools: fakeTools(),
    dir: smallClass(),
    out: join(newFolder(), 'out'),
    env: { GRADUS_SECRET: SECRET },
    concurrency: 2,
    signal: new AbortController().signal,
    now: () => new Date(),
    onProgress: () => {},
    ...overrides,
  });
}

/** One class, graded as often as a test likes. */
export function classroom(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const tools = fakeTools();
  const request = { kit: smallKit(), tools, dir: smallClass(files), out: join(newFolder(), 'out') };
  const paths = outPaths(request.out);
  const of = (learner: string, attempt = 1) => ({ learner, assignment: SLUG, attempt });
  return {
    ...request,
    paths,
    grade: (overrides: Partial<GradeRequest> = {}) => gradeSmall({ ...request, ...overrides }),
    submit: (learner: string, source: string) =>
      writeTree(request.dir, { [`submissions/${learner}/${SLUG}/softmax.ts`]: source }),
    report: (learner: string, attempt?: number) =>
      readDocument(paths.report(of(learner, attempt)), reportSchema),
    outcome: (learner: string, attempt?: number) =>
      readDocument(paths.outcome(of(learner, attempt)), outcomeSchema),
    gradebook: () => readDocument(paths.gradebook, gradebookSchema),
  };
}

/** Every file of a folder with its content. */
export const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path, readFileSync(path, 'utf8')]),
  );

export type Classroom = ReturnType<typeof classroom>;

export const writeManifest = (kit: Kit, manifest: unknown): void =>
  writeTree(kit.root, { [`assignments/${SLUG}/manifest.json`]: JSON.stringify(manifest) });
