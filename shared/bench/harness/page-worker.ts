/** The worker of one library in a page: by its name, which library; the first message starts it, others are requests. */
import type { Jax } from '../peers/jax-api.ts';
import type { Tfjs } from '../peers/tfjs-api.ts';
import type { Gradus, Question } from '../question.ts';
import { answering, wallStopwatch } from './answering.ts';
import type { PageRuntimeName, PageStart } from './bench-browser.ts';
import { type JsRuntime, jaxJs, ours, tfjsOnGpu } from './js-runtimes.ts';
import type { Request } from './protocol.ts';

/** As much of a browser's worker as is used here. */
declare const self: {
  readonly name: PageRuntimeName;
  onmessage: (event: { readonly data: PageStart }) => void;
  postMessage(message: object): void;
};

/** jax-js is awaited by so many results at a time, as ours is by so many batches. */
const AHEAD = 16;

let answer: ((request: Request) => Promise<object>) | undefined;

self.onmessage = async ({ data }: { readonly data: PageStart | Request }) => {
  try {
    if ('do' in data) self.postMessage((await answer?.(data)) ?? { error: 'nothing was started' });
    else self.postMessage(await start(data));
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

async function start(facts: PageStart): Promise<object> {
  const loading = wallStopwatch();
  const runtime = await load(facts);
  const { question } = (await import(facts.question)) as { question: Question };
  // A worker is not told what memory it takes.
  answer = answering(runtime, question, wallStopwatch, () => Number.NaN);
  return { version: runtime.version, loadS: loading() };
}

async function load({ memory, inSoftware, version }: PageStart): Promise<JsRuntime> {
  switch (self.name) {
    case 'oursInBrowser': {
      if (memory === null) throw new Error('ours has no memory to reach a GPU by');
      const gradus = await imported<Gradus>('/torch.js');
      await gradus.torch.cuda.connect(memory, { software: inSoftware });
      return ours(gradus, version, 'gpu');
    }
    case 'jaxJsWebgpu': {
      const jax = await imported<Jax>('/peers/jax-js.js');
      await jax.init('webgpu');
      jax.defaultDevice('webgpu');
      return jaxJs(jax, version, AHEAD);
    }
    case 'tfjsWebgpu': {
      const tf = await imported<Tfjs>('/peers/tfjs.js');
      if (!(await tf.setBackend('webgpu'))) throw new Error("tfjs has no backend 'webgpu' here");
      await tf.ready();
      return tfjsOnGpu(tf);
    }
  }
}

/** Not a name that a bundler looks for: libraries are fetched as they are. */
const imported = async <Api>(url: string): Promise<Api> => (await import(url)) as Api;
