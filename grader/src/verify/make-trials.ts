import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compiledProbes } from '../authoring/probes.ts';
import { makeStage } from '../sandbox/index.ts';
import { InputError } from '../schema/input-error.ts';
import { mistakePath } from './check-catalogue.ts';
import { readReference } from './check-layout.ts';
import { judgeMistake, judgeReference, judgeStarter, judgeTrivial } from './judges.ts';
import type { Trial } from './proof.ts';
import type { Subject } from './subject.ts';
import { TRIVIAL_ANSWERS, type TrivialAnswer, trivialSubmission } from './trivial-submissions.ts';

export interface Seeds {
  /** Seeds that the reference is run on. */
  readonly reference: number;
  /** Seeds that every other submission is run on. */
  readonly others: number;
}

/** The cases that answers without thought satisfied on some seed; filled while trials run. */
export type Satisfied = ReadonlyMap<TrivialAnswer, Set<string>>;

export interface Trials {
  readonly trials: readonly Trial[];
  readonly satisfied: Satisfied;
}

/** Every submission that proves something about a suite: reference, starter, mistakes, and answers without thought. */
export async function makeTrials(subject: Subject, { reference, others }: Seeds): Promise<Trials> {
  const { manifest, planned, bank } = subject;
  const { slug, file } = manifest;
  const satisfied = new Map(TRIVIAL_ANSWERS.map((answer) => [answer, new Set<string>()]));
  return {
    satisfied,
    trials: [
      {
        proofs: ['reference'],
        at: `solutions/${slug}/${file}`,
        stage: bank.stage,
        seeds: reference,
        judge: judgeReference,
      },
      await starterTrial(subject, others),
      ...bank.mistakes.map(
        (mistake): Trial => ({
          proofs: ['mistakes', 'names'],
          at: mistakePath(slug, mistake),
          stage: { ...bank.stage, entry: mistake.file },
          seeds: others,
          judge: judgeMistake(mistake, planned),
        }),
      ),
      ...(await Promise.all(
        [...satisfied].map(([answer, cases]) => trivialTrial(subject, answer, cases, others)),
      )),
    ],
  };
}

async function starterTrial({ kit, manifest, transpiler, tempRoot }: Subject, seeds: number): Promise<Trial> {
  const { slug, file, forbids } = manifest;
  const at = `starter/${slug}/${file}`;
  const compiled = await transpiler.submission(readFileSync(join(kit.root, at), 'utf8'), file);
  if (!compiled.ok) {
    const [first] = compiled.errors;
    throw new InputError({
      who: `${at}:${first?.line}`,
      seen: `it does not compile: ${first?.message}`,
      hint: 'correct what stands outside the regions of the solution, then run `gradus starters`',
    });
  }
  const entry = file.replace(/\.ts$/, '.js');
  const files = new Map([[entry, compiled.code]]);
  const probes = await compiledProbes(kit.root, slug, transpiler);
  const stage = await makeStage({ tempRoot, torch: kit.dist.torch, files, entry, probes, forbids });
  return { proofs: ['starter'], at, stage, seeds, judge: judgeStarter };
}

/** Staged in the bank's own folder: it takes the names of its exports from the compiled reference. */
async function trivialTrial(
  { kit, manifest, bank, planned }: Subject,
  answer: TrivialAnswer,
  satisfied: Set<string>,
  seeds: number,
): Promise<Trial> {
  const entry = `answers-${answer}.js`;
  const code = trivialSubmission(answer, readReference(kit, manifest), bank.stage.entry);
  await writeFile(join(bank.stage.dir, entry), code);
  const stage = { ...bank.stage, entry };
  const at = `a submission that answers with ${answer}`;
  return { proofs: ['trivial'], at, stage, seeds, judge: judgeTrivial(planned, satisfied) };
}
