/**
 * The host as a startup snapshot: a process that starts from one has the host and the runtime in it already, evaluated.
 * What a snapshot holds is the same for all submissions and ours alone; a student's file is loaded by the process.
 */
import { startupSnapshot } from 'node:v8';
import { constants, Script } from 'node:vm';
import { HANDOVER } from './handover.ts';
import { serve } from './serve.ts';

/**
 * Makes the running `node --build-snapshot` a host with this runtime, and prints the names of the runtime's exports: the
 * stage's `torch.js` only hands them on.
 */
export function keepHost(runtime: object): void {
  process.stdout.write(JSON.stringify(Object.keys(runtime)));
  startupSnapshot.setDeserializeMainFunction(() => {
    // Code of a snapshot has no loader of modules; a script that is compiled now may use the process's own.
    const load = new Script('(url) => import(url)', {
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }).runInThisContext() as (url: string) => Promise<object>;
    serve({
      import: load,
      runtime: async (url) => {
        Reflect.set(globalThis, HANDOVER, runtime);
        await load(url);
        Reflect.deleteProperty(globalThis, HANDOVER);
        return runtime;
      },
    });
  });
}
