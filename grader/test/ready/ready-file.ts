import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { parseAllDocuments } from 'yaml';
import { checkDocument } from '../../src/schema/validate.ts';

/* The files of grader/ready, as far as a dry run looks into them; the services' own schemas judge the rest. */

export const kitRoot = resolve(__dirname, '../../..');

export const readyText = (name: string): string => readFileSync(join(kitRoot, 'grader/ready', name), 'utf8');

/** The documents of a YAML file; a key that stands twice, or a tab, is an error. */
export const yamlOf = (text: string): unknown[] =>
  parseAllDocuments(text).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return document.toJS();
  });

function read<T extends TSchema>(name: string, schema: T): Static<T>[] {
  return yamlOf(readyText(name)).map((document) => checkDocument(document, schema, name));
}

const texts = Type.Record(Type.String(), Type.Unknown());
const lines = Type.Array(Type.String());

const workflowSchema = Type.Object({
  env: Type.Record(Type.String(), Type.String()),
  permissions: Type.Record(Type.String(), Type.String()),
  jobs: Type.Record(
    Type.String(),
    Type.Object({
      strategy: Type.Optional(Type.Object({ matrix: Type.Object({ shard: Type.Array(Type.Integer()) }) })),
      steps: Type.Array(
        Type.Object({
          uses: Type.Optional(Type.String()),
          run: Type.Optional(Type.String()),
          env: Type.Optional(Type.Record(Type.String(), Type.String())),
          with: Type.Optional(texts),
        }),
      ),
    }),
  ),
});

const pipelineJob = Type.Object({
  before_script: lines,
  script: lines,
  parallel: Type.Optional(Type.Integer()),
  artifacts: Type.Object({ access: Type.String(), paths: lines }),
});

const pipelineSchema = Type.Object({
  default: Type.Object({ image: Type.String() }),
  shard: pipelineJob,
  merge: pipelineJob,
});

const containerSchema = Type.Object({
  image: Type.String(),
  command: lines,
  args: lines,
  env: Type.Optional(Type.Array(Type.Object({ name: Type.String(), value: Type.Optional(Type.String()) }))),
});

const jobSchema = Type.Object({
  kind: Type.String(),
  metadata: Type.Object({ name: Type.String() }),
  spec: Type.Object({
    completions: Type.Optional(Type.Integer()),
    parallelism: Type.Optional(Type.Integer()),
    template: Type.Optional(
      Type.Object({ spec: Type.Object({ containers: Type.Array(containerSchema, { minItems: 1 }) }) }),
    ),
  }),
});

export type Workflow = Static<typeof workflowSchema>;
export type Pipeline = Static<typeof pipelineSchema>;
export type ClusterJob = Static<typeof jobSchema>;

const only = <T>([first, ...rest]: readonly T[], name: string): T => {
  if (first === undefined || rest.length > 0) throw new Error(`${name} holds ${rest.length + 1} documents`);
  return first;
};

export const workflow = (): Workflow =>
  only(read('github-actions.yml', workflowSchema), 'github-actions.yml');
export const pipeline = (): Pipeline => only(read('gitlab-ci.yml', pipelineSchema), 'gitlab-ci.yml');
export const clusterJobs = (): ClusterJob[] => read('kubernetes-job.yml', jobSchema);

/** The one container of a job of the cluster. */
export function containerOf(jobs: readonly ClusterJob[], name: string): Static<typeof containerSchema> {
  const [container] =
    jobs.find(({ metadata }) => metadata.name === name)?.spec.template?.spec.containers ?? [];
  if (container === undefined) throw new Error(`kubernetes-job.yml has no container in ${name}`);
  return container;
}

/** Every shell script of the files, by where it stands. */
export function scripts(): readonly (readonly [where: string, script: string])[] {
  const { shard, merge } = pipeline();
  return [
    ...Object.entries(workflow().jobs).flatMap(([job, { steps }]) =>
      steps.flatMap(({ run }, i) =>
        run === undefined ? [] : [[`github-actions.yml: ${job}, step ${i + 1}`, run] as const],
      ),
    ),
    ['gitlab-ci.yml: shard', [...shard.before_script, ...shard.script].join('\n')],
    ['gitlab-ci.yml: merge', [...merge.before_script, ...merge.script].join('\n')],
    ...clusterJobs().flatMap(({ metadata, spec }) =>
      (spec.template?.spec.containers ?? []).map(
        ({ args }) => [`kubernetes-job.yml: ${metadata.name}`, args.join('\n')] as const,
      ),
    ),
    ...[...readyText('Dockerfile').matchAll(/^RUN (.+)$/gm)].map(
      ([, script = ''], i) => [`Dockerfile: RUN ${i + 1}`, script] as const,
    ),
  ];
}
