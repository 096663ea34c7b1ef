import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import ts from 'typescript';
import { newFolder, writeTree } from '../pipeline/small-class.ts';
import { kitRoot, yamlOf } from './ready-file.ts';

/* The services' own words on a file, as far as they are published as packages. Each gives the errors, none when it is right. */

let builtParser: string | undefined;

/** GitHub's parser of workflows, which is an ES module for bundlers, as a file that Node can run. */
function parserBundle(): string {
  if (builtParser !== undefined) return builtParser;
  builtParser = join(newFolder(), 'parser.cjs');
  buildSync({
    stdin: {
      contents: `
        import { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } from '@actions/workflow-parser';
        export async function errorsOf(content) {
          const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
          if (value !== undefined) await convertWorkflowTemplate(context, value);
          return context.errors.getErrors().map(({ message }) => message);
        }`,
      resolveDir: kitRoot,
    },
    ...{ bundle: true, platform: 'node', format: 'cjs', outfile: builtParser, logLevel: 'error' },
  });
  return builtParser;
}

export function githubErrors(content: string): string[] {
  const script = `require(process.argv[1]).errorsOf(require('node:fs').readFileSync(0, 'utf8')).then((errors) => console.log(JSON.stringify(errors)))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script, parserBundle()], {
    ...{ input: content, encoding: 'utf8' },
  });
  if (stdout === '') return [stderr];
  const errors: unknown = JSON.parse(stdout);
  return Array.isArray(errors) ? errors.map(String) : [stdout];
}

/** GitLab's schema of pipelines, as gitlab-ci-local has it; it also resolves `needs`, stages and rules. */
export function gitlabErrors(content: string): string[] {
  const repository = newFolder();
  writeTree(repository, { '.gitlab-ci.yml': content });
  const git = (...args: string[]) => spawnSync('git', args, { cwd: repository });
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'git@gitlab.example.edu:course/class.git');
  git('add', '.');
  git(
    '-c',
    'user.name=staff',
    '-c',
    'user.email=staff@example.edu',
    'commit',
    '--quiet',
    '--message',
    'class',
  );
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [
      ...['--require', join(__dirname, 'set-union.cjs')],
      join(kitRoot, 'node_modules/gitlab-ci-local/dist/index.js'),
      ...['--list', '--variable', 'CI_PIPELINE_SOURCE=web'],
    ],
    { cwd: repository, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: repository } },
  );
  return status === 0 ? [] : [`${stdout}${stderr}`];
}

const KINDS: Readonly<Record<string, readonly [type: string, from: string]>> = {
  Job: ['Job', 'kubernetes-types/batch/v1'],
  NetworkPolicy: ['NetworkPolicy', 'kubernetes-types/networking/v1'],
};

/** Kubernetes' own types, generated from its OpenAPI description: a key that they do not know, or a wrong type, is an error. */
export function kubernetesErrors(content: string): string[] {
  const file = join(kitRoot, 'grader/test/ready/documents.ts');
  const source = yamlOf(content)
    .map((document, i) => {
      const kind = String(Object.entries(Object(document)).find(([key]) => key === 'kind')?.[1]);
      const [type, from] = KINDS[kind] ?? [kind, 'kubernetes-types'];
      const literal = JSON.stringify(document, null, 2);
      return `import type { ${type} as Type${i} } from '${from}';\nexport const document${i}: Type${i} = ${literal};`;
    })
    .join('\n');
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ['lib.es2022.d.ts'] },
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022)
      : getSourceFile.call(host, name, ...rest);
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? source : readFile.call(host, name));
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
