import { Script } from 'node:vm';

/** What a suite may import, by the name it uses. */
export type SuiteImports = Readonly<Record<string, unknown>>;

/** A suite compiled once; each evaluation declares its tests anew. */
export type SuiteModule = (imports: SuiteImports) => void;

/** Compiles a suite (CommonJS, as the transpiler gives it) into a function that can be run many times. */
export function compileSuite(code: string, file: string): SuiteModule {
  const script = new Script(`(function (exports, require, module) {${code}\n})`, { filename: file });
  const body = script.runInThisContext() as (
    exports: object,
    require: (name: string) => unknown,
    module: object,
  ) => void;
  return (imports) => {
    const module = { exports: {} };
    body(
      module.exports,
      (name) => {
        if (Object.hasOwn(imports, name)) return imports[name];
        throw new Error(
          `${file} imports '${name}'; a suite may import only ${Object.keys(imports).join(', ')}`,
        );
      },
      module,
    );
  };
}
