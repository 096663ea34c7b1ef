import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
  const { manifest, planned, bank, stage } = subject;
  const { slug, file } = manifest;
  const satisfied = new Map(TRIVIAL_ANSWERS.map((answer) => [answer, new Set<string>()]));
  return {
    satisfied,
    trials: [
      {
        proofs: ['reference'],
        at: `solutions/${slug}/${file}`,
        stage,
        seeds: reference,
        judge: judgeReference,
      },
      await starterTrial(subject, others),
      ...bank.mistakes.map(
        (mistake): Trial => ({
          proofs: ['mistakes', 'names'],
          at: mistakePath(slug, mistake),
          stage: { ...stage, entry: mistake.file },
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

/** Staged beside the bank, whose probes and guards are a submission's too. */
async function starterTrial({ kit, manifest, transpiler, stage }: Subject, seeds: number): Promise<Trial> {
  const { slug, file } = manifest;
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
  const entry = 'starter.js';
  await writeFile(join(stage.dir, entry), compiled.code);
  return { proofs: ['starter'], at, stage: { ...stage, entry }, seeds, judge: judgeStarter };
}

/** Staged beside the bank: it takes the names of its exports from the compiled reference. */
async function trivialTrial(
  { kit, manifest, stage, planned }: Subject,
  answer: TrivialAnswer,
  satisfied: Set<string>,
  seeds: number,
): Promise<Trial> {
  const entry = `answers-${answer}.js`;
  const code = trivialSubmission(answer, readReference(kit, manifest), stage.entry);
  await writeFile(join(stage.dir, entry), code);
  const at = `a submission that answers with ${answer}`;
  return {
    proofs: ['trivial'],
    at,
    stage: { ...stage, entry },
    seeds,
    judge: judgeTrivial(planned, satisfied),
  };
}
