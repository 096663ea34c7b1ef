import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as torchModule from '../../src/index.ts';
import { findChromium } from '../browser/find-chromium.ts';
import { type Browser, loadPlaywright } from '../browser/load-playwright.ts';

/*
 * The GPU in a browser: a page has two workers, one with the GPU and one that trains on it and reads every loss at once.
 * It needs playwright-core, which install.sh installs here, and a Chromium, from CHROMIUM or the PATH.
 */

const dist = join(__dirname, '../../../dist');
const scripts = ['/torch.js', '/gpu-browser.js', '/gpu-worker.js'];

/** Trains a small net and gives the loss of every step. It is also the script of a worker: it knows `lib` alone. */
function train({ torch, nn, optim, F }: typeof torchModule, device: string): number[] {
  torch.manualSeed(5);
  const net = new nn.Sequential(new nn.Linear(6, 16), new nn.ReLU(), new nn.Linear(16, 3));
  const x = torch.randn(40, 6);
  const labels = x.at(':', ':3').argmax(1);
  net.to(device);
  const [inputs, targets] = [x.to(device), labels.to(device)];
  const optimizer = new optim.Adam(net.parameters(), { lr: 0.02 });
  return Array.from({ length: 20 }, () => {
    optimizer.zeroGrad();
    const loss = F.crossEntropy(net.call(inputs), targets);
    loss.backward();
    optimizer.step();
    return loss.item() as number;
  });
}

/** What the worker shows of a GPU, one after the other. */
function show(lib: typeof torchModule): unknown[] {
  const { torch } = lib;
  const device = torch.device('gpu');
  const wide = torch.arange(600_000, { dtype: torch.float32, device });
  const messageOf = (run: () => unknown): string => {
    try {
      return String(run());
    } catch (error) {
      return (error as Error).message;
    }
  };
  // Computed there: what was brought there is remembered here, and read from memory.
  const x = torch.tensor([3, 3.5], { device }).add(0.5);
  const code = { code: 'nonsense(x)', constants: [] };
  const bad = { name: 'bad', float: Object.assign((value: number) => value, { wgsl: code }) };
  return [
    torch.cuda.isAvailable(),
    String(torch.tensor([1.5, 2], { device: 'cuda' })),
    // More than one answer has room for.
    (wide.mul(2).tolist() as number[]).at(-1),
    messageOf(() => torch.zeros(2, { device, dtype: torch.float64 })),
    // What WebGPU refuses is known at the latest where something is read.
    messageOf(() => device.map(bad, x, torch.float32) && x.tolist()),
    messageOf(() => x.tolist()),
    train(lib, 'gpu'),
  ];
}

const worker = `import * as lib from '/torch.js';
${train}
${show}
onmessage = async ({ data: [memory, options] }) => {
  try {
    await lib.torch.cuda.connect(memory, options);
    postMessage(show(lib));
  } catch (error) {
    postMessage(error.message);
  }
};`;

const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
import { startGpu } from '/gpu-worker.js';
import { torch } from '/torch.js';
window.start = startGpu;
window.connect = (memory) => torch.cuda.connect(memory);
window.lesson = (options) => new Promise((resolve) => {
  const worker = new Worker('/lesson.js', { type: 'module' });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve(message);
  worker.postMessage([startGpu(), options]);
});
</script>`;

function contentOf(path: string): { type: string; body: string | Buffer } {
  if (scripts.includes(path)) return { type: 'text/javascript', body: readFileSync(join(dist, path)) };
  return path === '/lesson.js'
    ? { type: 'text/javascript', body: worker }
    : { type: 'text/html', body: page };
}

const [chromium, playwright] = [findChromium(), loadPlaywright(__dirname)];

if (chromium === undefined) {
  test.skip('the GPU in a browser (no Chromium on the PATH; CHROMIUM=… names one)', () => {});
} else if (playwright === undefined) {
  test.skip('the GPU in a browser (no playwright-core: shared/test/gpu/install.sh installs it)', () => {});
} else {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    server = createServer(({ url = '/' }, response) => {
      const { type, body } = contentOf(url);
      response.setHeader('content-type', type);
      if (url !== '/alone') {
        response.setHeader('cross-origin-opener-policy', 'same-origin');
        response.setHeader('cross-origin-embedder-policy', 'require-corp');
      }
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await playwright.chromium.launch({
      executablePath: chromium,
      args: ['--no-sandbox', '--enable-unsafe-webgpu'],
    });
  });

  afterAll(async () => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
  });

  /** What an expression gives in a page. */
  async function inPage(path: string, expression: string): Promise<unknown> {
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    const value = await tab.evaluate(expression);
    await tab.close();
    return value;
  }

  test('a worker trains a net on it, and every loss is there at once', async () => {
    const shown = await inPage('/', 'lesson({ software: true })');
    expect(shown).toEqual([
      true,
      "tensor([1.5000, 2.0000], device='cuda:0')",
      1_199_998,
      expect.stringContaining('WGSL has no such type'),
      expect.stringMatching(/^read: the GPU refused: in bad: .*nonsense/),
      '3.5,4',
      expect.any(Array),
    ]);
    const losses = (shown as unknown[]).at(-1) as number[];
    const expected = train(torchModule, 'cpu');
    expect(losses).toHaveLength(20);
    expect(losses.at(-1)).toBeLessThan(0.8 * (losses[0] as number));
    for (const [i, loss] of losses.entries()) {
      expect(Math.abs(loss / (expected[i] as number) - 1)).toBeLessThan(1e-4);
    }
  });

  test('a page that may not share memory is told which headers it takes', async () => {
    const message = await inPage('/alone', 'Promise.resolve().then(start).catch(({ message }) => message)');
    expect(message).toMatch(
      /^startGpu: this page may not share memory.*\n {2}expected: .*Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp/,
    );
  });

  test('a page itself may not wait for results', async () => {
    const message = await inPage('/', 'connect(start()).catch(({ message }) => message)');
    expect(message).toMatch(
      /^cuda\.connect: called in a page, which may not wait .*\n {2}expected: a worker/,
    );
  });
}
