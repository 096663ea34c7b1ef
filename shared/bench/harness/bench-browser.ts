import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { findChromium } from '../../test/browser/find-chromium.ts';
import { type Browser, loadPlaywright, type Page } from '../../test/browser/load-playwright.ts';
import { versionIn } from './load-in-node.ts';
import { gpuFolder, isInSoftware } from './node-gpu.ts';
import {
  ANSWER_MS,
  type Failure,
  type Loaded,
  type Measured,
  type Prepared,
  type Request,
  type RunningRuntime,
} from './protocol.ts';

/** The libraries of a page: ours, and what runs beside it there. */
export type PageRuntimeName = 'oursInBrowser' | 'jaxJsWebgpu' | 'tfjsWebgpu';

/** What a worker is told first. */
export interface PageStart {
  /** What ours reaches its GPU by. */
  readonly memory: SharedArrayBuffer | null;
  readonly inSoftware: boolean;
  /** The address of the question. */
  readonly question: string;
  readonly version: string;
}

/** Every library has a worker of its own, which answers one request after another. */
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
import { startGpu } from '/gpu-worker.js';
const workers = new Map();
window.ask = (name, request) => new Promise((resolve) => {
  const worker = workers.get(name);
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve({ error: message ?? 'its worker cannot be loaded' });
  worker.postMessage(request);
});
window.start = (name, facts) => {
  workers.set(name, new Worker('/bench/page-worker.mjs', { type: 'module', name }));
  return ask(name, { ...facts, memory: name === 'oursInBrowser' ? startGpu() : null });
};
window.stop = (name) => workers.get(name).terminate();
window.findAdapter = async (waitMs) => {
  const silence = new Promise((resolve) => setTimeout(resolve, waitMs, 'one that does not answer'));
  const adapter = await Promise.race([navigator.gpu?.requestAdapter(), silence]);
  if (typeof adapter === 'string') return adapter;
  if (!adapter) return 'none';
  return adapter.info.isFallbackAdapter ? 'software' : 'hardware';
};
</script>`;

/** What a page fetches of the libraries beside ours. */
const PEER_SOURCES: Readonly<Record<string, string>> = {
  '/peers/jax-js.js': "export * from '@jax-js/jax';",
  '/peers/tfjs.js': "import '@tensorflow/tfjs-backend-webgpu'; export * from '@tensorflow/tfjs';",
};

/** With hardware Chromium takes Vulkan without a screen only when it is told to. */
const CHROMIUM = {
  any: ['--no-sandbox', '--enable-unsafe-webgpu'],
  software: ['--use-webgpu-adapter=swiftshader'],
  hardware: [
    '--use-angle=vulkan',
    '--enable-features=Vulkan',
    '--disable-vulkan-surface',
    '--ignore-gpu-blocklist',
  ],
};

/** Where Chromium finds no driver, it may start its process for the GPU again and again. */
const ADAPTER_MS = 20_000;

interface Opened {
  readonly browser: Browser;
  readonly server: Server;
}

/** Pages of a headless Chromium, which is opened when it is first needed: one for each question. */
export class BenchBrowser {
  readonly #root: string;
  #opened: Promise<Opened> | undefined;
  #current: { readonly page: Page; readonly questionFile: string } | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** @throws Error when there is no browser, or the library does not run in it */
  async start(name: PageRuntimeName, questionFile: string): Promise<RunningRuntime> {
    const page = await this.#pageOf(questionFile);
    const facts: Omit<PageStart, 'memory'> = {
      inSoftware: isInSoftware(),
      question: `/bench/${basename(questionFile)}`,
      version: this.#versionOf(name),
    };
    const loaded = await answered<Loaded>(page, 'start', name, facts);
    return {
      loaded,
      prepare: (of) => answered<Prepared>(page, 'ask', name, { do: 'prepare', ...of }),
      measure: async (request) => (await answered<Measured>(page, 'ask', name, request)).measured,
      stop: () => void page.evaluate(`stop('${name}')`).catch(() => undefined),
    };
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    if (opened !== undefined) await closed(opened);
  }

  /** With the page of another question goes what its workers have of the GPU. */
  async #pageOf(questionFile: string): Promise<Page> {
    this.#opened ??= this.#open();
    const { browser, server } = await this.#opened;
    if (this.#current?.questionFile === questionFile) return this.#current.page;
    await this.#current?.page.close();
    const page = await newPage(browser, server);
    this.#current = { page, questionFile };
    return page;
  }

  async #open(): Promise<Opened> {
    const [executablePath, playwright] = [findChromium(), loadPlaywright(gpuFolder(this.#root))];
    if (executablePath === undefined) throw new Error('no Chromium on the PATH; CHROMIUM=… names one');
    if (playwright === undefined)
      throw new Error('no playwright-core: npm ci in shared/test/gpu installs it');
    const args = [...CHROMIUM.any, ...CHROMIUM[isInSoftware() ? 'software' : 'hardware']];
    const browser = await playwright.chromium.launch({ executablePath, args });
    const server = createServer(({ url = '/' }, response) => {
      response.setHeader('cross-origin-opener-policy', 'same-origin');
      response.setHeader('cross-origin-embedder-policy', 'require-corp');
      this.#contentOf(url).then(
        ({ type, body }) => response.setHeader('content-type', type).end(body),
        ({ message }: Error) => response.writeHead(404).end(message),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const opened = { browser, server };
    const page = await newPage(browser, server);
    const adapter = await page.evaluate(`findAdapter(${ADAPTER_MS})`);
    await page.close();
    if (adapter === 'hardware' || (adapter === 'software' && isInSoftware())) return opened;
    await closed(opened);
    throw new Error(
      adapter === 'software'
        ? 'the only adapter of the browser is software: GRADUS_SOFTWARE_GPU=1 takes it'
        : `the adapter of the browser: ${adapter}`,
    );
  }

  async #contentOf(url: string): Promise<{ type: string; body: string | Uint8Array }> {
    if (url === '/') return { type: 'text/html', body: PAGE };
    const source = PEER_SOURCES[url];
    const body = source === undefined ? readFileSync(this.#fileOf(url)) : await this.#bundled(source);
    return { type: 'text/javascript', body };
  }

  /** The question and its worker lie side by side; all else is the runtime's. */
  #fileOf(url: string): string {
    const { questionFile } = this.#current ?? {};
    const isOfBench = dirname(url) === '/bench' && questionFile !== undefined;
    return isOfBench ? join(dirname(questionFile), basename(url)) : join(this.#root, 'dist', url);
  }

  async #bundled(contents: string): Promise<Uint8Array> {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: join(this.#root, 'shared/bench/peers') },
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      logLevel: 'error',
    });
    return outputFiles[0]?.contents ?? new Uint8Array(0);
  }

  #versionOf(name: PageRuntimeName): string {
    if (name === 'oursInBrowser') return versionIn(this.#root);
    const folder = name === 'jaxJsWebgpu' ? '@jax-js/jax' : '@tensorflow/tfjs-backend-webgpu';
    return versionIn(join(this.#root, 'shared/bench/peers/node_modules', folder));
  }
}

async function newPage(browser: Browser, server: Server): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return page;
}

async function closed({ browser, server }: Opened): Promise<void> {
  await browser.close();
  await new Promise((resolve) => server.close(resolve));
}

async function answered<Answer extends object>(
  page: Page,
  call: 'start' | 'ask',
  name: PageRuntimeName,
  message: Omit<PageStart, 'memory'> | Request,
): Promise<Answer> {
  let deadline: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    deadline = setTimeout(() => reject(new Error(`no answer for ${ANSWER_MS / 1000} s`)), ANSWER_MS);
  });
  const asked = page.evaluate(`${call}('${name}', ${JSON.stringify(message)})`);
  const answer = (await Promise.race([asked, silence]).finally(() => clearTimeout(deadline))) as
    | Answer
    | Failure;
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}
