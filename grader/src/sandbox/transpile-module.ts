/** TypeScript → JavaScript for one file at a time, without types: what runs in the transpiler's process. */
import ts from 'typescript';
import { findOffences, type Offence } from './submission-imports.ts';

/** Whose file it is: a student's, or a trusted suite, solution or mistake. */
export type SourceRole = 'submission' | 'suite' | 'reference';

export interface CompileError {
  /** From 1, as editors count. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type TranspileResult =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly errors: readonly CompileError[] };

const MAX_SOURCE_BYTES = 256 * 1024;
const MAX_ERRORS = 20;

const COMMON: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  isolatedModules: true,
  // Stacks then name the lines of the source, however the emitted ones have moved.
  inlineSourceMap: true,
};

const OPTIONS: Record<SourceRole, ts.CompilerOptions> = {
  submission: COMMON,
  suite: { ...COMMON, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
  reference: { ...COMMON, rewriteRelativeImportExtensions: true },
};

export function transpileModule(role: SourceRole, source: string, fileName: string): TranspileResult {
  if (Buffer.byteLength(source) > MAX_SOURCE_BYTES) {
    return refuse(`the file is larger than ${MAX_SOURCE_BYTES / 1024} KB`);
  }
  try {
    return transpile(role, source, fileName);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse('the file is nested too deeply');
  }
}

function refuse(message: string): TranspileResult {
  return { ok: false, errors: [{ line: 1, column: 1, message }] };
}

function transpile(role: SourceRole, source: string, fileName: string): TranspileResult {
  const name = fileName.split(/[\\/]/).at(-1) ?? fileName;
  let offences: readonly Offence[] = [];
  const { outputText, diagnostics = [] } = ts.transpileModule(source, {
    fileName: name,
    compilerOptions: OPTIONS[role],
    reportDiagnostics: true,
    // The tree as it was parsed, before anything is taken out of it: a second parse takes a fifth of the time.
    transformers: {
      before: [
        () => (file) => {
          if (role === 'submission') offences = findOffences(file);
          return file;
        },
      ],
    },
  });
  const problems = [
    ...diagnostics.map(({ start = 0, messageText }) => ({
      at: start,
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    })),
    ...offences,
  ];
  if (problems.length === 0) return { ok: true, code: outputText };
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2022);
  const errors = problems.slice(0, MAX_ERRORS).map(({ at, message }) => {
    const { line, character } = file.getLineAndCharacterOfPosition(at);
    return { line: line + 1, column: character + 1, message };
  });
  return { ok: false, errors };
}
